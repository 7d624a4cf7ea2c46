import { forbidden, notFound } from './api-error.ts';
import type { Json } from './body.ts';
import type { SimCall } from './endpoint.ts';
import { organizationById } from './organization.ts';
import type { SimListPermissions, SimListSettings, SimSubscription } from './organization-records.ts';
import { Collection } from './paging.ts';
import { ref, resource } from './resources.ts';
import { serverResource } from './server-resource.ts';
import type { SimBanList, World } from './world.ts';

export const ALL_PERMISSIONS: SimListPermissions = {
  permManage: true,
  permCreate: true,
  permUpdate: true,
  permDelete: true,
};

export const DEFAULT_SETTINGS: SimListSettings = {
  action: 'kick',
  defaultIdentifiers: ['steamID', 'ip'],
  defaultReasons: ['{{uid}} - Reason - ({{admin}})'],
  defaultAutoAddEnabled: true,
  defaultNativeEnabled: null,
  nativeBanTTL: null,
  nativeBanTempMaxExpires: null,
  nativeBanPermMaxExpires: null,
};

/** A list that anybody has. @throws SimError 404 */
export function findList({ world, path }: SimCall): SimBanList {
  const id = path['list']?.toLowerCase();
  const list = [...world.banLists, ...world.network.otherBanLists].find((one) => one.id === id);
  if (list === undefined) throw notFound();
  return list;
}

export function ownerOf(world: World, { ownerId }: SimBanList): string {
  return ownerId ?? world.organization.id;
}

/** What an organization makes of a list; undefined if it is not subscribed. */
export function subscriptionOf(
  world: World,
  list: SimBanList,
  organizationId = world.organization.id,
): SimSubscription | undefined {
  const { subscriptions } = world.network;
  const found = subscriptions.find(
    (one) => one.banListId === list.id && one.organizationId === organizationId,
  );
  if (found !== undefined) return found;
  if (organizationId !== world.organization.id || !world.banLists.includes(list)) return undefined;
  const subscription: SimSubscription = {
    banListId: list.id,
    organizationId,
    settings: DEFAULT_SETTINGS,
    permissions: ALL_PERMISSIONS,
    servers: null,
  };
  subscriptions.push(subscription);
  return subscription;
}

export function owns(world: World, list: SimBanList): boolean {
  return ownerOf(world, list) === world.organization.id;
}

/** "You must own the list, or have permManage to use this endpoint." */
export function manages(world: World, list: SimBanList): boolean {
  return owns(world, list) || subscriptionOf(world, list)?.permissions.permManage === true;
}

/** A list that the token's owner manages. @throws SimError 403, 404 */
export function findManagedList(call: SimCall): SimBanList {
  const list = findList(call);
  if (!manages(call.world, list)) throw forbidden();
  return list;
}

/** Whether the token's owner may do something to the bans on a list. */
export function mayOnList(
  world: World,
  banListId: string | undefined,
  what: keyof SimListPermissions,
): boolean {
  const list = world.banLists.find(({ id }) => id === banListId);
  return list === undefined || owns(world, list) || subscriptionOf(world, list)?.permissions[what] === true;
}

export function banListResource(call: SimCall, list: SimBanList, subscription: SimSubscription): Json {
  const { settings, permissions, servers, organizationId } = subscription;
  const { action, ...defaults } = settings;
  const attributes = { name: list.name, action, ...permissions, ...defaults };
  const relationships = {
    organization: ref('organization', organizationId),
    owner: ref('organization', ownerOf(call.world, list)),
    servers: { data: servers?.map(({ id, meta }) => ({ type: 'server', id, meta })) ?? null },
  };
  return resource(call, 'banList', list.id, attributes, relationships);
}

/** All that is told to those who are not subscribed, and beside bans. */
export function banListName(call: SimCall, list: SimBanList): Json {
  const owner = ownerOf(call.world, list);
  const organizationId = subscriptionOf(call.world, list)?.organizationId ?? owner;
  const relationships = {
    organization: ref('organization', organizationId),
    owner: ref('organization', owner),
  };
  return resource(call, 'banList', list.id, { name: list.name }, relationships);
}

export function includedWith(
  call: SimCall,
  entries: readonly (readonly [list: SimBanList, subscription: SimSubscription])[],
): Collection {
  const { world, query } = call;
  const extra = new Collection();
  for (const [list, { organizationId, servers }] of entries) {
    if (query.includes('owner')) extra.add(organizationById(call, ownerOf(world, list), 'owner'));
    if (query.includes('organization')) extra.add(organizationById(call, organizationId));
    if (query.includes('server')) {
      const shown = world.servers.filter(({ id }) => servers?.some((server) => server.id === id));
      extra.add(...shown.map((server) => serverResource(call, server)));
    }
  }
  return extra;
}
