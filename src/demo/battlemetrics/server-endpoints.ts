import type { Endpoint, SimCall } from './endpoint.ts';
import { Collection, type Order, pageOf } from './paging.ts';
import { PAGING } from './query.ts';
import { distance, fitsServer, placeOf, serverFilterParams } from './server-filter.ts';
import { groupResource } from './server-included.ts';
import { groupOf, leaderOf, serverRecordsOf } from './server-records.ts';
import { isOwn, serverResource } from './server-resource.ts';
import type { SimServer } from './world.ts';

/** Lists, searches and filters servers. */
export const serverEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/servers',
    params: {
      ...PAGING,
      ...serverFilterParams('filter'),
      'page[offset]': 'offset',
      'fields[server]': 'text',
      'relations[server]': 'text',
      'filter[favorites]': 'boolean',
      'filter[groupLeader]': 'boolean',
      'filter[groups]': 'text',
      'filter[ids][blacklist]': 'text',
      'filter[ids][whitelist]': 'text',
      'filter[organizations]': 'text',
      'filter[rcon]': 'boolean',
      include: ['serverGroup'],
      location: /^-?\d+(\.\d+)?,-?\d+(\.\d+)?$/,
      sort: ['rank', 'name', 'players', 'distance'].flatMap((name) => [name, `-${name}`]),
    },
    answer: listServers,
  },
];

function listServers(call: SimCall) {
  const { world, query } = call;
  const shown = world.servers.filter(
    (server) =>
      (query.list('filter[ids][whitelist]')?.includes(server.id) ?? true) &&
      !(query.list('filter[ids][blacklist]')?.includes(server.id) ?? false) &&
      (query.list('filter[organizations]')?.includes(server.organizationId ?? '') ?? true) &&
      (query.flag('filter[rcon]') !== true || isOwn(world, server)) &&
      (query.flag('filter[favorites]') !== true || serverRecordsOf(world).favoriteIds.includes(server.id)) &&
      fitsGroup(call, server) &&
      fitsServer(call, server, 'filter'),
  );
  const { page, links } = pageOf(call, shown, orderOf(call));
  const extra = new Collection();
  if (query.includes('serverGroup')) {
    extra.add(...page.map(({ id }) => groupResource(call, groupOf(world, id))));
  }
  const data = page.map((server) => serverResource(call, server));
  return { status: 200, body: { data, links, included: extra.toJSON() } };
}

function fitsGroup({ world, query }: SimCall, { id }: SimServer): boolean {
  const group = groupOf(world, id);
  const isLeader = group !== undefined && leaderOf(world, group) === id;
  return (
    (query.list('filter[groups]')?.includes(group?.id ?? '') ?? true) &&
    (query.flag('filter[groupLeader]') ?? isLeader) === isLeader
  );
}

/** Who searches gets those first whose names have the words at their beginning. */
function orderOf({ query }: SimCall): Order<SimServer> {
  const search = query.text('filter[search]')?.toLowerCase();
  const [sort = search === undefined ? 'rank' : 'relevance'] = query.list('sort') ?? [];
  const padded = (value: number): string => String(value).padStart(10, '0');
  const here = placeOf(query);
  const keys: Readonly<Record<string, (server: SimServer) => string>> = {
    name: ({ name }) => name.toLowerCase(),
    players: ({ players }) => padded(players),
    distance: ({ location }) => padded(Math.round(distance(here, location) * 1_000)),
    relevance: ({ name }) => padded(name.toLowerCase().indexOf(search ?? '')),
  };
  const key = keys[sort.replace('-', '')] ?? (({ rank }: SimServer) => padded(rank));
  return { key, id: ({ id }) => id, descending: sort.startsWith('-') };
}
