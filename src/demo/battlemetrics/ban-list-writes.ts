import { forbidden, invalid, notFound, SimError } from './api-error.ts';
import {
  ALL_PERMISSIONS,
  banListResource,
  DEFAULT_SETTINGS,
  findList,
  manages,
  owns,
  subscriptionOf,
} from './ban-list.ts';
import {
  LIST_PERMISSIONS,
  LIST_RELATIONSHIPS,
  LIST_SETTINGS,
  readListOrganizations,
  readListPermissions,
  readListServers,
  readListSettings,
} from './ban-list-body.ts';
import { Body, DIGITS } from './body.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { INVITE_CODE, isUsedUp } from './invite.ts';
import type { SimListPermissions, SimSubscription } from './organization-records.ts';
import { newUuid, type SimBanList } from './world.ts';

/** What a list is made of, or a subscription to one; of the rest the document names defaults. */
const REQUIRED = ['action', 'defaultAutoAddEnabled'];

/** Making, changing and leaving the lists that bans stand on. */
export const banListWriteEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: '/ban-lists', answer: createList },
  { method: 'POST', path: '/ban-lists/accept-invite', answer: acceptInvite },
  {
    method: 'PATCH',
    path: '/ban-lists/{list}/relationships/organizations/{organization}',
    answer: updateSubscription,
  },
  {
    method: 'DELETE',
    path: '/ban-lists/{list}/relationships/organizations/{organization}',
    answer: unsubscribe,
  },
];

function createList(call: SimCall) {
  const { world } = call;
  const data = readData(call);
  const attributes = data.object('attributes', ['name', ...LIST_SETTINGS], ['name', ...REQUIRED]);
  const { ownerId, ...subscription } = readSubscription(call, data, attributes);
  if (ownerId !== world.organization.id) throw forbidden();
  const name = attributes.text('name', 1, 255);
  const list: SimBanList = { id: newUuid(world), name };
  return join(call, 201, list, { banListId: list.id, ...subscription, permissions: ALL_PERMISSIONS });
}

function acceptInvite(call: SimCall) {
  const { world } = call;
  const { invites, otherBanLists } = world.network;
  const data = readData(call);
  const attributes = data.object('attributes', ['code', ...LIST_SETTINGS], ['code', ...REQUIRED]);
  const code = attributes.text('code', 7, 14);
  if (!INVITE_CODE.test(code)) {
    throw invalid(`must match pattern "${INVITE_CODE.source}"`, { pointer: attributes.pointer('code') });
  }
  // Who takes an invite need not know whose list it is, so that the owner is not compared.
  const { ownerId: _, ...subscription } = readSubscription(call, data, attributes);
  const invite = invites.find(({ id }) => id === code);
  if (invite === undefined) throw notFound();
  const { banListId, permissions } = invite;
  if (isUsedUp(invite)) throw invalid('The invite has reached its limit');
  const list = otherBanLists.find(({ id }) => id === banListId);
  if (list === undefined) throw new SimError(409, 'Conflict', 'Already subscribed to the ban list');
  invite.uses += 1;
  otherBanLists.splice(otherBanLists.indexOf(list), 1);
  return join(call, 200, list, { banListId, ...subscription, permissions });
}

function readData(call: SimCall): Body {
  const keys = ['type', 'attributes', 'relationships'];
  const data = new Body(call.body, '', ['data'], ['data']).object('data', keys, keys);
  data.constant('type', 'banList');
  return data;
}

function readSubscription(call: SimCall, data: Body, attributes: Body) {
  const related = data.object('relationships', LIST_RELATIONSHIPS, ['organization', 'owner']);
  const { ownerId } = readListOrganizations(call, related);
  return {
    organizationId: call.world.organization.id,
    ownerId,
    settings: {
      ...DEFAULT_SETTINGS,
      defaultIdentifiers: [],
      defaultReasons: [],
      ...readListSettings(attributes),
    },
    servers: readListServers(call, related) ?? null,
  };
}

function join(call: SimCall, status: number, list: SimBanList, subscription: SimSubscription) {
  call.world.banLists.push(list);
  call.world.network.subscriptions.push(subscription);
  return { status, body: { data: banListResource(call, list, subscription) } };
}

function updateSubscription(call: SimCall) {
  const { world } = call;
  const [list, subscription] = findSubscription(call);
  const data = new Body(call.body, '', ['data'], ['data']).object('data', [
    'type',
    'id',
    'attributes',
    'relationships',
  ]);
  if (data.has('type')) data.constant('type', 'banList');
  if (data.has('id')) data.constant('id', list.id);
  const attributes = data.optional('attributes', ['name', ...LIST_SETTINGS, ...LIST_PERMISSIONS]);
  const related = data.optional('relationships', LIST_RELATIONSHIPS);
  const name = attributes?.has('name') ? attributes.text('name', 1, 255) : list.name;
  if (name !== list.name && !owns(world, list)) throw forbidden();
  const permissions = attributes && readListPermissions(attributes);
  if (!manages(world, list) && changes(subscription.permissions, permissions)) throw forbidden();
  const settings = attributes && readListSettings(attributes);
  const organizationId = related?.relation('organization', 'organization', DIGITS);
  related?.relation('owner', 'organization', DIGITS);
  if (organizationId !== undefined && organizationId !== subscription.organizationId) throw forbidden();
  const servers = related && readListServers(call, related);
  // Everything is read before anything is changed, so that a refused request changes nothing.
  list.name = name;
  subscription.settings = { ...subscription.settings, ...settings };
  subscription.permissions = { ...subscription.permissions, ...permissions };
  if (servers !== undefined) subscription.servers = servers;
  return { status: 204 };
}

function changes(before: SimListPermissions, after: Partial<SimListPermissions> = {}): boolean {
  return LIST_PERMISSIONS.some((key) => after[key] !== undefined && after[key] !== before[key]);
}

function unsubscribe(call: SimCall) {
  const { world } = call;
  const { subscriptions, otherBanLists } = world.network;
  const [list, subscription] = findSubscription(call);
  const isOwn = subscription.organizationId === world.organization.id;
  // What becomes of a list without its owner is documented nowhere.
  if (isOwn && owns(world, list)) throw forbidden();
  subscriptions.splice(subscriptions.indexOf(subscription), 1);
  if (isOwn) {
    world.banLists.splice(world.banLists.indexOf(list), 1);
    otherBanLists.push(list);
  }
  return { status: 204 };
}

/** The organization's own, or any of a list that it manages. */
function findSubscription(call: SimCall): readonly [SimBanList, SimSubscription] {
  const { world, path } = call;
  const list = findList(call);
  if (path['organization'] !== world.organization.id && !manages(world, list)) throw forbidden();
  const subscription = subscriptionOf(world, list, path['organization']);
  if (subscription === undefined) throw notFound();
  return [list, subscription];
}
