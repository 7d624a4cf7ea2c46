import { z } from 'zod';
import { defineResource, type ResourceOf, toMany, toOne } from '../resource.ts';
import { identifierAttributes } from './identifier.ts';

/** An identifier of a player, and who else has it: a hint, no proof. Document: "Related Player Identifier". */
export const relatedIdentifier = defineResource('relatedIdentifier', {
  attributes: identifierAttributes,
  relationships: {
    player: toOne('player'),
    relatedPlayers: toMany('player'),
    relatedIdentifiers: toMany('identifier'),
    organizations: toMany('organization'),
  },
  meta: {
    /** More than 20 players share it, so none is named. */
    commonIdentifier: z.boolean().exactOptional(),
  },
});
export type RelatedIdentifier = ResourceOf<typeof relatedIdentifier>;
