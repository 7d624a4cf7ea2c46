import { z } from 'zod';
import { list, uuid } from '../arguments/params.ts';
import { defineResource, nullableText, type ResourceOf, toOne } from '../resource.ts';

/** That a player has, or had, a flag. Its id is `{player}:{flag}`. Document: "Flag Player". */
export const flagPlayer = defineResource('flagPlayer', {
  attributes: {
    addedAt: nullableText,
    /** Set once the flag was taken away; the entry stays in the list. */
    removedAt: nullableText,
  },
  relationships: {
    playerFlag: toOne('playerFlag'),
    player: toOne('player'),
    user: toOne('user'),
    organization: toOne('organization'),
  },
});
export type FlagPlayer = ResourceOf<typeof flagPlayer>;

/** The flags to put on a player. Document: "Flag Player Create". */
export const newFlagPlayers = list(
  z.strictObject({ type: z.literal('playerFlag'), id: uuid('id of a flag') }),
  'the flags to put on the player',
);
