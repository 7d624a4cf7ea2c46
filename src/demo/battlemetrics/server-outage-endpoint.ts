import type { Endpoint, SimCall } from './endpoint.ts';
import { pageOf } from './paging.ts';
import { PAGING, RANGE } from './query.ts';
import { iso, ref, resource } from './resources.ts';
import { uptimeResources } from './server-included.ts';
import { outagesOf } from './server-outages.ts';
import type { SimOutage } from './server-records.ts';
import { findServer } from './server-resource.ts';
import { sessionsOf } from './sessions.ts';
import type { SimServer } from './world.ts';

/** When a server did not answer. */
export const serverOutageEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/servers/{server}/relationships/outages',
    params: {
      ...PAGING,
      'page[size]': { least: 1, most: 120 },
      'filter[range]': RANGE.open,
      include: ['uptime:7', 'uptime:30', 'uptime:90'],
    },
    answer: listOutages,
  },
];

function listOutages(call: SimCall) {
  const server = findServer(call, 'server');
  const all = outagesOf(call.world, server, call.now);
  const range = call.query.range('filter[range]');
  const found = all.filter(({ start }) => range === undefined || (start >= range.from && start <= range.to));
  const { page, links } = pageOf(call, found, {
    key: ({ start }) => iso(start),
    id: ({ id }) => id,
    descending: true,
    pageSize: 120,
  });
  const data = page.map(({ id, start, stop }) =>
    resource(
      call,
      'serverOutage',
      id,
      { start: iso(start), stop: stop === undefined ? null : iso(stop) },
      { server: ref('server', server.id) },
    ),
  );
  const included = uptimeResources(call, server);
  const meta = { ...lengths(found, call.now), ...times(call, server, all) };
  return { status: 200, body: { meta, data, included, links } };
}

/** Seconds; there is no shortest and no longest of none. */
function lengths(outages: readonly SimOutage[], now: number) {
  const seconds = outages.map(({ start, stop }) => ((stop ?? now) - start) / 1_000);
  return {
    min: seconds.length === 0 ? null : Math.min(...seconds),
    max: seconds.length === 0 ? null : Math.max(...seconds),
    sum: seconds.reduce((sum, one) => sum + one, 0),
    count: seconds.length,
  };
}

/** One of the first two is null. */
function times({ world, now }: SimCall, server: SimServer, outages: readonly SimOutage[]) {
  const up = server.status === 'online';
  const last = Math.max(
    server.createdAt,
    ...outages.map(({ start, stop }) => (up ? (stop ?? start) : start)),
  );
  const joins = world.players.flatMap((player) =>
    sessionsOf(player)
      .filter(({ serverId }) => serverId === server.id)
      .map(({ start }) => start),
  );
  const latest = joins.filter((start) => start <= now).toSorted((a, b) => b - a)[0];
  return {
    onlineSince: up ? iso(last) : null,
    offlineSince: up ? null : iso(last),
    lastPlayerJoin: latest === undefined ? null : iso(latest),
  };
}
