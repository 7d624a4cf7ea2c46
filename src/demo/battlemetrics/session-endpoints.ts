import type { Endpoint, SimCall } from './endpoint.ts';
import { Collection, pageOf } from './paging.ts';
import { findPlayer, serverById, visitsOf } from './player-endpoints.ts';
import { PAGING } from './query.ts';
import { identifierResource, iso, maySee } from './resources.ts';

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

/** Each visit was two stays: the first one, and the last. */
function listSessions(call: SimCall) {
  const player = findPlayer(call, 'player');
  const names = player.identifiers.filter((identifier) => maySee(call, player, identifier));
  const stays = visitsOf(call, player).flatMap((visit) => {
    const length = Math.min((visit.timePlayed * 1_000) / 2, (visit.lastSeen - visit.firstSeen) / 2);
    const stop = visit.online ? null : iso(visit.lastSeen);
    return [
      { visit, start: visit.firstSeen, stop: iso(visit.firstSeen + length), firstTime: true },
      { visit, start: visit.lastSeen - length, stop, firstTime: false },
    ];
  });
  const idOf = ({ visit, start }: (typeof stays)[number]): string =>
    `${start.toString(16).padStart(12, '0').slice(-8)}-0000-11ee-8000-${visit.serverId.padStart(12, '0')}`;
  const { page, links } = pageOf(call, stays, { key: ({ start }) => iso(start), id: idOf, descending: true });
  const extra = new Collection();
  if (call.query.includes('server')) extra.add(...page.map(({ visit }) => serverById(call, visit.serverId)));
  if (call.query.includes('identifier')) {
    extra.add(...names.map((identifier) => identifierResource(call, player, identifier)));
  }
  const data = page.map((stay) => ({
    type: 'session',
    id: idOf(stay),
    attributes: {
      start: iso(stay.start),
      stop: stay.stop,
      firstTime: stay.firstTime,
      name: player.name,
      private: false,
    },
    relationships: {
      server: { data: { type: 'server', id: stay.visit.serverId } },
      player: { data: { type: 'player', id: player.id } },
      identifiers: { data: names.map(({ id }) => ({ type: 'identifier', id })) },
    },
  }));
  return { status: 200, body: { data, links, included: extra.toJSON() } };
}
