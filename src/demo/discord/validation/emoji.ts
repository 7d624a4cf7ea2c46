import { z } from 'zod';
import { optional, refuse, snowflake } from './form.ts';

// TypeScript's target knows no flag `v` yet, so the expression is built at run time.
const UNICODE_SETS = 'v';
const UNICODE_EMOJI = new RegExp('^\\p{RGI_Emoji}$', UNICODE_SETS);

/** An emoji of a button or a choice: a custom one by id, or one Unicode emoji as its name. */
export const emoji = z
  .object({ id: optional(snowflake), name: optional(z.string()), animated: optional(z.boolean()) })
  .superRefine((value, context) => {
    if (value.id !== undefined) return;
    const name = value.name ?? '';
    if (!UNICODE_EMOJI.test(name) && !UNICODE_EMOJI.test(`${name}\uFE0F`)) {
      refuse(context, 'BUTTON_COMPONENT_INVALID_EMOJI', 'Invalid emoji', ['name']);
    }
  });
