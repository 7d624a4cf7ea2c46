import { z } from 'zod';
import { refTo } from '../arguments/bodies.ts';
import { digits, flag, text, uuid } from '../arguments/params.ts';
import { defineResource, nullableText, type ResourceOf, toOne } from '../resource.ts';

/** A note about a player. Without an organization it is personal. Document: "Player Note". */
export const playerNote = defineResource('playerNote', {
  attributes: {
    /** HTML, whatever was sent. */
    note: z.preprocess((value) => value ?? '', z.string()),
    /** Friendly organizations see it. */
    shared: z.boolean().default(false),
    createdAt: nullableText,
  },
  relationships: {
    player: toOne('player'),
    organization: toOne('organization'),
    user: toOne('user'),
    trigger: toOne('trigger'),
  },
});
export type PlayerNote = ResourceOf<typeof playerNote>;

const attributes = z.strictObject({
  note: text('the note', { least: 0 }),
  shared: flag('whether friendly organizations see it'),
});
const type = z.literal('playerNote');

/** What makes a note. Document: "Player Note Create". */
export const newPlayerNote = z.strictObject({
  type,
  attributes,
  relationships: z
    .strictObject({
      /** Without it the note is personal: only the owner of the token sees it. */
      organization: refTo('organization', digits('id of an organization')).exactOptional(),
      player: refTo('player', digits('id of the player')).exactOptional(),
      user: refTo('user', digits('id of a user')).exactOptional(),
      trigger: refTo('trigger', uuid('id of a trigger')).exactOptional(),
    })
    .exactOptional(),
});
export type NewPlayerNote = z.input<typeof newPlayerNote>;

export const playerNoteChange = z.strictObject({ type, id: digits('id of the note'), attributes });
export type PlayerNoteChange = z.input<typeof playerNoteChange>;
