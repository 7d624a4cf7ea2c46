import type { Json } from './body.ts';
import type { SimCall } from './endpoint.ts';
import { Collection } from './paging.ts';
import { identifierResource, iso, maySee, playerResource, ref, resource } from './resources.ts';
import { serverResource } from './server-resource.ts';
import { sessionsOf } from './sessions.ts';
import type { SimPlayer, SimSession } from './world.ts';

/** Sessions as the API writes them. */

export interface Stay {
  readonly player: SimPlayer;
  readonly session: SimSession;
}

/** Of everybody, in no order. */
export function allStays({ world }: SimCall): Stay[] {
  return world.players.flatMap((player) => sessionsOf(player).map((session) => ({ player, session })));
}

/** Whether the session lasted at a moment; epoch milliseconds. */
export function lasts({ start, stop }: SimSession, at: number): boolean {
  return start <= at && at <= (stop ?? Number.POSITIVE_INFINITY);
}

export const SESSION_ORDER = {
  key: ({ session }: Stay) => iso(session.start),
  id: ({ session }: Stay) => session.id,
  descending: true,
};

/** Metadata stand in sessions on servers to which the token has RCON access. */
export function sessionResource(call: SimCall, player: SimPlayer, session: SimSession): Json {
  const server = call.world.servers.find(({ id }) => id === session.serverId);
  const own = server?.organizationId === call.world.organization.id;
  const attributes = {
    start: iso(session.start),
    stop: session.stop === undefined ? null : iso(session.stop),
    firstTime: session.firstTime,
    name: session.name,
    private: player.private,
    ...(own && call.can('rcon:read') && { metadata: metadataOf(session) }),
  };
  const names = player.identifiers.filter((identifier) => maySee(call, player, identifier));
  const relationships = {
    server: ref('server', session.serverId),
    player: ref('player', player.id),
    identifiers: { data: names.map(({ id }) => ({ type: 'identifier', id })) },
    ...(server?.organizationId === undefined
      ? {}
      : { organization: ref('organization', server.organizationId) }),
  };
  return resource(call, 'session', session.id, attributes, relationships);
}

/** Of a session that lasts the ping is known; of the first one there is nothing. */
function metadataOf({ firstTime, stop, start }: SimSession): Json[] {
  if (firstTime) return [];
  return [{ key: 'ping', value: stop === undefined ? String(20 + (start % 60)) : null, private: false }];
}

/** What `include` asks for of `player`, `identifier` and `server`. */
export function includedWith(call: SimCall, stays: readonly Stay[]): Collection {
  const { world, query } = call;
  const extra = new Collection();
  for (const { player, session } of stays) {
    if (query.includes('player')) extra.add(playerResource(call, player));
    if (query.includes('identifier')) {
      const seen = player.identifiers.filter((identifier) => maySee(call, player, identifier));
      extra.add(...seen.map((identifier) => identifierResource(call, player, identifier)));
    }
    const server = world.servers.find(({ id }) => id === session.serverId);
    if (query.includes('server') && server !== undefined) extra.add(serverResource(call, server));
  }
  return extra;
}
