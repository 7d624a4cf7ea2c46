import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { Call } from '../../http/call.ts';
import type { BanDetails, ShownIdentifier } from '../../render/moderation/views.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import type { ModerationActions } from '../../store/moderation-actions.ts';
import { subjectKey } from '../../store/moderation-request.ts';
import { partOf } from '../lacking-scope.ts';
import type { BanFinder, FoundBan } from './ban-finder.ts';
import { subjectOfBan } from './shown-ban.ts';

interface DetailsOptions {
  readonly battlemetrics: BattleMetrics;
  readonly bans: Pick<BanFinder, 'resolve'>;
  readonly actions: Pick<ModerationActions, 'search'>;
  readonly organizationId: string;
  readonly now: () => number;
}

/** Of what was done with this bot about the same person. */
const MOST_READ = 100;
const MOST_SHOWN = 5;

/**
 * One ban with its exemptions and what was done about it with this bot. Two calls, three for a uid.
 * @throws UserError as `BanFinder.resolve`.
 */
export async function detailsOfBan(text: string, options: DetailsOptions, call: Call): Promise<BanDetails> {
  const { battlemetrics, bans, organizationId, now } = options;
  const found = await bans.resolve(text, call);
  const { ban, shown } = found;
  const [exemptions, record] = await Promise.all([
    partOf(async () => {
      const own: { readonly id: string; readonly reason: string | null }[] = [];
      for await (const { id, attributes, relationships } of battlemetrics.banExemptions.list.all(
        { ban: ban.id },
        call,
      )) {
        if (relationships.organization?.data?.id === organizationId) {
          own.push({ id, reason: attributes.reason });
        }
      }
      return own;
    }, now),
    recordOf(found, options),
  ]);
  return {
    ...shown,
    exempt: exemptions.ok ? exemptions.value.length > 0 : shown.exempt,
    identifiers: ban.attributes.identifiers.map(toShownIdentifier),
    exemptions,
    banListId: ban.relationships.banList?.data?.id,
    record,
  };
}

async function recordOf(
  { ban, shown }: FoundBan,
  { actions }: DetailsOptions,
): Promise<readonly ModerationAction[]> {
  const subject = subjectOfBan(ban, shown.player);
  const player = subjectKey({ kind: 'unban', subject, banId: ban.id, mode: 'expire', reason: '' });
  const { uid } = ban.attributes;
  const about = (await actions.search({ player }, MOST_READ)).filter(
    (action) =>
      action.result?.banId === ban.id ||
      ('banId' in action.request && action.request.banId === ban.id) ||
      (uid !== null && action.uid === uid),
  );
  return about.slice(0, MOST_SHOWN);
}

function toShownIdentifier(identifier: {
  readonly id?: number;
  readonly type?: string;
  readonly identifier?: string;
}): ShownIdentifier {
  const { id, type, identifier: value } = identifier;
  return { id: id === undefined ? '' : String(id), type: type ?? 'known to BattleMetrics', value };
}
