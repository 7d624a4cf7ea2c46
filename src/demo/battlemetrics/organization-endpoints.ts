import { invalid } from './api-error.ts';
import { type Json, UUID } from './body.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { ownOrganizationId } from './organization.ts';
import { RANGE } from './query.ts';
import { ref, resource } from './resources.ts';
import { serverRecordsOf } from './server-records.ts';
import { sessionsOf } from './sessions.ts';
import type { SimPlayer, SimSession } from './world.ts';

const DAY = 86_400_000;
const EARLIEST_DAYS = 90;
/** Nobody in the simulated world has an address that says where they are, so that they are told apart by their ids. */
const COUNTRIES = ['DE', 'US', 'GB', 'unknown'] as const;

/** What is counted of an organization. */
export const organizationEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/organizations/{organization}/stats/players',
    params: {
      'fields[playerStats]': 'text',
      'filter[game]': 'text',
      'filter[group]': UUID,
      'filter[range]': RANGE.closed,
    },
    answer: playerStats,
  },
];

interface Stay {
  readonly player: SimPlayer;
  readonly session: SimSession;
  /** Epoch milliseconds; of one that lasts the present. */
  readonly stop: number;
}

function playerStats(call: SimCall) {
  const { world, query, now } = call;
  query.required('filter[range]');
  const { from, to } = query.range('filter[range]') ?? { from: now, to: now };
  const at = { parameter: 'filter[range]' };
  if (Number.isNaN(from) || Number.isNaN(to) || to < from) throw invalid('must be a range of times', at);
  if (from < now - EARLIEST_DAYS * DAY) throw invalid(`start must be within ${EARLIEST_DAYS} days`, at);
  const organizationId = ownOrganizationId(call);
  const game = query.text('filter[game]');
  const group = query.text('filter[group]')?.toLowerCase();
  const members = serverRecordsOf(world).groups.find(({ id }) => id === group)?.serverIds ?? [];
  const servers = world.servers.filter(
    (server) =>
      server.organizationId === organizationId &&
      (game === undefined || server.game === game) &&
      (group === undefined || members.includes(server.id)),
  );
  const ids = new Set(servers.map(({ id }) => id));
  const stays = world.players.flatMap((player) =>
    sessionsOf(player)
      .map((session): Stay => ({ player, session, stop: session.stop ?? now }))
      .filter(({ session, stop }) => ids.has(session.serverId) && session.start <= to && stop >= from),
  );
  const relationships = {
    organization: ref('organization', organizationId),
    ...(game !== undefined && { game: ref('game', game) }),
    ...(group !== undefined && { orgGroup: ref('orgGroup', group) }),
  };
  const { id: _, ...data } = resource(call, 'playerStats', '', attributesOf(stays, from, to), relationships);
  return { status: 200, body: { data } };
}

function attributesOf(stays: readonly Stay[], from: number, to: number): Json {
  const players = [...new Set(stays.map(({ player }) => player))];
  const countries = new Map<string, number>();
  for (const { id } of players) {
    const country = COUNTRIES[Number(id) % COUNTRIES.length] ?? 'unknown';
    countries.set(country, (countries.get(country) ?? 0) + 1);
  }
  return {
    uniquePlayers: players.length,
    ...crowd(stays, from, to),
    uniquePlayersByCountry: Object.fromEntries(countries),
    sessionDuration: averageSeconds(stays),
    firstTimeSessionDuration: averageSeconds(stays.filter(({ session }) => session.firstTime)),
  };
}

/** The fewest and the most who were online at once. */
function crowd(stays: readonly Stay[], from: number, to: number) {
  const online = (time: number): number =>
    stays.filter(({ session, stop }) => session.start <= time && stop > time).length;
  // The number changes at these times alone.
  const changes = stays.flatMap(({ session, stop }) => [session.start, stop]);
  const counts = [from, ...changes.filter((time) => time > from && time < to)].map(online);
  return { minPlayers: Math.min(...counts), maxPlayers: Math.max(...counts) };
}

function averageSeconds(stays: readonly Stay[]): number {
  if (stays.length === 0) return 0;
  const total = stays.reduce((sum, { session, stop }) => sum + stop - session.start, 0);
  return total / stays.length / 1_000;
}
