import { z } from 'zod';
import { one, operation, page, typed } from '../operation.ts';
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
};
