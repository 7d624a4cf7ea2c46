import { forbidden, notFound } from './api-error.ts';
import { banListName, banListResource, findManagedList, subscriptionOf } from './ban-list.ts';
import { LIST_PERMISSIONS, readListPermissions } from './ban-list-body.ts';
import { Body, DIGITS } from './body.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { inviteResource, newCode } from './invite.ts';
import { organizationById } from './organization.ts';
import type { SimInvite } from './organization-records.ts';
import { Collection, pageOf } from './paging.ts';
import { PAGING } from './query.ts';
import { userResource } from './resources.ts';

const LIST = '/ban-lists/{list}/relationships/invites';
const QUERY = {
  'fields[banList]': 'text',
  'fields[banListInvite]': 'text',
  'fields[organization]': 'text',
  'fields[user]': 'text',
  include: ['organization', 'user', 'banList'],
} as const;

/** Invites to the lists that bans stand on. */
export const inviteEndpoints: readonly Endpoint[] = [
  { method: 'GET', path: LIST, params: { ...PAGING, ...QUERY }, answer: listInvites },
  {
    method: 'GET',
    path: '/ban-list-invites/{invite}',
    params: QUERY,
    // Whoever knows the code may look at it: it is how they learn what they accept.
    answer: (call) => {
      const invite = call.world.network.invites.find(({ id }) => id === call.path['invite']);
      if (invite === undefined) throw notFound();
      return {
        status: 200,
        body: { data: inviteResource(call, invite), included: included(call, [invite]).toJSON() },
      };
    },
  },
  { method: 'POST', path: LIST, answer: createInvite },
  {
    method: 'DELETE',
    path: `${LIST}/{invite}`,
    answer: (call) => {
      const { invites } = call.world.network;
      const list = findManagedList(call);
      const invite = invites.find(({ id, banListId }) => id === call.path['invite'] && banListId === list.id);
      if (invite === undefined) throw notFound();
      invites.splice(invites.indexOf(invite), 1);
      return { status: 204 };
    },
  },
];

function listInvites(call: SimCall) {
  const list = findManagedList(call);
  const found = call.world.network.invites.filter(({ banListId }) => banListId === list.id);
  const { page, links } = pageOf(call, found, { key: ({ id }) => id, id: ({ id }) => id });
  const data = page.map((invite) => inviteResource(call, invite));
  return { status: 200, body: { data, included: included(call, page).toJSON(), links } };
}

function createInvite(call: SimCall) {
  const { world } = call;
  const list = findManagedList(call);
  const data = new Body(call.body, '', ['data'], ['data']).object(
    'data',
    ['type', 'attributes', 'relationships'],
    ['type', 'relationships'],
  );
  data.constant('type', 'banListInvite');
  const organizationId = data
    .object('relationships', ['organization'], ['organization'])
    .relation('organization', 'organization', DIGITS);
  if (organizationId !== world.organization.id) throw forbidden();
  const attributes = data.optional('attributes', ['uses', 'limit', ...LIST_PERMISSIONS]);
  const permissions = attributes && readListPermissions(attributes);
  const limit = attributes?.has('limit')
    ? attributes.nullable('limit', (key) => attributes.integer(key, 1))
    : 1;
  const uses = attributes?.has('uses') ? attributes.integer('uses', 0) : 0;
  const invite: SimInvite = {
    id: newCode(world),
    banListId: list.id,
    organizationId,
    userId: world.user.id,
    permissions: {
      permManage: false,
      permCreate: false,
      permUpdate: false,
      permDelete: false,
      ...permissions,
    },
    uses,
    limit,
  };
  world.network.invites.push(invite);
  return { status: 201, body: { data: inviteResource(call, invite) } };
}

function included(call: SimCall, invites: readonly SimInvite[]): Collection {
  const { world, query } = call;
  const extra = new Collection();
  for (const { banListId, organizationId, userId } of invites) {
    if (query.includes('organization')) extra.add(organizationById(call, organizationId));
    if (query.includes('user')) extra.add(userResource(call, userId));
    if (!query.includes('banList')) continue;
    const list = [...world.banLists, ...world.network.otherBanLists].find(({ id }) => id === banListId);
    const subscription = list && subscriptionOf(world, list);
    if (list === undefined) continue;
    extra.add(
      subscription === undefined ? banListName(call, list) : banListResource(call, list, subscription),
    );
  }
  return extra;
}
