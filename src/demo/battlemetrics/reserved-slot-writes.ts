import { forbidden, invalid, notFound } from './api-error.ts';
import { readIdentifiers } from './ban-body.ts';
import { Body, DIGITS, isJson } from './body.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import type { SimReservedSlot } from './records.ts';
import { findSlot, slotResource } from './reserved-slot.ts';
import { newUuid } from './world.ts';

/** Making, changing and deleting reserved slots. */
export const reservedSlotWriteEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: '/reserved-slots', scope: 'reserved-slot:create', answer: createSlot },
  { method: 'PATCH', path: '/reserved-slots/{id}', scope: 'reserved-slot:update', answer: updateSlot },
  {
    method: 'DELETE',
    path: '/reserved-slots/{id}',
    scope: 'reserved-slot:delete',
    answer: (call) => {
      call.world.reservedSlots.splice(call.world.reservedSlots.indexOf(findSlot(call)), 1);
      return { status: 204 };
    },
  },
];

const RELATIONSHIPS = ['organization', 'player', 'servers', 'user'];

function createSlot(call: SimCall) {
  const { world, now } = call;
  const data = new Body(call.body, '', ['data'], ['data']).object(
    'data',
    ['type', 'meta', 'attributes', 'relationships'],
    ['type', 'attributes', 'relationships'],
  );
  data.constant('type', 'reservedSlot');
  const attributes = data.object('attributes', ['expires', 'identifiers'], ['expires', 'identifiers']);
  const related = data.object('relationships', RELATIONSHIPS, RELATIONSHIPS);
  const serverIds = readServers(call, related);
  const playerId = related.relation('player', 'player', DIGITS) ?? '';
  const userId = related.relation('user', 'user', DIGITS) ?? '';
  if (related.relation('organization', 'organization', DIGITS) !== world.organization.id) throw forbidden();
  if (userId !== world.user.id) throw forbidden();
  if (!world.players.some(({ id }) => id === playerId)) throw notFound();
  const slot: SimReservedSlot = {
    id: newUuid(world),
    playerId,
    serverIds,
    identifiers: readIdentifiers(attributes),
    expires: attributes.nullable('expires', (key) => attributes.time(key)),
    createdAt: now,
    userId,
    meta: readMeta(data) ?? null,
  };
  world.reservedSlots.push(slot);
  return call.can('reserved-slot:read')
    ? { status: 201, body: { data: slotResource(call, slot) } }
    : { status: 201 };
}

function updateSlot(call: SimCall) {
  const slot = findSlot(call);
  const data = new Body(call.body, '', ['data'], ['data']).object(
    'data',
    ['type', 'id', 'meta', 'attributes', 'relationships'],
    ['type', 'id'],
  );
  data.constant('type', 'reservedSlot');
  data.constant('id', slot.id);
  const attributes = data.optional('attributes', ['expires', 'identifiers']);
  const related = data.optional('relationships', ['servers']);
  const meta = readMeta(data);
  // Everything is read before anything is changed, so that a refused request changes nothing.
  const change: Partial<SimReservedSlot> = {
    ...(attributes?.has('expires') && {
      expires: attributes.nullable('expires', (key) => attributes.time(key)),
    }),
    ...(attributes?.has('identifiers') && { identifiers: readIdentifiers(attributes) }),
    ...(related?.has('servers') && { serverIds: readServers(call, related) }),
    ...(meta !== undefined && { meta }),
  };
  Object.assign(slot, change);
  // The document shows this answer without an envelope.
  return call.can('reserved-slot:read') ? { status: 200, body: slotResource(call, slot) } : { status: 200 };
}

function readServers({ world }: SimCall, related: Body): readonly string[] | null {
  const servers = related.object('servers', ['data'], ['data']);
  const list = servers.raw('data');
  if (list === null) return null;
  if (!Array.isArray(list)) throw invalid('must be array', { pointer: servers.pointer('data') });
  return list.map((item: unknown, index) => {
    const entry = new Body(item, `${servers.pointer('data')}/${index}`, ['type', 'id'], ['type', 'id']);
    entry.constant('type', 'server');
    const server = world.servers.find(({ id }) => id === entry.raw('id'));
    if (server?.organizationId !== world.organization.id) throw forbidden();
    return server.id;
  });
}

/** "Key value strings"; undefined when there is none. */
function readMeta(data: Body): SimReservedSlot['meta'] | undefined {
  const meta = data.raw('meta');
  if (meta === undefined || meta === null) return meta;
  if (!isJson(meta)) throw invalid('must be object', { pointer: data.pointer('meta') });
  const entries = Object.entries(meta).map(([key, value]) => {
    if (typeof value !== 'string')
      throw invalid('must be string', { pointer: `${data.pointer('meta')}/${key}` });
    return [key, value] as const;
  });
  return Object.fromEntries(entries);
}
