import { digits, keyPage, uuid } from '../arguments/params.ts';
import { empty, one, oneOrEmpty, operation, page } from '../operation.ts';
import { banList, banListChange, invitedBanList, newBanList } from '../schemas/ban-list.ts';
import { organization } from '../schemas/organization.ts';
import { server } from '../schemas/server.ts';

/** The owner is an organization too, but its attributes are chosen under this name. */
const owner = { ...organization, type: 'owner' } as const;
const include = { organization, owner: organization, server };
const fields = [banList, organization, owner, server] as const;

const list = uuid('id of the ban list');
const ofOrganization = { list, organization: digits('id of the organization') };
const cache = { ttlMs: 5 * 60_000, staleForMs: 60 * 60_000 };
/** Invites and bans come with their list, and the bans of a list are there while one subscribes to it. */
const touches = ['/ban-lists', '/ban-list-invites', '/bans'];

/** The document names no scope for them. */
export const banLists = {
  /** Ban lists that the organization owns or subscribes to. */
  list: operation({
    method: 'GET',
    path: '/ban-lists',
    params: {},
    section: 'Ban List',
    summary: 'Lists the ban lists that one owns or subscribes to.',
    query: { page: keyPage() },
    include,
    fields,
    answer: page(banList),
    cache,
  }),
  /** The name of a ban list, which anybody may ask for who knows its id; the other attributes are empty. */
  get: operation({
    method: 'GET',
    path: '/ban-lists/{id}',
    params: { id: list },
    section: 'Ban List',
    summary: 'Tells the name of a ban list.',
    include: { owner: organization },
    fields: [owner],
    answer: one(banList),
    cache,
  }),
  /** Makes a list. */
  create: operation({
    method: 'POST',
    path: '/ban-lists',
    params: {},
    section: 'Ban List Create',
    summary: 'Makes a ban list.',
    body: newBanList,
    answer: oneOrEmpty(banList),
    touches,
  }),
  /** Subscribes to another's list by the code of an invite. */
  acceptInvite: operation({
    method: 'POST',
    path: '/ban-lists/accept-invite',
    params: {},
    section: 'Ban List Create',
    summary: "Subscribes to another's ban list by an invite.",
    body: invitedBanList,
    answer: oneOrEmpty(banList),
    touches,
  }),
  /** Who subscribes to a list; for its owner, and for those with `permManage`. */
  subscriptions: operation({
    method: 'GET',
    path: '/ban-lists/{list}/relationships/organizations',
    params: { list },
    section: 'Ban List',
    summary: 'Lists the organizations that subscribe to a ban list.',
    query: { page: keyPage() },
    include,
    fields,
    answer: page(banList),
    cache,
  }),
  /** One organization's subscription: how it uses the list, and what it may do there. */
  subscription: operation({
    method: 'GET',
    path: '/ban-lists/{list}/relationships/organizations/{organization}',
    params: ofOrganization,
    section: 'Ban List',
    summary: "Shows an organization's subscription to a ban list.",
    include,
    fields,
    answer: one(banList),
    cache,
  }),
  /** Changes a subscription, and for the owner the list itself. The owner alone may change the name. */
  update: operation({
    method: 'PATCH',
    path: '/ban-lists/{list}/relationships/organizations/{organization}',
    params: ofOrganization,
    section: 'Ban List',
    summary: 'Changes a ban list, or a subscription to it.',
    body: banListChange,
    answer: empty,
    touches,
  }),
  /** Ends a subscription. */
  unsubscribe: operation({
    method: 'DELETE',
    path: '/ban-lists/{list}/relationships/organizations/{organization}',
    params: ofOrganization,
    section: 'Ban List',
    summary: 'Ends a subscription to a ban list.',
    answer: empty,
    touches,
  }),
};
