import { z } from 'zod';
import { defineResource, nullableText, type ResourceOf, toMany, toManyWith, toOne } from '../resource.ts';
import { metadataEntries } from './metadata.ts';
import { timeOnServer } from './time-on-server.ts';

/** A player as seen on one or more servers. Document: "Player". */
export const player = defineResource('player', {
  attributes: {
    /** The name the player was last seen with: hostile text, and shared by many. */
    name: z.string(),
    /** The player has switched the public profile off. */
    private: z.boolean().default(false),
    /** The player is recognised by a unique identifier, not by the name alone. */
    positiveMatch: z.boolean().default(false),
    createdAt: nullableText,
    updatedAt: nullableText,
  },
  relationships: {
    organizations: toMany('organization'),
    server: toOne('server'),
    /** On lists, when servers are included; of one player it stands in the `meta` of each included server. */
    servers: toManyWith('server', timeOnServer),
    user: toOne('user'),
    identifiers: toMany('identifier'),
    flagPlayer: toMany('flagPlayer'),
    playerFlag: toMany('playerFlag'),
    playerNote: toMany('playerNote'),
    playerCounter: toMany('playerCounter'),
  },
  meta: {
    /** What the servers tell of the player, such as the ping; some of it is private. */
    metadata: metadataEntries.exactOptional(),
  },
});
export type Player = ResourceOf<typeof player>;
