import { z } from 'zod';
import { text } from '../arguments/params.ts';

/** A line for a server's console. Not in the document: clients in use send it so. */
export const rconCommand = z.strictObject({
  type: z.literal('rconCommand'),
  attributes: z.strictObject({
    command: z.literal('raw'),
    options: z.strictObject({ raw: text('the line') }),
  }),
});
export type RconCommand = z.input<typeof rconCommand>;

/**
 * What the console answered, as far as it is text. Not in the document, so nothing but that is expected of it: a line
 * that was carried out must not seem to have failed because its answer is of another form.
 */
export const rconAnswer = {
  type: 'rconCommand',
  schema: z.object({
    attributes: z.object({ result: z.string().optional().catch(undefined) }).catch({ result: undefined }),
  }),
};
