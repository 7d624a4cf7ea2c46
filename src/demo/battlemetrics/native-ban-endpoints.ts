import { notFound } from './api-error.ts';
import type { Json } from './body.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { syncNativeBans } from './native-ban.ts';
import { organizationById } from './organization.ts';
import type { SimNativeBan } from './organization-records.ts';
import { Collection, type Order, pageOf } from './paging.ts';
import { PAGING } from './query.ts';
import { banResource, iso, ref, resource } from './resources.ts';
import { serverResource } from './server-resource.ts';

const SORTS = ['createdAt', 'updatedAt', 'updateAt'] as const;
/** Later than any time there is: from it, times are counted down. */
const END_OF_TIME = 8.64e15;

/** The games' own lists of bans. */
export const nativeBanEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/bans-native',
    scope: 'ban:read',
    params: {
      ...PAGING,
      'fields[ban]': 'text',
      'fields[banNative]': 'text',
      'fields[organization]': 'text',
      'fields[server]': 'text',
      'filter[ban]': 'digits',
      'filter[server]': 'digits',
      include: ['ban', 'server', 'organization'],
      sort: SORTS.flatMap((name) => [name, `-${name}`]),
    },
    answer: listNativeBans,
  },
  {
    method: 'POST',
    path: '/bans-native/{id}/force-update',
    answer: (call) => {
      const { world, now, path } = call;
      syncNativeBans(world, now);
      const native = world.network.nativeBans.find(({ id }) => id === path['id']?.toLowerCase());
      if (native === undefined) throw notFound();
      native.updateAt = now;
      // The document shows this answer without an envelope.
      return { status: 202, body: nativeBanResource(call, native) };
    },
  },
];

function listNativeBans(call: SimCall) {
  const { world, query, now } = call;
  syncNativeBans(world, now);
  const found = world.network.nativeBans.filter(
    ({ banId, serverId }) =>
      (query.text('filter[ban]') ?? banId) === banId &&
      (query.text('filter[server]') ?? serverId) === serverId,
  );
  const { page, links } = pageOf(call, found, orderOf(call));
  const data = page.map((native) => nativeBanResource(call, native));
  return { status: 200, body: { data, included: included(call, page).toJSON(), links } };
}

/** Several may be named; times that go down are turned around, so that all of them go up. */
function orderOf({ query }: SimCall): Order<SimNativeBan> {
  const wanted = query.list('sort') ?? ['-createdAt'];
  const part = (native: SimNativeBan, sort: string): string => {
    const time = native[SORTS.find((name) => sort.endsWith(name)) ?? 'createdAt'];
    return String(sort.startsWith('-') ? END_OF_TIME - time : time).padStart(16, '0');
  };
  return { key: (native) => wanted.map((sort) => part(native, sort)).join(' '), id: ({ id }) => id };
}

function nativeBanResource(call: SimCall, native: SimNativeBan): Json {
  const { id, state, createdAt, updatedAt, updateAt, reason, expires, type, identifier } = native;
  const attributes = {
    state,
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
    updateAt: iso(updateAt),
    reason,
    expires: expires === null ? null : iso(expires),
    type,
    identifier,
  };
  const relationships = {
    ban: ref('ban', native.banId),
    server: ref('server', native.serverId),
    organization: ref('organization', call.world.organization.id),
  };
  return resource(call, 'banNative', id, attributes, relationships);
}

/** A ban that was deleted meanwhile is left out. */
function included(call: SimCall, natives: readonly SimNativeBan[]): Collection {
  const { world, query } = call;
  const extra = new Collection();
  if (query.includes('organization')) extra.add(organizationById(call, world.organization.id));
  for (const { banId, serverId } of natives) {
    const ban = world.bans.find(({ id }) => id === banId);
    const server = world.servers.find(({ id }) => id === serverId);
    if (query.includes('ban') && ban !== undefined) extra.add(banResource(call, ban));
    if (query.includes('server') && server !== undefined) extra.add(serverResource(call, server));
  }
  return extra;
}
