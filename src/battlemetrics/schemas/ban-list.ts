import { z } from 'zod';
import { refTo } from '../arguments/bodies.ts';
import { digits, flag, integer, list, oneOf, text, uuid } from '../arguments/params.ts';
import {
  defineResource,
  nullableBoolean,
  nullableNumber,
  nullableText,
  type ResourceOf,
  toManyWith,
  toOne,
} from '../resource.ts';

const texts = z.preprocess((value) => value ?? [], z.array(z.string()));

/** What a server of its own may have otherwise than the list; null follows the list. Minutes. */
const forServer = {
  /** `none`, `log` or `kick`. */
  action: nullableText,
  defaultNativeEnabled: nullableBoolean,
  nativeBanTTL: nullableNumber,
  nativeBanTempMaxExpires: nullableNumber,
  nativeBanPermMaxExpires: nullableNumber,
};

/** A list that bans stand on, owned or subscribed to. `banLists.get` knows its name alone. Document: "Ban List". */
export const banList = defineResource('banList', {
  attributes: {
    name: z.string(),
    /** What happens when someone on it joins: `none`, `log` or `kick`; null follows the list's default. */
    action: z.string().nullable().exactOptional(),
    /** This organization may manage other organizations' subscriptions. */
    permManage: z.boolean().exactOptional(),
    /** This organization may make, change and delete bans on the list. */
    permCreate: z.boolean().exactOptional(),
    permUpdate: z.boolean().exactOptional(),
    permDelete: z.boolean().exactOptional(),
    /** What BattleMetrics' own pages suggest; bans made by the API don't follow it. */
    defaultIdentifiers: texts,
    defaultReasons: texts,
    defaultAutoAddEnabled: nullableBoolean,
    defaultNativeEnabled: nullableBoolean,
    /** Minutes that a ban stays in a game's own list; null is seven days. */
    nativeBanTTL: nullableNumber,
    /** Minutes that a temporary ban, or a permanent one, lasts at most in a game's own list; null is no maximum. */
    nativeBanTempMaxExpires: nullableNumber,
    nativeBanPermMaxExpires: nullableNumber,
  },
  relationships: {
    /** Whose subscription it is. */
    organization: toOne('organization'),
    /** Whose list it is. */
    owner: toOne('organization'),
    servers: toManyWith('server', forServer),
  },
});
export type BanList = ResourceOf<typeof banList>;

const minutes = (what: string) => integer(`${what}, minutes; null for the default`, { least: 0 }).nullable();

const serverSettings = {
  action: oneOf('what happens when someone on the list joins', 'none', 'log', 'kick'),
  defaultNativeEnabled: flag("whether bans use the games' own bans by default").nullable(),
  nativeBanTTL: minutes("how long a ban stays in a game's own list"),
  nativeBanTempMaxExpires: minutes("how long a temporary ban lasts at most in a game's own list"),
  nativeBanPermMaxExpires: minutes("how long a permanent ban lasts at most in a game's own list"),
};

const settings = {
  ...serverSettings,
  defaultIdentifiers: list(text('a type of identifiers'), 'the types that are chosen by default', {
    least: 0,
  }),
  defaultReasons: list(text('a reason'), 'the reasons that are suggested', { least: 0 }),
  defaultAutoAddEnabled: flag('whether later identifiers are added by default'),
};

const servers = z
  .strictObject({
    data: z
      .array(
        z.strictObject({
          type: z.literal('server'),
          id: digits('id of a server'),
          meta: z
            .strictObject({ ...serverSettings, action: serverSettings.action.nullable() })
            .partial()
            .nullable()
            .exactOptional(),
        }),
      )
      .readonly()
      .nullable(),
  })
  .exactOptional();

const relationships = z.strictObject({
  organization: refTo('organization', digits('id of the organization that uses the list')),
  owner: refTo('organization', digits('id of the organization whose list it is')),
  servers,
});

const name = text('name of the list');

/** What makes a list. Document: "Ban List Create". */
export const newBanList = z.strictObject({
  type: z.literal('banList'),
  attributes: z.strictObject({ name, ...settings }),
  relationships,
});
export type NewBanList = z.input<typeof newBanList>;

/** The code of an invitation. Document: "Ban List Invite", its id. */
export const inviteCode = z
  .string()
  .regex(/^[A-Za-z0-9_-]{7,14}$/, 'must be the code of an invite')
  .describe('code of an invite, 7 to 14 characters');

/** What subscribes to another's list. Document: "Ban List Create", "Accept a ban list invite". */
export const invitedBanList = z.strictObject({
  type: z.literal('banList'),
  attributes: z.strictObject({ code: inviteCode, ...settings }),
  relationships,
});
export type InvitedBanList = z.input<typeof invitedBanList>;

/** What changes a subscription: what is left out stays. The owner alone may change the name and the permissions. */
export const banListChange = z.strictObject({
  type: z.literal('banList'),
  id: uuid('id of the list').exactOptional(),
  attributes: z
    .strictObject({
      name,
      ...settings,
      permManage: flag("whether the organization may manage others' subscriptions"),
      permCreate: flag('whether it may make bans on the list'),
      permUpdate: flag('whether it may change them'),
      permDelete: flag('whether it may delete them'),
    })
    .partial()
    .exactOptional(),
  relationships: relationships.partial().exactOptional(),
});
export type BanListChange = z.input<typeof banListChange>;
