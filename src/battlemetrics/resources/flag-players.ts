import { manyOrEmpty, oneOrEmpty, operation, page, typed } from '../operation.ts';
import { DIGITS, UUID } from '../path.ts';
import type { PageQuery } from '../query-types.ts';
import { defineResource, nullableText, type ResourceOf, toOne } from '../resource.ts';

/** That a player has, or had, a flag. Its id is `{player}:{flag}`. Document: "Flag Player". */
export const flagPlayer = defineResource('flagPlayer', {
  attributes: {
    addedAt: nullableText,
    /** Set once the flag was taken away; the entry stays in the list. */
    removedAt: nullableText,
  },
  relationships: { playerFlag: toOne, player: toOne, user: toOne, organization: toOne },
});
export type FlagPlayer = ResourceOf<typeof flagPlayer>;

export interface FlagPlayerListQuery extends PageQuery {
  readonly include?: readonly ('playerFlag' | 'organization')[];
}

/** A flag to put on a player. */
export interface FlagRef {
  readonly type: 'playerFlag';
  readonly id: string;
}

/** The document names the scope `flag:read` alone; the others follow its pattern for scopes. */
export const flagPlayers = {
  /** The flags a player has and had: those with `removedAt` are gone. */
  list: operation({
    method: 'GET',
    path: '/players/{player}/relationships/flags',
    params: { player: DIGITS },
    section: 'Flag Player',
    scope: 'flag:read',
    query: typed<FlagPlayerListQuery>(),
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
    params: { player: DIGITS },
    section: 'Flag Player Create',
    scope: 'flag:create',
    body: typed<readonly FlagRef[]>(),
    answer: manyOrEmpty(flagPlayer),
    touches: ['/players/{player}', '/players?'],
  }),
  /** Takes a flag from a player. A RejectedError whose `apiMessage` says "already removed" means that it is gone. */
  remove: operation({
    method: 'DELETE',
    path: '/players/{player}/relationships/flags/{flag}',
    params: { player: DIGITS, flag: UUID },
    section: 'Flag Player',
    scope: 'flag:delete',
    answer: oneOrEmpty(flagPlayer),
    touches: ['/players/{player}', '/players?'],
  }),
};
