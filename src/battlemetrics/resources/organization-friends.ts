import { digits, flag, group, keyPage, optional, sort, text } from '../arguments/params.ts';
import { empty, manyOrEmpty, one, oneOrEmpty, operation, page } from '../operation.ts';
import { organization as organizationType } from '../schemas/organization.ts';
import {
  newOrganizationFriend,
  organizationFriend,
  organizationFriendChange,
  organizationFriendChanges,
  organizationFriendRefs,
} from '../schemas/organization-friend.ts';
import { organizationStats } from '../schemas/organization-stats.ts';
import { playerFlag } from '../schemas/player-flag.ts';

const organization = digits('id of the organization');
const ofFriend = { organization, friend: digits('id of the other organization') };
const cache = { ttlMs: 60_000, staleForMs: 60 * 60_000 };
/** Both sides see the sharing, and with it flags, notes and identifiers of the other one. */
const touches = ['/organizations', '/player-flags', '/players'];

/** The document names no scope for them. */
export const organizationFriends = {
  /** With whom an organization shares what. */
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/relationships/friends',
    params: { organization },
    section: 'Organization Friend',
    summary: 'Lists with whom an organization shares what.',
    query: {
      filter: group({
        accepted: optional(flag('whether they accepted')),
        name: optional(text('name of the other organization')),
        origin: optional(flag('whether the organization began it')),
        reciprocated: optional(flag('whether both share')),
      }),
      page: keyPage(),
      sort: sort('name', 'name', 'rank'),
    },
    include: { organization: organizationType },
    fields: [organizationType, organizationFriend],
    answer: page(organizationFriend),
    cache,
  }),
  /** What an organization shares with another. */
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/relationships/friends/{friend}',
    params: ofFriend,
    section: 'Organization Friend',
    summary: 'Shows what an organization shares with another.',
    include: { organization: organizationType, playerFlag, organizationStats },
    fields: [organizationType, organizationFriend, playerFlag],
    answer: one(organizationFriend),
    cache,
  }),
  /** Changes what is shared. All of it is sent. */
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/relationships/friends/{friend}',
    params: ofFriend,
    section: 'Organization Friend',
    summary: 'Changes what an organization shares with another.',
    body: organizationFriendChange,
    answer: oneOrEmpty(organizationFriend),
    touches,
  }),
  /** Changes what is shared with several. The document has the path of a single one; which are meant, the body says. */
  updateMany: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/relationships/friends/{friend}',
    params: ofFriend,
    section: 'Organization Friend',
    summary: 'Changes what an organization shares with several others.',
    body: organizationFriendChanges,
    answer: manyOrEmpty(organizationFriend),
    touches,
  }),
  /** Offers to share. */
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/relationships/friends',
    params: { organization },
    section: 'Organization Friend Create',
    summary: 'Offers another organization to share.',
    body: newOrganizationFriend,
    answer: oneOrEmpty(organizationFriend),
    touches,
  }),
  /** Ends the sharing. */
  delete: operation({
    method: 'DELETE',
    path: '/organizations/{organization}/relationships/friends/{friend}',
    params: ofFriend,
    section: 'Organization Friend',
    summary: 'Ends the sharing with another organization.',
    answer: empty,
    touches,
  }),
  /** Ends the sharing with several. */
  deleteMany: operation({
    method: 'DELETE',
    path: '/organizations/{organization}/relationships/friends',
    params: { organization },
    section: 'Organization Friend',
    summary: 'Ends the sharing with several organizations.',
    body: organizationFriendRefs,
    answer: empty,
    touches,
  }),
};
