import { z } from 'zod';
import { empty, one, oneOrEmpty, operation, page, typed } from '../operation.ts';
import { UUID } from '../path.ts';
import type { PageQuery } from '../query-types.ts';
import { defineResource, nullableText, type ResourceOf, toOne } from '../resource.ts';

/** A flag that can be put on players. Without an organization it is personal. Document: "Player Flag". */
export const playerFlag = defineResource('playerFlag', {
  attributes: {
    name: z.string(),
    /** `#` and six hexadecimal digits. */
    color: nullableText,
    description: nullableText,
    /** Name of a Material icon; an open set. */
    icon: nullableText,
    createdAt: nullableText,
    updatedAt: nullableText,
  },
  relationships: { organization: toOne, user: toOne },
  meta: {
    /** Another organization shares it. */
    shared: z.boolean().exactOptional(),
  },
});
export type PlayerFlag = ResourceOf<typeof playerFlag>;

export interface PlayerFlagListQuery extends PageQuery {
  readonly filter?: {
    /** False hides flags that belong to no organization. */
    readonly personal?: boolean;
  };
  readonly include?: readonly 'organization'[];
}

export interface FlagAttributes {
  readonly name: string;
  /** `#` and six hexadecimal digits. */
  readonly color: string;
  readonly description: string | null;
  /** One of the names in the document; null for none. */
  readonly icon: string | null;
}

export interface NewPlayerFlag {
  readonly type: 'playerFlag';
  readonly attributes: FlagAttributes;
  readonly relationships?: {
    /** Without it the flag is personal. */
    readonly organization?: { readonly data: { readonly type: 'organization'; readonly id: string } };
  };
}

export interface PlayerFlagChange {
  readonly type: 'playerFlag';
  readonly id: string;
  /** All four are required. */
  readonly attributes: FlagAttributes;
}

/** The document names the scope `flag:read` alone; the others follow its pattern for scopes. */
export const playerFlags = {
  /** The flags that exist. */
  list: operation({
    method: 'GET',
    path: '/player-flags',
    params: {},
    section: 'Player Flag',
    scope: 'flag:read',
    query: typed<PlayerFlagListQuery>(),
    answer: page(playerFlag),
    cache: { ttlMs: 5 * 60_000, staleForMs: 60 * 60_000 },
  }),
  /** One flag. */
  get: operation({
    method: 'GET',
    path: '/player-flags/{id}',
    params: { id: UUID },
    section: 'Player Flag',
    scope: 'flag:read',
    answer: one(playerFlag),
    cache: { ttlMs: 5 * 60_000, staleForMs: 60 * 60_000 },
  }),
  /** Makes a flag. Undefined when the body was empty, as for tokens that may not read flags. */
  create: operation({
    method: 'POST',
    path: '/player-flags',
    params: {},
    section: 'Player Flag Create',
    scope: 'flag:create',
    body: typed<NewPlayerFlag>(),
    answer: oneOrEmpty(playerFlag),
    touches: ['/player-flags'],
  }),
  /** Changes a flag, on all players who have it. */
  update: operation({
    method: 'PATCH',
    path: '/player-flags/{id}',
    params: { id: UUID },
    section: 'Player Flag',
    scope: 'flag:update',
    body: typed<PlayerFlagChange>(),
    answer: oneOrEmpty(playerFlag),
    touches: ['/player-flags', '/players'],
  }),
  /** Deletes a flag and takes it off all players. */
  delete: operation({
    method: 'DELETE',
    path: '/player-flags/{id}',
    params: { id: UUID },
    section: 'Player Flag',
    scope: 'flag:delete',
    answer: empty,
    touches: ['/player-flags', '/players'],
  }),
};
