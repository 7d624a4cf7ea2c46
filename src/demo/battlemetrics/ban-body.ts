import { forbidden, invalid, notFound } from './api-error.ts';
import { mayOnList } from './ban-list.ts';
import { Body, DIGITS, isJson, UUID } from './body.ts';
import type { SimCall } from './endpoint.ts';
import type { SimBan, SimBanIdentifier } from './world.ts';
import { newId } from './world.ts';

export const BAN_ATTRIBUTES = [
  'autoAddEnabled',
  'expires',
  'identifiers',
  'nativeEnabled',
  'note',
  'orgWide',
  'reason',
  'timestamp',
  'uid',
];
export const BAN_RELATIONSHIPS = ['banList', 'organization', 'player', 'server', 'trigger', 'user'];

/** A new ban as a request describes it; it is not in the world yet. @param pointer where it stands in the body */
export function readBan(call: SimCall, value: unknown, pointer: string): SimBan {
  const { world, now } = call;
  const keys = ['type', 'attributes', 'relationships'];
  const data = new Body(value, pointer, keys, keys);
  data.constant('type', 'ban');
  const attributes = data.object('attributes', BAN_ATTRIBUTES, ['identifiers', 'reason', 'expires']);
  const related = readBanRelations(call, data.object('relationships', BAN_RELATIONSHIPS));
  if (related.organizationId === undefined && related.serverId === undefined) {
    throw invalid("must have required property 'organization'", { pointer: data.pointer('relationships') });
  }
  if (!mayOnList(world, related.banListId, 'permCreate')) throw forbidden();
  const identifiers = readIdentifiers(attributes);
  const id = newId(world);
  return {
    id,
    uid: attributes.has('uid') ? attributes.text('uid', 5, 14) : `auto${id.slice(-6)}`,
    timestamp: attributes.has('timestamp') ? attributes.time('timestamp') : now,
    reason: attributes.text('reason', 1, 255),
    note: attributes.has('note')
      ? attributes.nullable('note', (key) => attributes.text(key, 0, 5_000))
      : null,
    expires: attributes.nullable('expires', (key) => attributes.time(key)),
    identifiers,
    // The trap: a ban "on a server" holds everywhere unless it says otherwise.
    orgWide: attributes.has('orgWide') ? attributes.boolean('orgWide') : true,
    autoAddEnabled: attributes.has('autoAddEnabled') ? attributes.boolean('autoAddEnabled') : false,
    nativeEnabled: attributes.has('nativeEnabled')
      ? attributes.nullable('nativeEnabled', (key) => attributes.boolean(key))
      : null,
    playerId: related.playerId ?? ownerOf(call, identifiers),
    serverId: related.serverId,
    banListId: related.banListId ?? world.banLists[0]?.id,
    writtenAt: now,
  };
}

export function readBanRelations({ world }: SimCall, relationships: Body) {
  const organizationId = relationships.relation('organization', 'organization', DIGITS);
  const serverId = relationships.relation('server', 'server', DIGITS);
  const playerId = relationships.relation('player', 'player', DIGITS);
  const banListId = relationships.relation('banList', 'banList', UUID);
  relationships.relation('user', 'user', DIGITS);
  relationships.relation('trigger', 'trigger', UUID);
  const server = world.servers.find(({ id }) => id === serverId);
  if (organizationId !== undefined && organizationId !== world.organization.id) throw forbidden();
  if (serverId !== undefined && server?.organizationId !== world.organization.id) throw forbidden();
  if (banListId !== undefined && !world.banLists.some(({ id }) => id === banListId)) throw forbidden();
  if (playerId !== undefined && !world.players.some(({ id }) => id === playerId)) throw notFound();
  return { organizationId, serverId, playerId, banListId };
}

export function readIdentifiers(attributes: Body): SimBanIdentifier[] {
  const list = attributes.raw('identifiers');
  const pointer = attributes.pointer('identifiers');
  if (!Array.isArray(list)) throw invalid('must be array', { pointer });
  if (list.length === 0) throw invalid('must NOT have fewer than 1 items', { pointer });
  return list.map((item: unknown, index) => {
    if (typeof item === 'number' && Number.isInteger(item)) return item;
    const keys = ['type', 'identifier', 'manual'];
    const entry = new Body(item, `${pointer}/${index}`, keys, isJson(item) ? keys : []);
    return { type: entry.text('type', 1, 64), identifier: entry.text('identifier', 1, 255) };
  });
}

/** The player whom the identifiers belong to. */
function ownerOf({ world }: SimCall, identifiers: readonly SimBanIdentifier[]): string | undefined {
  return world.players.find((player) =>
    player.identifiers.some((known) =>
      identifiers.some((banned) =>
        typeof banned === 'number'
          ? Number(known.id) === banned
          : known.type === banned.type && known.identifier === banned.identifier,
      ),
    ),
  )?.id;
}
