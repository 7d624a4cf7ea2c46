import { flag, group, keyPage, optional, uuid } from '../arguments/params.ts';
import { empty, one, oneOrEmpty, operation, page } from '../operation.ts';
import { organization } from '../schemas/organization.ts';
import { newPlayerFlag, playerFlag, playerFlagChange } from '../schemas/player-flag.ts';

const id = uuid('id of the flag');
/** Flags come with players, and with what organizations share. */
const everywhere = ['/player-flags', '/players', '/organizations'];
const cache = { ttlMs: 5 * 60_000, staleForMs: 60 * 60_000 };

/** The document names the scope `flag:read` alone; the others follow its pattern for scopes. */
export const playerFlags = {
  /** The flags that exist. */
  list: operation({
    method: 'GET',
    path: '/player-flags',
    params: {},
    section: 'Player Flag',
    summary: 'Lists the flags that can be put on players.',
    scope: 'flag:read',
    query: {
      filter: group({ personal: optional(flag('false hides flags that belong to no organization')) }),
      page: keyPage(),
    },
    include: { organization },
    answer: page(playerFlag),
    cache,
  }),
  /** One flag. */
  get: operation({
    method: 'GET',
    path: '/player-flags/{id}',
    params: { id },
    section: 'Player Flag',
    summary: 'Shows a flag.',
    scope: 'flag:read',
    answer: one(playerFlag),
    cache,
  }),
  /** Makes a flag. Undefined when the body was empty, as for tokens that may not read flags. */
  create: operation({
    method: 'POST',
    path: '/player-flags',
    params: {},
    section: 'Player Flag Create',
    summary: 'Makes a flag.',
    likelyScope: 'flag:create',
    body: newPlayerFlag,
    practice: { open: ['data.attributes.icon'] },
    answer: oneOrEmpty(playerFlag),
    touches: ['/player-flags'],
  }),
  /** Changes a flag, on all players who have it. */
  update: operation({
    method: 'PATCH',
    path: '/player-flags/{id}',
    params: { id },
    section: 'Player Flag',
    summary: 'Changes a flag, on all players who have it.',
    likelyScope: 'flag:update',
    body: playerFlagChange,
    practice: { open: ['data.attributes.icon'] },
    answer: oneOrEmpty(playerFlag),
    touches: everywhere,
  }),
  /** Deletes a flag and takes it off all players. */
  delete: operation({
    method: 'DELETE',
    path: '/player-flags/{id}',
    params: { id },
    section: 'Player Flag',
    summary: 'Deletes a flag and takes it off all players.',
    likelyScope: 'flag:delete',
    answer: empty,
    touches: everywhere,
  }),
};
