import type { Json } from './body.ts';
import type { SimCall } from './endpoint.ts';
import {
  ownServerIds,
  type SimBan,
  type SimFlag,
  type SimFlagPlayer,
  type SimIdentifier,
  type SimPlayer,
  type SimVisit,
} from './world.ts';

/** Resources as the API writes them. */

export function iso(time: number): string {
  return new Date(time).toISOString();
}

export function ref(type: string, id: string): Json {
  return { data: { type, id } };
}

/** Leaves the attributes that `fields[type]` asks for, and the relationships that `relations[type]` does. */
export function resource(
  { query }: SimCall,
  type: string,
  id: string,
  attributes: Json,
  relationships: Json,
  meta?: Json,
): Json {
  return {
    type,
    id,
    ...(meta === undefined ? {} : { meta }),
    attributes: only(attributes, query.fields(type)),
    relationships: only(relationships, query.relations(type)),
  };
}

/** Those of the members that are wanted. @param wanted undefined: all */
export function only(members: Json, wanted: readonly string[] | undefined): Json {
  if (wanted === undefined) return members;
  return Object.fromEntries(Object.entries(members).filter(([name]) => wanted.includes(name)));
}

export function organizationResource(call: SimCall): Json {
  const { id, name } = call.world.organization;
  return resource(call, 'organization', id, { name, tz: 'Etc/UTC', locale: 'en', banTemplate: null }, {});
}

/** @param id undefined: the token's owner */
export function userResource(call: SimCall, id: string | undefined): Json | undefined {
  const { user, users } = call.world;
  const found = id === undefined ? user : [user, ...users].find((one) => one.id === id);
  if (found === undefined) return undefined;
  const { nickname } = found;
  return resource(call, 'user', found.id, { nickname }, {});
}

export function visitMeta(visit: SimVisit): Json {
  const { timePlayed, firstSeen, lastSeen, online } = visit;
  return { timePlayed, firstSeen: iso(firstSeen), lastSeen: iso(lastSeen), online };
}

export interface PlayerRelations {
  readonly visits?: readonly SimVisit[];
  readonly flagPlayers?: readonly SimFlagPlayer[];
}

export function playerResource(call: SimCall, player: SimPlayer, relations: PlayerRelations = {}): Json {
  const { id, name } = player;
  const { visits, flagPlayers } = relations;
  const attributes = {
    id,
    name,
    private: player.private,
    positiveMatch: player.positiveMatch,
    createdAt: iso(player.createdAt),
    updatedAt: iso(player.updatedAt),
  };
  const relationships = {
    ...(visits && {
      servers: {
        data: visits.map((visit) => ({ type: 'server', id: visit.serverId, meta: visitMeta(visit) })),
      },
    }),
    ...(flagPlayers && {
      flagPlayer: { data: flagPlayers.map((flag) => ({ type: 'flagPlayer', id: flagPlayerId(flag) })) },
    }),
  };
  return resource(call, 'player', id, attributes, relationships);
}

/** Whether the token may see an identifier: private ones want RCON access to a server where the player was. */
export function maySee(call: SimCall, player: SimPlayer, identifier: SimIdentifier): boolean {
  if (!call.can('rcon:read')) return identifier.type === 'name';
  const own = ownServerIds(call.world);
  return !identifier.private || player.visits.some(({ serverId }) => own.has(serverId));
}

export function identifierAttributes({
  type,
  identifier,
  lastSeen,
  private: hidden,
  metadata,
}: SimIdentifier): Json {
  return { type, identifier, lastSeen: iso(lastSeen), private: hidden, metadata };
}

export function identifierResource(call: SimCall, player: SimPlayer, identifier: SimIdentifier): Json {
  const relationships = {
    player: ref('player', player.id),
    ...(call.can('rcon:read')
      ? { organizations: { data: [{ type: 'organization', id: call.world.organization.id }] } }
      : {}),
  };
  return resource(call, 'identifier', identifier.id, identifierAttributes(identifier), relationships);
}

export function flagResource(call: SimCall, flag: SimFlag): Json {
  const { id, name, color, icon, description, createdAt } = flag;
  const attributes = {
    createdAt: iso(createdAt),
    updatedAt: iso(flag.updatedAt ?? createdAt),
    icon,
    name,
    color,
    description,
  };
  const { user, organization } = call.world;
  const relationships = {
    user: ref('user', user.id),
    ...(flag.personal ? {} : { organization: ref('organization', flag.organizationId ?? organization.id) }),
  };
  return resource(call, 'playerFlag', id, attributes, relationships);
}

export function flagPlayerId({ playerId, flagId }: SimFlagPlayer): string {
  return `${playerId}:${flagId}`;
}

export function flagPlayerResource(call: SimCall, entry: SimFlagPlayer): Json {
  const { user, organization } = call.world;
  const attributes = {
    addedAt: iso(entry.addedAt),
    removedAt: entry.removedAt === undefined ? null : iso(entry.removedAt),
  };
  const relationships = {
    user: ref('user', user.id),
    playerFlag: ref('playerFlag', entry.flagId),
    player: ref('player', entry.playerId),
    organization: ref('organization', organization.id),
  };
  return resource(call, 'flagPlayer', flagPlayerId(entry), attributes, relationships);
}

export function banResource(call: SimCall, ban: SimBan): Json {
  const { world } = call;
  const attributes = {
    id: ban.id,
    uid: ban.uid,
    timestamp: iso(ban.timestamp),
    reason: ban.reason,
    note: ban.note === null ? null : asHtml(ban.note),
    identifiers: ban.identifiers.map((identifier) => banIdentifier(call, identifier)),
    expires: ban.expires === null ? null : iso(ban.expires),
    autoAddEnabled: ban.autoAddEnabled,
    nativeEnabled: ban.nativeEnabled,
    orgWide: ban.orgWide,
  };
  const relationships = {
    ...(ban.serverId === undefined ? {} : { server: ref('server', ban.serverId) }),
    organization: ref('organization', ban.organizationId ?? world.organization.id),
    ...(ban.playerId === undefined ? {} : { player: ref('player', ban.playerId) }),
    user: ref('user', ban.userId ?? world.user.id),
    ...(ban.banListId === undefined ? {} : { banList: ref('banList', ban.banListId) }),
  };
  const player = world.players.find(({ id }) => id === ban.playerId);
  return resource(call, 'ban', ban.id, attributes, relationships, player && { player: player.name });
}

/** Known identifiers by id, their value only for those who may see it; typed-in ones as they were sent. */
export function banIdentifier(call: SimCall, identifier: SimBan['identifiers'][number]): Json {
  if (typeof identifier !== 'number') return { ...identifier, manual: true };
  for (const player of call.world.players) {
    const known = player.identifiers.find(({ id }) => Number(id) === identifier);
    if (known === undefined) continue;
    const { type, identifier: value, lastSeen, private: isPrivate } = known;
    return {
      id: identifier,
      type,
      ...(maySee(call, player, known) ? { identifier: value } : {}),
      private: isPrivate,
      lastSeen: iso(lastSeen),
    };
  }
  return { id: identifier };
}

export function asHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<p>${escaped.replaceAll('\n', '<br>')}</p>`;
}
