import { forbidden, notFound } from './api-error.ts';
import {
  banListName,
  banListResource,
  findList,
  findManagedList,
  includedWith,
  manages,
  ownerOf,
  subscriptionOf,
} from './ban-list.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { organizationById } from './organization.ts';
import { Collection, pageOf } from './paging.ts';
import { PAGING } from './query.ts';

const QUERY = {
  'fields[banList]': 'text',
  'fields[organization]': 'text',
  'fields[owner]': 'text',
  'fields[server]': 'text',
  include: ['organization', 'owner', 'server'],
} as const;

/** Reading the lists that bans stand on, and who is subscribed to them. */
export const banListEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: '/ban-lists', params: { ...PAGING, ...QUERY }, answer: listBanLists },
  {
    method: 'GET',
    path: '/ban-lists/{list}',
    params: { 'fields[owner]': 'text', include: ['owner'] },
    answer: (call) => {
      const list = findList(call);
      const extra = new Collection();
      if (call.query.includes('owner')) {
        extra.add(organizationById(call, ownerOf(call.world, list), 'owner'));
      }
      return { status: 200, body: { data: banListName(call, list), included: extra.toJSON() } };
    },
  },
  {
    method: 'GET',
    path: '/ban-lists/{list}/relationships/organizations',
    params: { ...PAGING, ...QUERY },
    answer: listSubscriptions,
  },
  {
    method: 'GET',
    path: '/ban-lists/{list}/relationships/organizations/{organization}',
    params: QUERY,
    answer: getSubscription,
  },
];

function listBanLists(call: SimCall) {
  const { world } = call;
  const entries = world.banLists.flatMap((list) => {
    const subscription = subscriptionOf(world, list);
    return subscription === undefined ? [] : [[list, subscription] as const];
  });
  const { page, links } = pageOf(call, entries, { key: ([{ name }]) => name, id: ([{ id }]) => id });
  const data = page.map(([list, subscription]) => banListResource(call, list, subscription));
  return { status: 200, body: { data, included: includedWith(call, page).toJSON(), links } };
}

function listSubscriptions(call: SimCall) {
  const { world } = call;
  const list = findManagedList(call);
  subscriptionOf(world, list);
  const entries = world.network.subscriptions
    .filter(({ banListId }) => banListId === list.id)
    .map((subscription) => [list, subscription] as const);
  const { page, links } = pageOf(call, entries, {
    key: ([, { organizationId }]) => organizationId.padStart(20, '0'),
    id: ([, { organizationId }]) => organizationId,
  });
  const data = page.map(([, subscription]) => banListResource(call, list, subscription));
  return { status: 200, body: { data, included: includedWith(call, page).toJSON(), links } };
}

function getSubscription(call: SimCall) {
  const { world, path } = call;
  const list = findList(call);
  if (path['organization'] !== world.organization.id && !manages(world, list)) throw forbidden();
  const subscription = subscriptionOf(world, list, path['organization']);
  if (subscription === undefined) throw notFound();
  return {
    status: 200,
    body: {
      data: banListResource(call, list, subscription),
      included: includedWith(call, [[list, subscription]]).toJSON(),
    },
  };
}
