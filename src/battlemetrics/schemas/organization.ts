import { z } from 'zod';
import {
  defineResource,
  nullableBoolean,
  nullableNumber,
  nullableText,
  type ResourceOf,
  toMany,
  toOne,
} from '../resource.ts';

/** A community on BattleMetrics. The document has no operation that reads one: it comes as an included resource. */
export const organization = defineResource('organization', {
  attributes: {
    name: nullableText,
    /** IANA time zone, for the times in ban reasons. */
    tz: nullableText,
    /** How those times are written, such as `en`. */
    locale: nullableText,
    /** The reason that new bans begin with. */
    banTemplate: nullableText,
    /** It is paid for, or its servers are at a partner. Members see it alone. */
    active: nullableBoolean,
    /** What is paid for, such as `rcon_monthly`. */
    plan: nullableText,
    /** Members must let it know where they are. */
    consentGeoIPRequired: nullableBoolean,
    /** Since when its members need a second factor. */
    mfaRequired: nullableText,
    /** Others can find it; and from which rank on they must be. */
    discoverable: nullableBoolean,
    discoverableRank: z.preprocess(
      // A number in the document's table and `true` in its example.
      (value) => (typeof value === 'boolean' ? null : value),
      nullableNumber,
    ),
  },
  relationships: {
    defaultBanList: toOne('banList'),
    banLists: toMany('banList'),
    owner: toOne('user'),
    servers: toMany('server'),
    games: toMany('game'),
  },
});
export type Organization = ResourceOf<typeof organization>;
