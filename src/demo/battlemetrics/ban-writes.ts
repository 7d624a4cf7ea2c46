import { forbidden, invalid, notFound } from './api-error.ts';
import { BAN_ATTRIBUTES, BAN_RELATIONSHIPS, readBan, readBanRelations, readIdentifiers } from './ban-body.ts';
import { mayOnList } from './ban-list.ts';
import { Body } from './body.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { syncNativeBans } from './native-ban.ts';
import { banResource } from './resources.ts';
import type { SimBan } from './world.ts';

/** Making, changing and deleting bans. */
export const banWriteEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: '/bans', scope: 'ban:create', answer: createBan },
  { method: 'PATCH', path: '/bans/{id}', scope: 'ban:update', answer: updateBan },
  {
    method: 'DELETE',
    path: '/bans/{id}',
    scope: 'ban:delete',
    answer: (call) => {
      const { bans, exemptions } = call.world;
      const ban = findBan(call);
      if (!mayOnList(call.world, ban.banListId, 'permDelete')) throw forbidden();
      bans.splice(bans.indexOf(ban), 1);
      exemptions.splice(0, exemptions.length, ...exemptions.filter(({ banId }) => banId !== ban.id));
      syncNativeBans(call.world, call.now);
      return { status: 204 };
    },
  },
];

function createBan(call: SimCall) {
  const ban = readBan(call, new Body(call.body, '', ['data'], ['data']).raw('data'), '/data');
  call.world.bans.push(ban);
  syncNativeBans(call.world, call.now);
  return readable(call, 201, ban);
}

function updateBan(call: SimCall) {
  const data = new Body(call.body, '', ['data'], ['data']).object(
    'data',
    ['type', 'id', 'attributes', 'relationships'],
    ['type'],
  );
  const ban = findBan(call);
  if (!mayOnList(call.world, ban.banListId, 'permUpdate')) throw forbidden();
  if (data.has('id') && data.raw('id') !== ban.id) throw invalid('must be equal to constant');
  const attributes = new Body(
    data.raw('attributes') ?? {},
    '/data/attributes',
    BAN_ATTRIBUTES.filter((name) => name !== 'uid' && name !== 'timestamp'),
  );
  const related = readBanRelations(
    call,
    new Body(data.raw('relationships') ?? {}, '/data/relationships', BAN_RELATIONSHIPS),
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
  syncNativeBans(call.world, call.now);
  return readable(call, 200, ban);
}

/** "If you do not have the ban:read scope you will receive an empty response." */
function readable(call: SimCall, status: number, ban: SimBan) {
  return call.can('ban:read') ? { status, body: { data: banResource(call, ban) } } : { status };
}

export function findBan({ world, path }: SimCall, param = 'id'): SimBan {
  const ban = world.bans.find(({ id }) => id === path[param]);
  if (ban === undefined) throw notFound();
  return ban;
}
