import { notFound } from './api-error.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { Collection, type Order, pageOf } from './paging.ts';
import { PAGING } from './query.ts';
import {
  identifierResource,
  maySee,
  organizationResource,
  playerResource,
  serverResource,
} from './resources.ts';
import type { SimServer } from './world.ts';

export const serverEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/servers',
    params: {
      ...PAGING,
      'page[offset]': 'offset',
      'fields[server]': 'text',
      'relations[server]': 'text',
      'filter[countries][]': 'text',
      'filter[favorites]': 'boolean',
      'filter[features][*]': 'text',
      'filter[features][*][]': 'text',
      'filter[features][*][or][]': 'text',
      'filter[game]': 'text',
      'filter[groupLeader]': 'boolean',
      'filter[groups]': 'text',
      'filter[ids][blacklist]': 'text',
      'filter[ids][whitelist]': 'text',
      'filter[maxDistance]': 'text',
      'filter[organizations]': 'text',
      'filter[players][max]': 'text',
      'filter[players][min]': 'text',
      'filter[rcon]': 'boolean',
      'filter[search]': 'text',
      'filter[status]': 'text',
      include: ['serverGroup'],
      location: 'text',
      sort: ['rank', 'name', 'players', 'distance'].flatMap((name) => [name, `-${name}`]),
    },
    answer: listServers,
  },
  {
    method: 'GET',
    path: '/servers/{id}',
    params: {
      'fields[identifier]': 'text',
      'fields[organization]': 'text',
      'fields[player]': 'text',
      'fields[server]': 'text',
      'fields[session]': 'text',
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

function listServers(call: SimCall) {
  const { world, query } = call;
  const search = query.text('filter[search]')?.toLowerCase();
  const [least, most] = [query.count('filter[players][min]'), query.count('filter[players][max]')];
  const shown = world.servers.filter(
    (server) =>
      (query.list('filter[ids][whitelist]')?.includes(server.id) ?? true) &&
      !(query.list('filter[ids][blacklist]')?.includes(server.id) ?? false) &&
      (query.list('filter[organizations]')?.includes(server.organizationId ?? '') ?? true) &&
      (query.flag('filter[rcon]') !== true || server.organizationId === world.organization.id) &&
      (query.list('filter[game]')?.includes(server.game) ?? true) &&
      (query.list('filter[status]')?.includes(server.status) ?? true) &&
      (least === undefined || server.players >= least) &&
      (most === undefined || server.players <= most) &&
      (search === undefined || server.name.toLowerCase().includes(search)),
  );
  const { page, links } = pageOf(call, shown, orderOf(call));
  return {
    status: 200,
    body: { data: page.map((server) => serverResource(call, server)), links, included: [] },
  };
}

function orderOf({ query }: SimCall): Order<SimServer> {
  const [sort = 'rank'] = query.list('sort') ?? [];
  const padded = (value: number): string => String(value).padStart(10, '0');
  const keys: Readonly<Record<string, (server: SimServer) => string>> = {
    name: ({ name }) => name.toLowerCase(),
    players: ({ players }) => padded(players),
  };
  const key = keys[sort.replace('-', '')] ?? (({ rank }: SimServer) => padded(rank));
  return { key, id: ({ id }) => id, descending: sort.startsWith('-') };
}

function getServer(call: SimCall) {
  const { world, query } = call;
  const server = world.servers.find(({ id }) => id === call.path['id']);
  if (server === undefined) throw notFound();
  const extra = new Collection();
  if (query.includes('organization') && server.organizationId !== undefined) {
    extra.add(organizationResource(call));
  }
  const present = world.players.filter((player) =>
    player.visits.some(({ serverId, online }) => serverId === server.id && online),
  );
  for (const player of present) {
    if (query.includes('player')) extra.add(playerResource(call, player));
    if (!query.includes('identifier')) continue;
    const seen = player.identifiers.filter((identifier) => maySee(call, player, identifier));
    extra.add(...seen.map((identifier) => identifierResource(call, player, identifier)));
  }
  return { status: 200, body: { data: serverResource(call, server), included: extra.toJSON() } };
}
