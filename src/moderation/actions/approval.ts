import { type AccessLevel, reaches } from '../../../config/access.ts';
import { UserError } from '../../message/user-error.ts';
import type { ModerationAction, Moderator } from '../../store/moderation-action.ts';
import type { ActionRequest } from '../../store/moderation-request.ts';

/** A proposal waits so long for a second moderator, milliseconds. */
export const PROPOSAL_LAPSES_MS = 24 * 60 * 60_000;

/** Whether it makes a ban that never ends. An import does not count: it takes an admin. */
export function isForGood(request: ActionRequest): boolean {
  switch (request.kind) {
    case 'ban':
      return request.durationMs === null;
    case 'ban-edit':
      return request.after.end?.kind === 'never';
    default:
      return false;
  }
}

/** @throws UserError when the one who asked is who approves. */
export function refuseOwnApproval(action: ModerationAction, approver: Moderator): void {
  if (action.moderator.id !== approver.id) return;
  throw new UserError(
    'approval-own',
    'You asked for this yourself: another moderator must approve it. You can decline it to take it back.',
  );
}

/**
 * Whether who asked still may: a role taken away meanwhile counts.
 * @throws UserError when Discord does not say.
 */
export async function isStillModerator(
  levelOf: (userId: string) => Promise<AccessLevel | undefined>,
  { id }: Moderator,
): Promise<boolean> {
  let level: AccessLevel | undefined;
  try {
    level = await levelOf(id);
  } catch (cause) {
    throw new UserError(
      'approval-level-unread',
      `Discord does not say at the moment whether <@${id}>, who asked, still is a moderator. Nothing was sent; try again in a minute.`,
      { reason: cause instanceof Error ? cause.message : String(cause) },
    );
  }
  return level !== undefined && reaches(level, 'moderator');
}

/** Why a proposal of somebody who is no moderator any more ends. */
export function noModeratorAnyMore({ id }: Moderator): string {
  return `<@${id}>, who asked for this, is no moderator any more.`;
}
