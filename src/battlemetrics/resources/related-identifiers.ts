import { z } from 'zod';
import { operation, page, typed } from '../operation.ts';
import { DIGITS } from '../path.ts';
import type { Fieldsets, PageQuery } from '../query-types.ts';
import { defineResource, type ResourceOf, toMany, toOne } from '../resource.ts';
import { identifierAttributes } from './identifiers.ts';

/** An identifier of a player, and who else has it: a hint, no proof. Document: "Related Player Identifier". */
export const relatedIdentifier = defineResource('relatedIdentifier', {
  attributes: identifierAttributes,
  relationships: {
    player: toOne,
    relatedPlayers: toMany,
    relatedIdentifiers: toMany,
    organizations: toMany,
  },
  meta: {
    /** More than 20 players share it, so none is named. */
    commonIdentifier: z.boolean().exactOptional(),
  },
});
export type RelatedIdentifier = ResourceOf<typeof relatedIdentifier>;

export interface RelatedIdentifierListQuery extends PageQuery {
  readonly filter?: {
    /** Types of the identifiers that are included. */
    readonly identifiers?: readonly string[];
    /** Types by which others are found. */
    readonly matchIdentifiers?: readonly string[];
  };
  readonly include?: readonly ('player' | 'identifier' | 'playerFlag' | 'flagPlayer')[];
  readonly fields?: Fieldsets<'flagPlayer' | 'identifier' | 'player' | 'playerFlag'>;
}

export const relatedIdentifiers = {
  /** The identifiers of a player, with the players who share each. A hundred a page unless `page.size` says otherwise. */
  list: operation({
    method: 'GET',
    path: '/players/{player}/relationships/related-identifiers',
    params: { player: DIGITS },
    section: 'Related Player Identifier',
    query: typed<RelatedIdentifierListQuery>(),
    answer: page(relatedIdentifier),
    cache: { ttlMs: 60_000, staleForMs: 10 * 60_000 },
  }),
};
