import { UserError } from '../../message/user-error.ts';
import { dateTime } from '../../render/timestamps.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import type { ModerationActions } from '../../store/moderation-actions.ts';
import type { ActionRequest } from '../../store/moderation-request.ts';
import { oppositeOf } from './opposite.ts';

/** So long an audit message offers to undo what it shows, milliseconds from its end on. */
const UNDO_WITHIN_MS = 24 * 60 * 60_000;

/** Until when an action that is done at `now` can be undone; null when it cannot. Epoch milliseconds. */
export function undoUntil(action: ModerationAction, now: number): number | null {
  return oppositeOf(action) === undefined ? null : now + UNDO_WITHIN_MS;
}

/**
 * What undoes an action now.
 * @throws UserError when it cannot be undone (any more), or somebody did or does so already.
 */
export async function undoRequest(
  actions: ModerationActions,
  action: ModerationAction,
  now: number,
): Promise<ActionRequest> {
  if (action.state !== 'done') {
    throw new UserError('undo-not-done', 'Only what was carried out can be undone.');
  }
  const request = oppositeOf(action);
  if (request === undefined) {
    throw new UserError('undo-impossible', 'This cannot be undone with a button. Use the commands.');
  }
  await refuseSecondUndo(actions, action, request);
  if (action.undoUntil === null || action.undoUntil <= now) {
    throw new UserError('undo-over', 'It is too late to undo this with a button. Use the commands.');
  }
  return request;
}

/** @throws UserError when another undo of the action is done, or may be. */
export async function refuseSecondUndo(
  actions: Pick<ModerationActions, 'get' | 'open'>,
  undone: ModerationAction,
  undo: ActionRequest,
): Promise<void> {
  const done = undone.undoneBy === null ? undefined : await actions.get(undone.undoneBy);
  if (undone.undoneBy !== null) {
    const when = done?.settledAt == null ? '' : ` on ${dateTime(done.settledAt)}`;
    throw new UserError(
      'undo-done',
      done === undefined ? 'This was undone already.' : `<@${done.moderator.id}> undid this already${when}.`,
    );
  }
  const begun = (await actions.open(undo)).find(
    ({ cause, state }) =>
      cause.kind === 'undo' && cause.of === undone.id && (state === 'sending' || state === 'unknown'),
  );
  if (begun !== undefined) {
    throw new UserError(
      'undo-begun',
      `<@${begun.moderator.id}> began to undo this already, and it is not known yet what became of that. See the audit channel: action ${begun.id}.`,
    );
  }
}
