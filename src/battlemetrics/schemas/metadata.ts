import { z } from 'zod';
import { objectOf } from '../resource.ts';

/** What else is known of a player, or of a session: a key such as `ping` or `admin`, a value, and whether it is private. */
export const metadataEntries = z.preprocess(
  (value) => value ?? [],
  z.array(
    objectOf({
      key: z.string(),
      /** Null may be left out; numbers occur where the document has text. */
      value: z.union([z.string(), z.number(), z.boolean()]).exactOptional(),
      private: z.boolean().default(true),
    }),
  ),
);
