import { z } from 'zod';
import {
  defineResource,
  nullableBoolean,
  nullableNumber,
  nullableText,
  type ResourceOf,
  toOne,
  toOneWith,
} from '../resource.ts';
import { timeOnServer } from './time-on-server.ts';

/** A game server. A removed one shows little more than its status. Document: "Server". */
export const server = defineResource('server', {
  attributes: {
    /** "Available server information will be limited" once removed: the name may be part of what is missing. */
    name: z.string().default('(no name)'),
    /** An open set: `online`, `offline`, `dead`, `removed`, `invalid`. */
    status: z.string(),
    /** The name of the host, where there is one. */
    address: nullableText,
    ip: nullableText,
    port: nullableNumber,
    portQuery: nullableNumber,
    players: nullableNumber,
    maxPlayers: nullableNumber,
    /** Null: taken out of the ranking. */
    rank: nullableNumber,
    /** Longitude and latitude. */
    location: z.array(z.number().nullable()).nullable().default(null),
    /** ISO 3166-1 alpha-2. */
    country: nullableText,
    /** Differs from game to game and server to server; nothing in it is certain. */
    details: z.record(z.string(), z.unknown()).nullable().default(null),
    /** Settings of the RCON connection, for those with access; open, see `ServerMetadata` for what is known. */
    metadata: z.record(z.string(), z.unknown()).nullable().default(null),
    /** Seen by those with RCON access alone. */
    private: z.boolean().default(false),
    createdAt: nullableText,
    updatedAt: nullableText,
    /** An open set: `valid`, `invalid`, `timeout`. */
    queryStatus: nullableText,
    /** RCON is switched on, which does not mean that it is connected. With a token alone. */
    rconActive: nullableBoolean,
    /** An open set: `connected`, `disconnected`, `refused`, … With RCON access alone, as are the two times. */
    rconStatus: nullableText,
    rconLastConnected: nullableText,
    rconDisconnected: nullableText,
  },
  relationships: {
    game: toOne('game'),
    organization: toOne('organization'),
    defaultBanList: toOne('banList'),
    /** The group it is in, and whether it leads it. */
    serverGroup: toOneWith('serverGroup', { leader: z.boolean().nullable().exactOptional() }),
  },
  /** Of servers that are included with one player. */
  meta: timeOnServer,
});
export type Server = ResourceOf<typeof server>;
