import type { Endpoint, SimCall } from './endpoint.ts';
import { Collection } from './paging.ts';
import { identifierResource, maySee, organizationResource, playerResource } from './resources.ts';
import { descriptionResources, eventResources, groupResource, uptimeResources } from './server-included.ts';
import { groupOf } from './server-records.ts';
import { findServer, isOwn, serverResource } from './server-resource.ts';
import { sessionResource } from './session-resource.ts';
import { sessionsOf } from './sessions.ts';

const TYPES = [
  'identifier',
  'orgDescription',
  'orgGroupDescription',
  'organization',
  'player',
  'server',
  'serverDescription',
  'serverEvent',
  'serverGroup',
  'serverUptime',
  'session',
];

/** One server with everything that can be included. */
export const serverDetailsEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/servers/{id}',
    params: {
      ...Object.fromEntries(
        TYPES.flatMap((type) => [`fields[${type}]`, `relations[${type}]`]).map(
          (name) => [name, 'text'] as const,
        ),
      ),
      include: [
        'player',
        'identifier',
        'session',
        'uptime:7',
        'uptime:30',
        'uptime:90',
        'serverEvent',
        'serverGroup',
        'serverDescription',
        'organization',
        'orgDescription',
        'orgGroupDescription',
      ],
    },
    answer: getServer,
  },
];

function getServer(call: SimCall) {
  const { world, query } = call;
  const server = findServer(call);
  const extra = new Collection();
  if (query.includes('organization') && isOwn(world, server)) extra.add(organizationResource(call));
  if (query.includes('serverGroup')) extra.add(groupResource(call, groupOf(world, server.id)));
  if (query.includes('serverEvent')) extra.add(...eventResources(call, server));
  extra.add(...uptimeResources(call, server), ...descriptionResources(call, server));
  // "Only players and identifiers that are currently active will be included": those of who is there now.
  const present = world.players.filter((player) =>
    player.visits.some(({ serverId, online }) => serverId === server.id && online),
  );
  for (const player of present) {
    if (query.includes('player')) extra.add(playerResource(call, player));
    if (query.includes('session')) {
      const stays = sessionsOf(player).filter((stay) => stay.serverId === server.id);
      const lasting = stays.filter(({ stop }) => stop === undefined);
      extra.add(...lasting.map((stay) => sessionResource(call, player, stay)));
    }
    if (!query.includes('identifier')) continue;
    const seen = player.identifiers.filter((identifier) => maySee(call, player, identifier));
    extra.add(...seen.map((identifier) => identifierResource(call, player, identifier)));
  }
  return { status: 200, body: { data: serverResource(call, server), included: extra.toJSON() } };
}
