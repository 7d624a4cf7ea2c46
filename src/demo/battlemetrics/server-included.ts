import type { Json } from './body.ts';
import type { SimCall } from './endpoint.ts';
import { iso, ref, resource } from './resources.ts';
import { outagesOf, uptime } from './server-outages.ts';
import {
  groupOf,
  leaderOf,
  type SimDescription,
  type SimServerGroup,
  serverRecordsOf,
} from './server-records.ts';
import type { SimServer } from './world.ts';

/** What can be included with a server and has no endpoint of its own. Most of it stands nowhere in the document. */

export const UPTIMES = [7, 30, 90] as const;

export function groupResource(call: SimCall, group: SimServerGroup | undefined): Json | undefined {
  if (group === undefined) return undefined;
  const { world } = call;
  const leader = leaderOf(world, group);
  const members = world.servers.filter(({ id }) => group.serverIds.includes(id));
  const relationships = {
    ...(leader === undefined ? {} : { leader: ref('server', leader) }),
    servers: { data: members.map(({ id }) => ({ type: 'server', id })) },
  };
  return resource(call, 'serverGroup', group.id, { rank: group.rank }, relationships);
}

/** Those that `include=uptime:…` asks for; the value is a part, from 0 to 1. */
export function uptimeResources(call: SimCall, server: SimServer): Json[] {
  return UPTIMES.filter((days) => call.query.includes(`uptime:${days}`)).map((days) =>
    resource(
      call,
      'serverUptime',
      `${server.id}:${days}`,
      { value: uptime(call.world, server, days, call.now) },
      { server: ref('server', server.id) },
    ),
  );
}

/** That the server went and came back, latest first. */
export function eventResources(call: SimCall, server: SimServer): Json[] {
  return outagesOf(call.world, server, call.now)
    .toSorted((a, b) => b.start - a.start)
    .flatMap(({ id, start, stop }) => [
      ...(stop === undefined ? [] : [{ id: `${id}:online`, value: 'online', time: stop }]),
      { id: `${id}:offline`, value: 'offline', time: start },
    ])
    .map(({ id, value, time }) =>
      resource(
        call,
        'serverEvent',
        id,
        { value, timestamp: iso(time) },
        { server: ref('server', server.id) },
      ),
    );
}

/** "Only public and approved descriptions will be returned." */
export function descriptionResources(call: SimCall, server: SimServer): Json[] {
  const { world, query } = call;
  const owners: Readonly<Record<SimDescription['type'], string | undefined>> = {
    serverDescription: server.id,
    orgDescription: server.organizationId,
    orgGroupDescription: groupOf(world, server.id)?.id,
  };
  return serverRecordsOf(world)
    .descriptions.filter(
      ({ type, ownerId, shown }) => shown && query.includes(type) && owners[type] === ownerId,
    )
    .map(({ type, id, description, links }) => resource(call, type, id, { description, links }, {}));
}
