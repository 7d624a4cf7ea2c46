import { z } from 'zod';
import { refTo } from '../arguments/bodies.ts';
import { digits, text, uuid } from '../arguments/params.ts';
import { defineResource, nullableText, type ResourceOf, toOne } from '../resource.ts';

/** A flag that can be put on players. Without an organization it is personal. Document: "Player Flag". */
export const playerFlag = defineResource('playerFlag', {
  attributes: {
    name: z.string(),
    /** `#` and six hexadecimal digits. */
    color: nullableText,
    description: nullableText,
    /** Name of a Material icon; an open set. */
    icon: nullableText,
    createdAt: nullableText,
    updatedAt: nullableText,
  },
  relationships: { organization: toOne('organization'), user: toOne('user') },
  meta: {
    /** Another organization shares it. */
    shared: z.boolean().exactOptional(),
  },
});
export type PlayerFlag = ResourceOf<typeof playerFlag>;

/** All four are required, also where a flag is changed. */
const attributes = z.strictObject({
  name: text('name of the flag'),
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'must be # and six hexadecimal digits')
    .describe('# and six hexadecimal digits'),
  description: text('what it means; null for nothing', { least: 0 }).nullable(),
  /** A set that BattleMetrics may extend: it says itself which it knows. */
  icon: text('name of an icon of the document; null for none').nullable(),
});
const type = z.literal('playerFlag');

/** What makes a flag. Document: "Player Flag Create". */
export const newPlayerFlag = z.strictObject({
  type,
  attributes,
  relationships: z
    .strictObject({
      /** Without it the flag is personal. */
      organization: refTo('organization', digits('id of an organization')).exactOptional(),
      user: refTo('user', digits('id of a user')).exactOptional(),
    })
    .exactOptional(),
});
export type NewPlayerFlag = z.input<typeof newPlayerFlag>;

export const playerFlagChange = z.strictObject({ type, id: uuid('id of the flag'), attributes });
export type PlayerFlagChange = z.input<typeof playerFlagChange>;
