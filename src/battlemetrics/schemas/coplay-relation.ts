import { z } from 'zod';
import { defineResource, type ResourceOf } from '../resource.ts';

/** How long two players were on a server together; the id is the other player's. Document: "Coplay". */
export const coplayRelation = defineResource('coplayRelation', {
  attributes: {
    /** The most recent name of the other player: hostile text. */
    name: z.string(),
    /** Seconds. */
    duration: z.number(),
  },
});
export type CoplayRelation = ResourceOf<typeof coplayRelation>;
