import { bindOperation } from './bind.ts';
import type { BoundResource } from './bound.ts';
import { Client, type ClientOptions } from './client.ts';
import type { AnyOperation } from './operation.ts';
import { banExemptions } from './resources/ban-exemptions.ts';
import { banListInvites } from './resources/ban-list-invites.ts';
import { banLists } from './resources/ban-lists.ts';
import { bans } from './resources/bans.ts';
import { commandStats } from './resources/command-stats.ts';
import { coplay } from './resources/coplay.ts';
import { flagPlayers } from './resources/flag-players.ts';
import { gameFeatures } from './resources/game-features.ts';
import { games } from './resources/games.ts';
import { leaderboards } from './resources/leaderboards.ts';
import { metrics } from './resources/metrics.ts';
import { nativeBans } from './resources/native-bans.ts';
import { organizationFriends } from './resources/organization-friends.ts';
import { organizations } from './resources/organizations.ts';
import { playerFlags } from './resources/player-flags.ts';
import { playerNotes } from './resources/player-notes.ts';
import { players } from './resources/players.ts';
import { relatedIdentifiers } from './resources/related-identifiers.ts';
import { reservedSlots } from './resources/reserved-slots.ts';
import { servers } from './resources/servers.ts';
import { sessions } from './resources/sessions.ts';

/** Every operation of the BattleMetrics API, by resource. */
export const OPERATIONS = {
  bans,
  banExemptions,
  banLists,
  banListInvites,
  nativeBans,
  commandStats,
  coplay,
  metrics,
  flagPlayers,
  games,
  gameFeatures,
  leaderboards,
  organizations,
  organizationFriends,
  players,
  playerFlags,
  playerNotes,
  relatedIdentifiers,
  reservedSlots,
  servers,
  sessions,
};

/**
 * The BattleMetrics API, one method an operation: `battlemetrics.bans.get({ id, include: ['player'] }, call)`.
 * Reads are shared, cached (not for moderators) and repeated on transient failures; a write is sent once, and again
 * only when it surely did not happen. Everything goes through the limiter.
 * Methods reject with an ApiError, with a LimiterError when the call was dropped before it was sent, and with an
 * InvalidArgumentError when what is asked cannot be asked.
 */
export type BattleMetrics = {
  readonly [N in keyof typeof OPERATIONS]: BoundResource<(typeof OPERATIONS)[N]>;
};

/** Makes the client of the BattleMetrics API. `transport` knows the base URL and the token. */
export function createBattleMetrics(options: ClientOptions): BattleMetrics {
  const client = new Client(options);
  const bound = Object.entries(OPERATIONS).map(([resource, operations]) => {
    const methods = Object.entries<AnyOperation>(operations).map(
      ([name, operation]) => [name, bindOperation(operation, `${resource}.${name}`, client)] as const,
    );
    return [resource, Object.fromEntries(methods)] as const;
  });
  // Each method reads by the schema that its type is inferred from; no type can say that of entries that were walked.
  return Object.fromEntries(bound) as unknown as BattleMetrics;
}
