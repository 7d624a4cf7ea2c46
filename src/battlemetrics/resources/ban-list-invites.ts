import { keyPage, uuid } from '../arguments/params.ts';
import { empty, one, oneOrEmpty, operation, page } from '../operation.ts';
import { banList, inviteCode } from '../schemas/ban-list.ts';
import { banListInvite, newBanListInvite } from '../schemas/ban-list-invite.ts';
import { organization } from '../schemas/organization.ts';
import { user } from '../schemas/user.ts';

const list = uuid('id of the ban list');
const include = { organization, user, banList };
const fields = [banList, banListInvite, organization, user] as const;
const cache = { ttlMs: 60_000, staleForMs: 60 * 60_000 };
/** All lists, for the id of one may be written in capitals too. */
const touches = ['/ban-list-invites', '/ban-lists'];

/** The document names no scope for them. */
export const banListInvites = {
  /** The invites to a list. */
  list: operation({
    method: 'GET',
    path: '/ban-lists/{list}/relationships/invites',
    params: { list },
    section: 'Ban List Invite',
    summary: 'Lists the invites to a ban list.',
    query: { page: keyPage() },
    include,
    fields,
    answer: page(banListInvite),
    cache,
  }),
  /** One invite, by its code. */
  get: operation({
    method: 'GET',
    path: '/ban-list-invites/{code}',
    params: { code: inviteCode },
    section: 'Ban List Invite',
    summary: 'Shows an invite to a ban list.',
    include,
    fields,
    answer: one(banListInvite),
    cache,
  }),
  /** Makes an invite. */
  create: operation({
    method: 'POST',
    path: '/ban-lists/{list}/relationships/invites',
    params: { list },
    section: 'Ban List Invite Create',
    summary: 'Makes an invite to a ban list.',
    body: newBanListInvite,
    answer: oneOrEmpty(banListInvite),
    touches,
  }),
  /** Takes an invite back. Who accepted it keeps the subscription. */
  delete: operation({
    method: 'DELETE',
    path: '/ban-lists/{list}/relationships/invites/{code}',
    params: { list, code: inviteCode },
    section: 'Ban List Invite',
    summary: 'Takes an invite to a ban list back.',
    answer: empty,
    touches,
  }),
};
