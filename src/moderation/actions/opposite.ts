import type { ModerationAction } from '../../store/moderation-action.ts';
import type { ActionRequest, BanEditRequest, BanEnd } from '../../store/moderation-request.ts';
import { readNote } from '../writes/note-text.ts';

/**
 * What undoes an action that is done. Undefined where nothing does (lifting a ban would be undone by a new ban, which
 * is a decision of its own), where it changed nothing, and of what is an undo itself.
 */
export function oppositeOf(action: ModerationAction): ActionRequest | undefined {
  const { request, result, cause } = action;
  if (cause.kind === 'undo' || result?.alreadySo === true) return undefined;
  const { subject } = request;
  switch (request.kind) {
    case 'ban':
      if (result?.banId === undefined) return undefined;
      return { kind: 'unban', subject, banId: result.banId, mode: 'expire', reason: request.reason };
    case 'ban-edit':
      return editBack(request, action.confirmedAt ?? action.createdAt);
    case 'exemption-add':
      return { ...request, kind: 'exemption-remove' };
    case 'exemption-remove':
      return { ...request, kind: 'exemption-add' };
    case 'flag-add': {
      const { expiry: _, ...asked } = request;
      return { ...asked, kind: 'flag-remove' };
    }
    case 'flag-remove':
      return { ...request, kind: 'flag-add' };
    case 'flag-edit':
      return { ...request, before: request.after, after: request.before };
    case 'note-add': {
      const { playerId, text, shared } = request;
      if (result?.noteId === undefined) return undefined;
      return { kind: 'note-delete', subject, playerId, noteId: result.noteId, before: text, shared };
    }
    case 'note-edit':
      return { ...request, before: request.text, text: writtenBefore(request.before) };
    case 'note-delete': {
      const { playerId, shared, before } = request;
      return { kind: 'note-add', subject, playerId, text: writtenBefore(before), shared };
    }
    case 'slot-add': {
      if (result?.slotId === undefined) return undefined;
      const { durationMs } = request;
      const expires = durationMs === null ? null : (action.confirmedAt ?? action.createdAt) + durationMs;
      return { kind: 'slot-remove', subject, slotId: result.slotId, expires };
    }
    case 'unban':
    case 'ban-import':
    case 'flag-create':
    case 'flag-delete':
    case 'slot-remove':
    case 'rcon':
      return undefined;
  }
}

/** When an edited ban ends, epoch milliseconds, null for never. @param confirmedAt from which `after` counts. */
export function endOf(end: BanEnd, confirmedAt: number): number | null {
  switch (end.kind) {
    case 'after':
      return confirmedAt + end.ms;
    case 'at':
      return end.time;
    case 'never':
      return null;
  }
}

function editBack(request: BanEditRequest, confirmedAt: number): BanEditRequest {
  const { before, after } = request;
  return {
    ...request,
    before: {
      reason: after.reason ?? before.reason,
      note: after.note ?? before.note,
      expires: after.end === undefined ? before.expires : endOf(after.end, confirmedAt),
    },
    after: {
      ...(after.reason === undefined ? {} : { reason: before.reason }),
      ...(after.note === undefined ? {} : { note: before.note ?? '' }),
      ...(after.end === undefined ? {} : { end: asEnd(before.expires) }),
    },
  };
}

function asEnd(expires: number | null): BanEnd {
  return expires === null ? { kind: 'never' } : { kind: 'at', time: expires };
}

/** Who undoes it signs it; who wrote it first must not be lost by that, nor made to have been somebody else. */
function writtenBefore(before: string): string {
  const { text, signature } = readNote(before);
  const author =
    signature === undefined
      ? 'at BattleMetrics, not with Squawk'
      : `by ${signature.moderator.name} (${signature.moderator.id})`;
  return `${text}\n\nFirst written ${author}`;
}
