import { forbidden, notFound } from './api-error.ts';
import type { Json } from './body.ts';
import type { SimCall } from './endpoint.ts';
import { iso, ref, resource, visitMeta } from './resources.ts';
import { groupOf, leaderOf, type SimRcon } from './server-records.ts';
import type { SimServer, SimVisit, World } from './world.ts';

/** Servers as the API writes them, and who may see and change them. */

/** @throws SimError 404 when there is none, or none that the token may know of */
export function findServer(call: SimCall, param = 'id'): SimServer {
  const server = call.world.servers.find(({ id }) => id === call.path[param]);
  if (server === undefined || !isVisible(call, server)) throw notFound();
  return server;
}

/** @throws SimError 404, and 403 when it is not the community's */
export function findOwnServer(call: SimCall, param = 'id'): SimServer {
  const server = findServer(call, param);
  if (!isOwn(call.world, server)) throw forbidden();
  return server;
}

export function isOwn({ organization }: World, { organizationId }: SimServer): boolean {
  return organizationId === organization.id;
}

/** Private servers are shown to those with RCON access alone. */
export function isVisible(call: SimCall, server: SimServer): boolean {
  return server.private !== true || (isOwn(call.world, server) && call.can('rcon:read'));
}

/** Undefined: nobody ever set one up. */
export function rconOf(world: World, server: SimServer): SimRcon | undefined {
  if (server.rcon !== undefined) return server.rcon;
  if (!isOwn(world, server)) return undefined;
  return { active: true, status: 'connected', lastConnected: server.createdAt, disconnected: null };
}

export function serverResource(call: SimCall, server: SimServer, visit?: SimVisit): Json {
  const { world } = call;
  const rcon = rconOf(world, server);
  const access = isOwn(world, server) && call.can('rcon:read');
  const attributes = {
    id: server.id,
    name: server.name,
    address: server.address,
    ip: server.ip,
    port: server.port,
    players: server.players,
    maxPlayers: server.maxPlayers,
    rank: server.unranked === true ? null : server.rank,
    location: server.location,
    status: server.status,
    details: server.details,
    private: server.private ?? false,
    createdAt: iso(server.createdAt),
    updatedAt: iso(call.now),
    portQuery: server.portQuery ?? server.port + 1,
    country: server.country,
    queryStatus: server.status === 'online' ? 'valid' : 'timeout',
    ...(rcon && { rconActive: rcon.active }),
    ...(access && server.metadata && { metadata: server.metadata }),
    ...(access &&
      rcon && {
        rconStatus: rcon.status,
        rconLastConnected: isoOrNull(rcon.lastConnected),
        rconDisconnected: isoOrNull(rcon.disconnected),
      }),
  };
  const relationships = {
    game: ref('game', server.game),
    ...(server.organizationId === undefined
      ? {}
      : { organization: ref('organization', server.organizationId) }),
    ...(access && server.defaultBanListId !== undefined
      ? { defaultBanList: ref('banList', server.defaultBanListId) }
      : {}),
    ...groupRelation(world, server.id),
  };
  return resource(call, 'server', server.id, attributes, relationships, visit && visitMeta(visit));
}

function groupRelation(world: World, serverId: string): Json {
  const group = groupOf(world, serverId);
  if (group === undefined) return {};
  const meta = { leader: leaderOf(world, group) === serverId };
  return { serverGroup: { ...ref('serverGroup', group.id), meta } };
}

function isoOrNull(time: number | null): string | null {
  return time === null ? null : iso(time);
}
