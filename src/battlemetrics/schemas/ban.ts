import { z } from 'zod';
import { expires, newBanIdentifiers, refTo } from '../arguments/bodies.ts';
import { digits, flag, text, time, uuid } from '../arguments/params.ts';
import {
  defineResource,
  nullableBoolean,
  nullableText,
  objectOf,
  type ResourceOf,
  timestamp,
  toOne,
} from '../resource.ts';

/**
 * Whom a ban hits: an identifier that the API knows (`id`), or one typed in. The value is left out when it is
 * private and the token may not see it.
 */
const banIdentifier = objectOf({
  /** Elsewhere ids are texts; a ban takes and shows this one as a number. */
  id: z
    .union([
      z.number().int(),
      z
        .string()
        .regex(/^\d{1,15}$/)
        .transform(Number),
    ])
    .exactOptional(),
  /** An open set: `steamID`, `BEGUID`, `ip`, `eosID`, `reforgerUUID`, … */
  type: z.string().exactOptional(),
  identifier: z.string().exactOptional(),
  /** Typed in by a person instead of linked to a known identifier. */
  manual: z.boolean().exactOptional(),
  private: z.boolean().exactOptional(),
  lastSeen: z.string().nullable().exactOptional(),
  /** Open: a Steam profile, for instance. As private as the identifier. */
  metadata: z.record(z.string(), z.unknown()).exactOptional(),
});
export type BanIdentifier = z.output<typeof banIdentifier>;

/** Bare ids occur too, and are read as `{ id }`. */
export const banIdentifiers = z.array(
  z.preprocess(
    (value) => (typeof value === 'number' || typeof value === 'string' ? { id: value } : value),
    banIdentifier,
  ),
);

/** A ban of BattleMetrics' own system: no game ban list is touched. Document: "Ban". */
export const ban = defineResource('ban', {
  attributes: {
    /** 5 to 14 characters, chosen by whoever made the ban. */
    uid: nullableText,
    /** When the ban was made. */
    timestamp,
    /** With its templates unfilled: `{{duration}}`, `{{timeLeft}}`, `{{expires}}`, … 255 characters at most. */
    reason: z.preprocess((value) => value ?? '', z.string()),
    /** Private, and HTML, whatever was sent. */
    note: nullableText,
    identifiers: z.preprocess((value) => value ?? [], banIdentifiers),
    /** When the ban ends; null is never. */
    expires: nullableText,
    /** Identifiers are added that the player shows up with later. */
    autoAddEnabled: nullableBoolean,
    /** The games' own bans are used too; null follows the ban list. */
    nativeEnabled: nullableBoolean,
    /** It holds on all servers of the organization, not on `relationships.server` alone. */
    orgWide: z.boolean().default(true),
  },
  relationships: {
    player: toOne('player'),
    server: toOne('server'),
    organization: toOne('organization'),
    banList: toOne('banList'),
    user: toOne('user'),
    trigger: toOne('trigger'),
  },
  meta: {
    /** The banned player's name. The document promises it for `sort=player` alone; it comes with every list. */
    player: z.string().nullable().exactOptional(),
  },
});
export type Ban = ResourceOf<typeof ban>;

const attributes = {
  reason: text('1 to 255 characters. Players see it: nothing private', { most: 255 }),
  note: text('private, for moderators', { least: 0 }).nullable(),
  expires,
  identifiers: newBanIdentifiers,
  /** Never left out of a new ban: the API's default is true, which makes a ban "on a server" one on all of them. */
  orgWide: flag('whether it holds on all servers of the organization'),
  autoAddEnabled: flag('whether identifiers are added that the player shows up with later'),
  nativeEnabled: flag("whether the games' own bans are used too; null follows the ban list").nullable(),
};

const others = {
  /** One server, as the API knows no bans on several. */
  server: refTo('server', digits('id of a server')).exactOptional(),
  player: refTo('player', digits('id of a player')).exactOptional(),
  /** Without it the organization's default list applies. */
  banList: refTo('banList', uuid('id of a ban list')).exactOptional(),
  user: refTo('user', digits('id of a user')).exactOptional(),
  trigger: refTo('trigger', uuid('id of a trigger')).exactOptional(),
};

/** What makes a ban. Document: "Ban Create". */
export const newBan = z.strictObject({
  type: z.literal('ban'),
  attributes: z.strictObject({
    /** Given by the caller, so that the ban can be found again. */
    uid: text('5 to 14 characters, unique', { least: 5, most: 14 }).exactOptional(),
    timestamp: time('when it was made').exactOptional(),
    ...attributes,
    note: attributes.note.exactOptional(),
  }),
  relationships: z.strictObject({
    organization: refTo('organization', digits('id of an organization')),
    ...others,
  }),
});
export type NewBan = z.input<typeof newBan>;

/** What changes a ban: what is left out stays. Document: "PATCH /bans/{ban_id}". */
export const banChange = z.strictObject({
  type: z.literal('ban'),
  id: digits('id of the ban').exactOptional(),
  attributes: z.strictObject({
    reason: attributes.reason.exactOptional(),
    note: attributes.note.exactOptional(),
    expires: attributes.expires.exactOptional(),
    identifiers: attributes.identifiers.exactOptional(),
    orgWide: attributes.orgWide.exactOptional(),
    autoAddEnabled: attributes.autoAddEnabled.exactOptional(),
    nativeEnabled: attributes.nativeEnabled.exactOptional(),
  }),
  relationships: z
    .strictObject({
      organization: refTo('organization', digits('id of an organization')).exactOptional(),
      ...others,
    })
    .exactOptional(),
});
export type BanChange = z.input<typeof banChange>;
