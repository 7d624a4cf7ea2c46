import type { Call } from '../../http/call.ts';
import { UserError } from '../../message/user-error.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import type { ModerationActions } from '../../store/moderation-actions.ts';
import { isAsBefore } from '../writes/ban-edit.ts';
import { isNoteAsWritten } from '../writes/note.ts';
import { isLifted } from '../writes/unban.ts';
import type { WriteDependencies } from '../writes/write.ts';
import { look } from './look.ts';
import { refuseSecondUndo } from './undo.ts';

/**
 * An undo puts back what was before the action, and so would take with it what others have done since.
 * @throws UserError when what was done is not as the action left it; ApiError or LimiterError when that can't be asked.
 */
export async function refuseChanged(
  action: ModerationAction,
  deps: WriteDependencies,
  call: Call,
): Promise<void> {
  if (await isAsLeft(action, deps, call)) return;
  if (action.request.kind === 'ban') {
    throw new UserError('undo-needless', 'This ban is over or deleted already: there is nothing to undo.');
  }
  throw new UserError(
    'undo-changed',
    'Somebody has changed or removed this since, and an undo would take that with it. Nothing was sent; see how it is now, and use the commands.',
  );
}

/**
 * A question shows how things are when it is asked, and is confirmed or approved later.
 * @throws UserError when a ban does not say any more what an edit is to replace, or what is to be undone is not as it
 * was left, or is undone already; ApiError or LimiterError.
 */
export async function refuseOutdated(
  { cause, request }: ModerationAction,
  actions: Pick<ModerationActions, 'get' | 'open'>,
  deps: WriteDependencies,
  call: Call,
): Promise<void> {
  const undone = cause.kind === 'undo' ? await actions.get(cause.of) : undefined;
  if (undone !== undefined) {
    await refuseSecondUndo(actions, undone, request);
    await refuseChanged(undone, deps, call);
    return;
  }
  if (request.kind !== 'ban-edit' || (await isAsBefore(request, deps, call))) return;
  throw new UserError(
    'ban-edit-outdated',
    `Somebody has changed or removed ban ${request.banId} since this was asked. Nothing was sent; see how it is now, and use \`/ban-edit\` anew.`,
  );
}

async function isAsLeft(action: ModerationAction, deps: WriteDependencies, call: Call): Promise<boolean> {
  const { request, result } = action;
  switch (request.kind) {
    case 'ban':
      return !(await isLifted({ banId: result?.banId ?? '', mode: 'expire' }, deps, call));
    case 'ban-edit':
    case 'flag-edit':
      return (await look(action, deps, call)).kind === 'happened';
    case 'note-add':
      return isNoteAsWritten({ ...action, request }, result?.noteId ?? '', deps, call);
    case 'note-edit':
      return isNoteAsWritten({ ...action, request }, request.noteId, deps, call);
    default:
      // The rest is there or is not, and BattleMetrics says so when there is nothing left to do.
      return true;
  }
}
