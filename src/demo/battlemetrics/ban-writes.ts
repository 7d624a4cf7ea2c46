import { forbidden, invalid, notFound } from './api-error.ts';
import { Body, isJson, UUID } from './body.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { banResource } from './resources.ts';
import type { SimBan, SimBanIdentifier } from './world.ts';

const DIGITS = /^\d+$/;
const ATTRIBUTES = [
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
const RELATIONSHIPS = ['banList', 'organization', 'player', 'server', 'trigger', 'user'];

/** Making, changing and deleting bans. */
export const banWriteEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: '/bans', scope: 'ban:create', answer: createBan },
  { method: 'PATCH', path: '/bans/{id}', scope: 'ban:update', answer: updateBan },
  {
    method: 'DELETE',
    path: '/bans/{id}',
    scope: 'ban:delete',
    answer: (call) => {
      call.world.bans.splice(call.world.bans.indexOf(findBan(call)), 1);
      return { status: 204 };
    },
  },
];

function createBan(call: SimCall) {
  const { world, now } = call;
  const data = new Body(call.body, '', ['data'], ['data']).object(
    'data',
    ['type', 'attributes', 'relationships'],
    ['type', 'attributes', 'relationships'],
  );
  if (data.raw('type') !== 'ban') throw invalid('must be equal to one of the allowed values');
  const attributes = data.object('attributes', ATTRIBUTES, ['identifiers', 'reason', 'expires']);
  const related = readRelations(call, data.object('relationships', RELATIONSHIPS));
  if (related.organizationId === undefined && related.serverId === undefined) {
    throw invalid("must have required property 'organization'", { pointer: '/data/relationships' });
  }
  const identifiers = readIdentifiers(attributes);
  const id = String(world.nextId);
  world.nextId += 1;
  const ban: SimBan = {
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
  world.bans.push(ban);
  return readable(call, 201, ban);
}

function updateBan(call: SimCall) {
  const data = new Body(call.body, '', ['data'], ['data']).object(
    'data',
    ['type', 'id', 'attributes', 'relationships'],
    ['type'],
  );
  const ban = findBan(call);
  if (data.has('id') && data.raw('id') !== ban.id) throw invalid('must be equal to constant');
  const attributes = new Body(
    data.raw('attributes') ?? {},
    '/data/attributes',
    ATTRIBUTES.filter((name) => name !== 'uid' && name !== 'timestamp'),
  );
  const related = readRelations(
    call,
    new Body(data.raw('relationships') ?? {}, '/data/relationships', RELATIONSHIPS),
  );
  // Everything is read before anything is changed, so that a refused request changes nothing.
  const change: Partial<SimBan> = {
    ...(attributes.has('reason') && { reason: attributes.text('reason', 1, 255) }),
    ...(attributes.has('note') && {
      note: attributes.nullable('note', (key) => attributes.text(key, 0, 5_000)),
    }),
    ...(attributes.has('expires') && {
      expires: attributes.nullable('expires', (key) => attributes.time(key)),
    }),
    ...(attributes.has('identifiers') && { identifiers: readIdentifiers(attributes) }),
    ...(attributes.has('orgWide') && { orgWide: attributes.boolean('orgWide') }),
    ...(attributes.has('autoAddEnabled') && { autoAddEnabled: attributes.boolean('autoAddEnabled') }),
    ...(attributes.has('nativeEnabled') && {
      nativeEnabled: attributes.nullable('nativeEnabled', (key) => attributes.boolean(key)),
    }),
    ...(related.serverId !== undefined && { serverId: related.serverId }),
    ...(related.playerId !== undefined && { playerId: related.playerId }),
    ...(related.banListId !== undefined && { banListId: related.banListId }),
    writtenAt: call.now,
  };
  Object.assign(ban, change);
  return readable(call, 200, ban);
}

/** "If you do not have the ban:read scope you will receive an empty response." */
function readable(call: SimCall, status: number, ban: SimBan) {
  return call.can('ban:read') ? { status, body: { data: banResource(call, ban) } } : { status };
}

function readRelations({ world }: SimCall, relationships: Body) {
  const organizationId = relationships.relation('organization', 'organization', DIGITS);
  const serverId = relationships.relation('server', 'server', DIGITS);
  const playerId = relationships.relation('player', 'player', DIGITS);
  const banListId = relationships.relation('banList', 'banList', UUID);
  const server = world.servers.find(({ id }) => id === serverId);
  if (organizationId !== undefined && organizationId !== world.organization.id) throw forbidden();
  if (serverId !== undefined && server?.organizationId !== world.organization.id) throw forbidden();
  if (banListId !== undefined && !world.banLists.some(({ id }) => id === banListId)) throw forbidden();
  if (playerId !== undefined && !world.players.some(({ id }) => id === playerId)) throw notFound();
  return { organizationId, serverId, playerId, banListId };
}

function readIdentifiers(attributes: Body): SimBanIdentifier[] {
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

export function findBan({ world, path }: SimCall): SimBan {
  const ban = world.bans.find(({ id }) => id === path['id']);
  if (ban === undefined) throw notFound();
  return ban;
}
