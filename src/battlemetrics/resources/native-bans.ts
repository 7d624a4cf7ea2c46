import { digits, group, keyPage, optional, sort, uuid } from '../arguments/params.ts';
import { oneOrEmpty, operation, page } from '../operation.ts';
import { ban } from '../schemas/ban.ts';
import { banNative } from '../schemas/ban-native.ts';
import { organization } from '../schemas/organization.ts';
import { server } from '../schemas/server.ts';

export const nativeBans = {
  /** Bans in the games' own systems, latest first. */
  list: operation({
    method: 'GET',
    path: '/bans-native',
    params: {},
    section: 'Native Ban',
    summary: "Lists bans in the games' own systems, latest first.",
    scope: 'ban:read',
    query: {
      filter: group({
        ban: optional(digits('id of a ban')),
        server: optional(digits('id of a server')),
      }),
      page: keyPage(),
      sort: sort('-createdAt', 'createdAt', 'updatedAt', 'updateAt'),
    },
    include: { ban, server, organization },
    fields: [ban, banNative, organization, server],
    answer: page(banNative),
    cache: { ttlMs: 30_000, staleForMs: 10 * 60_000 },
  }),
  /** Has one looked at now instead of at its `updateAt`. */
  forceUpdate: operation({
    method: 'POST',
    path: '/bans-native/{id}/force-update',
    params: { id: uuid('id of the native ban') },
    section: 'Native Ban Force Update',
    summary: 'Has a native ban looked at now.',
    answer: oneOrEmpty(banNative),
    touches: ['/bans-native'],
  }),
};
