import { z } from 'zod';
import { objectOf } from '../resource.ts';

/**
 * What else is known of a player, or of a session: a key such as `ping` or `admin`, a value, and whether it is private.
 * Nothing rests on it, so what has another form is passed over.
 */
export const metadataEntries = z.preprocess(
  (value) => (Array.isArray(value) ? value.filter(hasKey) : []),
  z.array(
    objectOf({
      key: z.string(),
      /** Text in the document; its example is a number. */
      value: z.union([z.string(), z.number(), z.boolean()]).optional().catch(undefined),
      private: z.boolean().default(true),
    }),
  ),
);

function hasKey(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && 'key' in entry && typeof entry.key === 'string';
}
