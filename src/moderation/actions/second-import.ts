import { UserError } from '../../message/user-error.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import type { ModerationActions } from '../../store/moderation-actions.ts';
import type { BanImportRequest } from '../../store/moderation-request.ts';

/** The latest of them: a preview lapses after minutes. */
const MOST_IMPORTS = 50;

/**
 * A preview leaves out who was banned when it was made. Of two of the same list that are both confirmed, the second
 * would ban everybody again.
 * @throws UserError when bans of the import are being imported, or may have been since its preview.
 */
export async function refuseSecondImport(
  actions: Pick<ModerationActions, 'search'>,
  { id, createdAt }: ModerationAction,
  { entries }: BanImportRequest,
): Promise<void> {
  const uids = new Set(entries.map(({ uid }) => uid));
  const others = await actions.search(
    { kinds: ['ban-import'], states: ['sending', 'unknown', 'done'] },
    MOST_IMPORTS,
  );
  const rival = others.find(
    ({ id: other, state, confirmedAt, request }) =>
      other !== id &&
      (state === 'sending' || (confirmedAt ?? 0) >= createdAt) &&
      request.kind === 'ban-import' &&
      request.entries.some(({ uid }) => uids.has(uid)),
  );
  if (rival === undefined) return;
  throw new UserError(
    'import-outdated',
    `<@${rival.moderator.id}> imported bans of this list since this preview, or still does. Nothing was sent; use \`/bans import\` anew: what is there already is left out.`,
  );
}
