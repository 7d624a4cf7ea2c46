import { z } from 'zod';
import { defineResource, type ResourceOf, toOne } from '../resource.ts';

/** What a trigger counts of a player; comes as an included resource. Document: "Player Counter". */
export const playerCounter = defineResource('playerCounter', {
  attributes: {
    /** What is counted, such as `warnings`. */
    name: z.string(),
    value: z.number(),
  },
  relationships: { organization: toOne('organization'), player: toOne('player') },
});
export type PlayerCounter = ResourceOf<typeof playerCounter>;
