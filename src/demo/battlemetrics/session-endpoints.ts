import type { Endpoint, SimCall } from './endpoint.ts';
import { Collection, pageOf } from './paging.ts';
import { findPlayer, serverById, visitsOf } from './player-endpoints.ts';
import { PAGING } from './query.ts';
import { identifierResource, iso, maySee } from './resources.ts';
import type { SimPlayer, SimSession } from './world.ts';

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

interface Stay {
  readonly id: string;
  readonly serverId: string;
  readonly start: number;
  readonly stop: string | null;
  readonly firstTime: boolean;
  readonly name: string;
}

function listSessions(call: SimCall) {
  const player = findPlayer(call, 'player');
  const names = player.identifiers.filter((identifier) => maySee(call, player, identifier));
  const stays = player.sessions === undefined ? staysOf(call, player) : keptStays(call, player.sessions);
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
      stop: stay.stop,
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

function keptStays({ query }: SimCall, sessions: readonly SimSession[]): Stay[] {
  const wanted = query.list('filter[servers]');
  return sessions
    .filter(({ serverId }) => wanted?.includes(serverId) ?? true)
    .map(({ stop, ...session }) => ({ ...session, stop: stop === undefined ? null : iso(stop) }));
}

/** Each visit was two stays: the first one, and the last. */
function staysOf(call: SimCall, player: SimPlayer): Stay[] {
  return visitsOf(call, player).flatMap((visit) => {
    const length = Math.min((visit.timePlayed * 1_000) / 2, (visit.lastSeen - visit.firstSeen) / 2);
    const stay = (start: number, stop: string | null, firstTime: boolean): Stay => ({
      id: `${start.toString(16).padStart(12, '0').slice(-8)}-0000-11ee-8000-${visit.serverId.padStart(12, '0')}`,
      serverId: visit.serverId,
      start,
      stop,
      firstTime,
      name: player.name,
    });
    return [
      stay(visit.firstSeen, iso(visit.firstSeen + length), true),
      stay(visit.lastSeen - length, visit.online ? null : iso(visit.lastSeen), false),
    ];
  });
}
