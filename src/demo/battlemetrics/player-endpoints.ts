import { notFound } from './api-error.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { Collection, type Order, pageOf } from './paging.ts';
import { fitsPlayer, score, visitsOf } from './player-filter.ts';
import { include } from './player-included.ts';
import { PAGING, RANGE } from './query.ts';
import { iso, playerResource, visitMeta } from './resources.ts';
import { serverFilterParams } from './server-filter.ts';
import { serverResource } from './server-resource.ts';
import type { SimPlayer } from './world.ts';

export const PLAYER_FIELDS = {
  'fields[flagPlayer]': 'text',
  'fields[identifier]': 'text',
  'fields[player]': 'text',
  'fields[playerFlag]': 'text',
  'fields[server]': 'text',
} as const;
const PLAYER_RELATIONS = {
  'relations[flagPlayer]': 'text',
  'relations[identifier]': 'text',
  'relations[player]': 'text',
  'relations[playerFlag]': 'text',
  'relations[server]': 'text',
} as const;
const INCLUDE = [
  'server',
  'identifier',
  'identifiers',
  'organization',
  'playerNote',
  'playerCounter',
  'playerFlag',
  'flagPlayer',
];
const SORTS = ['createdAt', 'updatedAt', 'name', 'firstSeen', 'lastSeen'];

export const playerEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/players',
    params: {
      ...PAGING,
      ...PLAYER_FIELDS,
      'page[offset]': 'offset',
      'filter[after]': 'date',
      'filter[before]': 'date',
      'filter[firstSeen]': RANGE.open,
      'filter[identifiers]': 'text',
      'filter[lastSeen]': RANGE.open,
      'filter[online]': 'boolean',
      'filter[organization]': 'digits',
      'filter[organizations]': 'text',
      'filter[playerFlags]': 'text',
      'filter[public]': 'boolean',
      'filter[search]': 'text',
      ...serverFilterParams('filter[server]'),
      'filter[servers]': 'text',
      'filter[sessions][at]': 'date',
      include: INCLUDE,
      sort: SORTS.flatMap((name) => [name, `-${name}`]),
    },
    answer: listPlayers,
  },
  {
    method: 'GET',
    path: '/players/{id}',
    params: {
      ...PLAYER_FIELDS,
      ...PLAYER_RELATIONS,
      'filter[identifiers]': 'text',
      'filter[servers]': 'text',
      include: INCLUDE,
    },
    answer: getPlayer,
  },
  {
    method: 'GET',
    path: '/players/{player}/servers/{server}',
    answer: (call) => {
      const visit = findPlayer(call, 'player').visits.find(
        ({ serverId }) => serverId === call.path['server'],
      );
      if (visit === undefined) throw notFound();
      return {
        status: 200,
        body: { data: { type: 'playerServerInformation', attributes: visitMeta(visit) } },
      };
    },
  },
];

export function findPlayer({ world, path }: SimCall, param = 'id'): SimPlayer {
  const player = world.players.find(({ id }) => id === path[param]);
  if (player === undefined) throw notFound();
  return player;
}

function listPlayers(call: SimCall) {
  const { world, query } = call;
  const search = query.text('filter[search]');
  const found = world.players.filter((player) => fitsPlayer(call, player));
  const { page, links } = pageOf(call, found, orderOf(call, search));
  const extra = new Collection();
  const most = Math.max(1, Math.floor(100 / Math.max(1, page.length)));
  const data = page.map((player) => {
    const visits = visitsOf(call, player).slice(0, most);
    const flagPlayers = include(call, player, extra);
    if (query.includes('server')) {
      extra.add(...visits.map(({ serverId }) => serverById(call, serverId)));
    }
    return playerResource(call, player, {
      ...(query.includes('server') && { visits }),
      ...(flagPlayers && { flagPlayers }),
    });
  });
  return { status: 200, body: { data, included: extra.toJSON(), links } };
}

function getPlayer(call: SimCall) {
  const player = findPlayer(call);
  const extra = new Collection();
  const flagPlayers = include(call, player, extra);
  if (call.query.includes('server')) {
    extra.add(...visitsOf(call, player).map((visit) => serverById(call, visit.serverId, visit)));
  }
  const data = playerResource(call, player, flagPlayers && { flagPlayers });
  return { status: 200, body: { data, included: extra.toJSON() } };
}

export function serverById(call: SimCall, id: string, visit?: SimPlayer['visits'][number]) {
  const server = call.world.servers.find((candidate) => candidate.id === id);
  return server === undefined ? undefined : serverResource(call, server, visit);
}

function orderOf(call: SimCall, search: string | undefined): Order<SimPlayer> {
  const [sort] = call.query.list('sort') ?? [];
  const id = (player: SimPlayer) => player.id;
  if (sort === undefined && search !== undefined) {
    return { key: (player) => String(9 - score(call, player, search)), id };
  }
  const lastSeen = (player: SimPlayer) => iso(Math.max(...player.visits.map((visit) => visit.lastSeen)));
  const keys: Readonly<Record<string, (player: SimPlayer) => string>> = {
    createdAt: (player) => iso(player.createdAt),
    name: (player) => player.name.toLowerCase(),
    firstSeen: (player) => iso(Math.min(...player.visits.map((visit) => visit.firstSeen))),
    lastSeen,
    updatedAt: (player) => iso(player.updatedAt),
  };
  const wanted = sort ?? '-updatedAt';
  return { key: keys[wanted.replace('-', '')] ?? lastSeen, id, descending: wanted.startsWith('-') };
}
