import { z } from 'zod';
import { text, time } from './params.ts';

/** The pieces of what is sent under `data`. */

/** A relationship to one resource, as it is sent. @param id the schema of its id */
export function refTo<const T extends string, I extends z.ZodType>(type: T, id: I) {
  return z.strictObject({ data: z.strictObject({ type: z.literal(type), id }) });
}

/** A relationship to several. */
export function refsTo<const T extends string, I extends z.ZodType>(type: T, id: I) {
  return z.strictObject({ data: z.array(z.strictObject({ type: z.literal(type), id })).readonly() });
}

/** An identifier to ban or to keep a slot for: the integer id of a known one, or one typed in. */
const newBanIdentifier = z.union([
  z.int().min(1),
  z.strictObject({
    type: text('its type, such as steamID'),
    identifier: text('the identifier itself'),
    manual: z.literal(true),
  }),
]);

export const newBanIdentifiers = z
  .array(newBanIdentifier)
  .readonly()
  .describe('ids of known identifiers, or {type, identifier, manual: true}');

/** When it ends; null is never. */
export const expires = time('when it ends; null is never').nullable();
