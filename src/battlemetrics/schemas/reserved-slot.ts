import { z } from 'zod';
import { expires, newBanIdentifiers, refTo } from '../arguments/bodies.ts';
import { digits, uuid } from '../arguments/params.ts';
import { defineResource, nullableText, type ResourceOf, toMany, toOne } from '../resource.ts';
import { banIdentifiers } from './ban.ts';

/** A place on servers that is kept for a player. Its id is a UUID. Document: "Reserved Slot". */
export const reservedSlot = defineResource('reservedSlot', {
  attributes: {
    createdAt: nullableText,
    /** Null is never. */
    expires: nullableText,
    identifiers: z.preprocess((value) => value ?? [], banIdentifiers),
  },
  relationships: {
    player: toOne('player'),
    servers: toMany('server'),
    organization: toOne('organization'),
    user: toOne('user'),
  },
  meta: {
    /** Id of the action by which this bot made it. Other keys are other programs' business. */
    squawk: z.string().exactOptional(),
  },
});
export type ReservedSlot = ResourceOf<typeof reservedSlot>;

const type = z.literal('reservedSlot');
/** Replaces the whole of it. */
const meta = z
  .record(z.string(), z.string())
  .nullable()
  .describe('texts of your own, kept as they are given');
const attributes = { expires, identifiers: newBanIdentifiers };
/** Null is all servers. */
const servers = z.strictObject({
  data: z
    .array(z.strictObject({ type: z.literal('server'), id: digits('id of a server') }))
    .readonly()
    .nullable(),
});

/** What reserves a slot. Document: "Reserved Slot Create". */
export const newReservedSlot = z.strictObject({
  type,
  meta: meta.exactOptional(),
  attributes: z.strictObject(attributes),
  relationships: z.strictObject({
    player: refTo('player', digits('id of the player')),
    organization: refTo('organization', digits('id of the organization')),
    servers,
    /** The document requires it; see `tokenUserId`. */
    user: refTo('user', digits("id of the token's owner")).exactOptional(),
  }),
});
export type NewReservedSlot = z.input<typeof newReservedSlot>;

/** What changes a slot: what is left out stays. */
export const reservedSlotChange = z.strictObject({
  type,
  id: uuid('id of the slot'),
  meta: meta.exactOptional(),
  attributes: z
    .strictObject({ expires: expires.exactOptional(), identifiers: newBanIdentifiers.exactOptional() })
    .exactOptional(),
  relationships: z.strictObject({ servers }).exactOptional(),
});
export type ReservedSlotChange = z.input<typeof reservedSlotChange>;
