import { z } from 'zod';
import {
  defineResource,
  nullableBoolean,
  nullableText,
  type ResourceOf,
  timestamp,
  toMany,
  toOne,
} from '../resource.ts';
import { metadataEntries } from './metadata.ts';

/** A player's stay on a server. Its id is a UUID. Document: "Session". */
export const session = defineResource('session', {
  attributes: {
    start: timestamp,
    /** Null while it lasts. */
    stop: nullableText,
    /** The player's first on that server. */
    firstTime: nullableBoolean,
    /** The name that the player used. */
    name: z.string(),
    /** The player has switched the public profile off. */
    private: z.boolean().default(false),
    /** What the server told of the player, such as the ping; some of it is private. */
    metadata: metadataEntries,
  },
  relationships: {
    server: toOne('server'),
    player: toOne('player'),
    organization: toOne('organization'),
    identifiers: toMany('identifier'),
  },
});
export type Session = ResourceOf<typeof session>;
