import { digits, keyPage, uuid } from '../arguments/params.ts';
import { manyOrEmpty, oneOrEmpty, operation, page } from '../operation.ts';
import { flagPlayer, newFlagPlayers } from '../schemas/flag-player.ts';
import { organization } from '../schemas/organization.ts';
import { playerFlag } from '../schemas/player-flag.ts';

const player = digits('id of the player');
/** Flags come with lists, with matches, and with those who share an identifier: with anybody's reads. */
const touches = ['/players'];

/** The document names the scope `flag:read` alone; the others follow its pattern for scopes. */
export const flagPlayers = {
  /** The flags a player has and had: those with `removedAt` are gone. */
  list: operation({
    method: 'GET',
    path: '/players/{player}/relationships/flags',
    params: { player },
    section: 'Flag Player',
    summary: 'Lists the flags that a player has and had.',
    scope: 'flag:read',
    query: { page: keyPage() },
    include: { playerFlag, organization },
    answer: page(flagPlayer),
    cache: { ttlMs: 15_000, staleForMs: 10 * 60_000 },
  }),
  /**
   * Puts flags on a player. A ConflictError means that it has the flag already. Undefined when the body was empty, as
   * for tokens that may not read flags.
   */
  add: operation({
    method: 'POST',
    path: '/players/{player}/relationships/flags',
    params: { player },
    section: 'Flag Player Create',
    summary: 'Puts flags on a player.',
    likelyScope: 'flag:create',
    body: newFlagPlayers,
    answer: manyOrEmpty(flagPlayer),
    touches,
  }),
  /** Takes a flag from a player. A RejectedError whose `apiMessage` says "already removed" means that it is gone. */
  remove: operation({
    method: 'DELETE',
    path: '/players/{player}/relationships/flags/{flag}',
    params: { player, flag: uuid('id of the flag') },
    section: 'Flag Player',
    summary: 'Takes a flag from a player.',
    likelyScope: 'flag:delete',
    answer: oneOrEmpty(flagPlayer),
    touches,
  }),
};
