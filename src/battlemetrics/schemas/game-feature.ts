import { z } from 'zod';
import { defineResource, nullableText, type ResourceOf, toOne } from '../resource.ts';

/** What servers of a game can be searched by. Its id is a UUID, and a key of `filter.features`. Document: "Game Features". */
export const gameFeature = defineResource('gameFeature', {
  attributes: {
    /** Its name for people. */
    display: nullableText,
    /** An open set: `select`, `boolean`, `range`, `dateRange`. */
    featureType: nullableText,
    /** Differs by type; of `select` whether several options may be chosen, and whether one or all must fit. */
    typeOptions: z.unknown().optional(),
  },
  relationships: { game: toOne('game') },
});
export type GameFeature = ResourceOf<typeof gameFeature>;
