import { defineResource, nullableNumber, nullableText, type ResourceOf, toOne } from '../resource.ts';

/** One of what a game feature can be. Its id is a UUID, and a value of `filter.features`. Document: "Game Feature Options". */
export const gameFeatureOption = defineResource('gameFeatureOption', {
  attributes: {
    /** Its name for people. */
    display: nullableText,
    updatedAt: nullableText,
    /** Servers that have it. */
    count: nullableNumber,
    /** Players on them. */
    players: nullableNumber,
  },
  relationships: { gameFeature: toOne('gameFeature') },
});
export type GameFeatureOption = ResourceOf<typeof gameFeatureOption>;
