import { invalid } from './api-error.ts';
import type { Json } from './body.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { ownOrganizationId } from './organization.ts';
import { RANGE } from './query.ts';
import { ref } from './resources.ts';
import type { World } from './world.ts';

/** Which commands were used how many times. */
export const commandStatEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/organizations/{organization}/relationships/command-stats',
    params: {
      'filter[commands]': 'text',
      'filter[servers]': 'text',
      'filter[summary]': 'boolean',
      'filter[timestamp]': RANGE.open,
      'filter[users]': 'text',
    },
    answer: listCommandStats,
  },
];

/** A command that somebody gave. */
interface Given {
  readonly command: string;
  readonly userId: string;
  /** Undefined: on none in particular. */
  readonly serverId: string | undefined;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** All that the world remembers: bans that are there, and what consoles were told. */
function commandsGiven(world: World): readonly Given[] {
  const bans = world.bans
    .filter(({ organizationId = world.organization.id }) => organizationId === world.organization.id)
    .map(({ userId = world.user.id, serverId, timestamp }) => ({
      command: 'addBMBan',
      userId,
      serverId,
      at: timestamp,
    }));
  const told = world.consoleCommands.map(({ serverId, at }) => ({
    command: 'raw',
    userId: world.user.id,
    serverId,
    at,
  }));
  return [...bans, ...told];
}

function listCommandStats(call: SimCall) {
  const { world, query } = call;
  const organizationId = ownOrganizationId(call);
  const range = query.range('filter[timestamp]');
  if (Number.isNaN(range?.from) || Number.isNaN(range?.to)) {
    throw invalid('must be a range of times', { parameter: 'filter[timestamp]' });
  }
  const commands = query.list('filter[commands]');
  const servers = query.list('filter[servers]');
  const users = query.list('filter[users]');
  const given = commandsGiven(world).filter(
    ({ command, userId, serverId, at }) =>
      (commands?.includes(command) ?? true) &&
      (servers === undefined || (serverId !== undefined && servers.includes(serverId))) &&
      (users?.includes(userId) ?? true) &&
      (range === undefined || (at >= range.from && at <= range.to)),
  );
  if (query.flag('filter[summary]') === true) {
    return { status: 200, body: { data: [commandStats(world, organizationId, given)] } };
  }
  const userIds = [...new Set(given.map(({ userId }) => userId))].toSorted((a, b) => Number(a) - Number(b));
  const data = userIds.map((id) =>
    commandStats(
      world,
      organizationId,
      given.filter(({ userId }) => userId === id),
      id,
    ),
  );
  return { status: 200, body: { data } };
}

/** @param userId undefined: of all together, which then has no user in its id */
function commandStats(world: World, organizationId: string, given: readonly Given[], userId?: string): Json {
  const counts = new Map<string, number>();
  for (const { command } of given) counts.set(command, (counts.get(command) ?? 0) + 1);
  const games = new Set(
    world.servers.filter(({ id }) => given.some(({ serverId }) => serverId === id)).map(({ game }) => game),
  );
  return {
    type: 'commandStats',
    id: userId === undefined ? organizationId : `${organizationId}:${userId}`,
    attributes: Object.fromEntries(counts),
    relationships: {
      organization: ref('organization', organizationId),
      games: { data: [...games].map((id) => ({ type: 'game', id })) },
      ...(userId !== undefined && { user: ref('user', userId) }),
    },
  };
}
