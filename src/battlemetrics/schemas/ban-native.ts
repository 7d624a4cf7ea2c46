import { z } from 'zod';
import { defineResource, nullableText, type ResourceOf, toOne } from '../resource.ts';

/** A ban in a game's own ban system. Its id is a UUID. Document: "Native Ban". */
export const banNative = defineResource('banNative', {
  attributes: {
    /** An open set: `added`, `removed`. */
    state: z.string(),
    /** When it was issued. */
    createdAt: nullableText,
    updatedAt: nullableText,
    /** When it is looked at next. */
    updateAt: nullableText,
    /** Null where the game knows no reasons. */
    reason: nullableText,
    /** Null is never. */
    expires: nullableText,
    /** The identifier's type, an open set: `steamID`, `BEGUID`, … */
    type: z.string().exactOptional(),
    /** Private. */
    identifier: z.string().exactOptional(),
  },
  relationships: { ban: toOne('ban'), server: toOne('server'), organization: toOne('organization') },
});
export type BanNative = ResourceOf<typeof banNative>;
