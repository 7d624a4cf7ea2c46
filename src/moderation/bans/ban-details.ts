import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { Ban } from '../../battlemetrics/schemas/ban.ts';
import type { Call } from '../../http/call.ts';
import type { BanDetails, ShownIdentifier } from '../../render/moderation/views.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import type { ModerationActions } from '../../store/moderation-actions.ts';
import { NOBODY, subjectKey } from '../../store/moderation-request.ts';
import { partOf } from '../lacking-scope.ts';
import type { BanFinder, FoundBan } from './ban-finder.ts';
import { ownExemptions } from './own-exemptions.ts';
import { subjectOfBan } from './shown-ban.ts';

interface DetailsOptions {
  readonly battlemetrics: BattleMetrics;
  readonly bans: Pick<BanFinder, 'resolve'>;
  readonly actions: Pick<ModerationActions, 'search'>;
  readonly organizationId: string;
  readonly now: () => number;
}

/** Of what was done with this bot about the same person, and of imports. */
const MOST_READ = 100;
const MOST_SHOWN = 5;

/**
 * One ban with its exemptions and what was done about it with this bot. Two calls, three for a uid.
 * @throws UserError as `BanFinder.resolve`.
 */
export async function detailsOfBan(text: string, options: DetailsOptions, call: Call): Promise<BanDetails> {
  const { bans, now } = options;
  const found = await bans.resolve(text, call);
  const { ban, shown } = found;
  const [exemptions, record] = await Promise.all([
    partOf(() => ownExemptions(options, ban.id, call), now),
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

/** What was done about the ban itself, whoever BattleMetrics took the person for at that time. */
async function recordOf(
  { ban, shown }: FoundBan,
  { actions }: DetailsOptions,
): Promise<readonly ModerationAction[]> {
  const request = { kind: 'unban', banId: ban.id, mode: 'expire', reason: '' } as const;
  const subject = subjectOfBan(ban, shown.player);
  const steamIds = ban.attributes.identifiers.flatMap(({ type, identifier }) =>
    type === 'steamID' && identifier !== undefined ? [identifier] : [],
  );
  // A ban of a Steam ID that nobody had yet gets its player later; one without either is known by its id.
  const keys = new Set(
    [subject, NOBODY, ...steamIds.map((steamId) => ({ playerId: null, name: null, steamId }))].map((whom) =>
      subjectKey({ ...request, subject: whom }),
    ),
  );
  const read = [...keys].map((player) => actions.search({ player }, MOST_READ));
  const imports = actions.search({ kinds: ['ban-import'] }, MOST_READ);
  const all = new Map((await Promise.all([...read, imports])).flat().map((action) => [action.id, action]));
  return [...all.values()]
    .filter((action) => isAbout(action, ban))
    .toSorted((a, b) => b.createdAt - a.createdAt)
    .slice(0, MOST_SHOWN);
}

function isAbout({ request, result, uid }: ModerationAction, { id, attributes }: Ban): boolean {
  if (result?.banId === id || ('banId' in request && request.banId === id)) return true;
  if (attributes.uid === null) return false;
  if (request.kind !== 'ban-import') return uid === attributes.uid;
  return request.entries.some((entry) => entry.uid === attributes.uid);
}

function toShownIdentifier(identifier: {
  readonly id?: number;
  readonly type?: string;
  readonly identifier?: string;
}): ShownIdentifier {
  const { id, type, identifier: value } = identifier;
  return { id: id === undefined ? '' : String(id), type: type ?? 'known to BattleMetrics', value };
}
