import type { Endpoint, SimCall } from './endpoint.ts';
import { Collection, pageOf } from './paging.ts';
import { findPlayer, serverById } from './player-endpoints.ts';
import { PAGING } from './query.ts';
import { identifierResource, iso, maySee } from './resources.ts';
import { sessionsOf } from './sessions.ts';

/** When and where a player was online. */
export const sessionEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/players/{player}/relationships/sessions',
    params: {
      ...PAGING,
      'fields[identifier]': 'text',
      'fields[server]': 'text',
      'fields[session]': 'text',
      'filter[organizations]': 'text',
      'filter[servers]': 'text',
      include: ['identifier', 'server'],
    },
    answer: listSessions,
  },
];

function listSessions(call: SimCall) {
  const player = findPlayer(call, 'player');
  const names = player.identifiers.filter((identifier) => maySee(call, player, identifier));
  const stays = sessionsOf(player).filter(({ serverId }) => isWanted(call, serverId));
  const { page, links } = pageOf(call, stays, {
    key: ({ start }) => iso(start),
    id: ({ id }) => id,
    descending: true,
  });
  const extra = new Collection();
  if (call.query.includes('server')) extra.add(...page.map(({ serverId }) => serverById(call, serverId)));
  if (call.query.includes('identifier')) {
    extra.add(...names.map((identifier) => identifierResource(call, player, identifier)));
  }
  const data = page.map((stay) => ({
    type: 'session',
    id: stay.id,
    attributes: {
      start: iso(stay.start),
      stop: stay.stop === undefined ? null : iso(stay.stop),
      firstTime: stay.firstTime,
      name: stay.name,
      private: false,
    },
    relationships: {
      server: { data: { type: 'server', id: stay.serverId } },
      player: { data: { type: 'player', id: player.id } },
      identifiers: { data: names.map(({ id }) => ({ type: 'identifier', id })) },
    },
  }));
  return { status: 200, body: { data, links, included: extra.toJSON() } };
}

function isWanted({ world, query }: SimCall, serverId: string): boolean {
  const organizations = query.list('filter[organizations]');
  const server = world.servers.find(({ id }) => id === serverId);
  return (
    (query.list('filter[servers]')?.includes(serverId) ?? true) &&
    (organizations?.includes(server?.organizationId ?? '') ?? true)
  );
}
