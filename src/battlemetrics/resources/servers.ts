import { z } from 'zod';
import { one, oneOrEmpty, operation, page, typed } from '../operation.ts';
import { DIGITS } from '../path.ts';
import type { Fieldsets, PageQuery, Sort } from '../query-types.ts';
import {
  defineResource,
  nullableBoolean,
  nullableNumber,
  nullableText,
  type ResourceOf,
  toOne,
} from '../resource.ts';
import type { FeatureFilter } from './players.ts';
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
    private: z.boolean().default(false),
    createdAt: nullableText,
    updatedAt: nullableText,
    queryStatus: nullableText,
    /** RCON is switched on, which does not mean that it is connected. With a token alone. */
    rconActive: nullableBoolean,
    /** An open set: `connected`, `disconnected`, `refused`, … With RCON access alone, as are the two times. */
    rconStatus: nullableText,
    rconLastConnected: nullableText,
    rconDisconnected: nullableText,
  },
  relationships: { game: toOne, organization: toOne, defaultBanList: toOne, serverGroup: toOne },
  /** Of servers that are included with one player. */
  meta: timeOnServer,
});
export type Server = ResourceOf<typeof server>;

export interface ServerListQuery extends PageQuery {
  readonly filter?: {
    readonly countries?: readonly string[];
    readonly favorites?: boolean;
    readonly features?: FeatureFilter;
    readonly game?: string;
    readonly groupLeader?: boolean;
    readonly groups?: readonly string[];
    readonly ids?: { readonly blacklist?: readonly string[]; readonly whitelist?: readonly string[] };
    /** Kilometres. */
    readonly maxDistance?: number;
    readonly organizations?: readonly string[];
    readonly players?: { readonly min?: number; readonly max?: number };
    /** Servers to which the token has RCON access. */
    readonly rcon?: boolean;
    readonly search?: string;
    readonly status?: string;
  };
  readonly include?: readonly 'serverGroup'[];
  readonly fields?: Fieldsets<'server'>;
  /** `longitude,latitude`, for sorting by distance. */
  readonly location?: string;
  readonly sort?: Sort<'rank' | 'name' | 'players' | 'distance'>;
}

export interface ServerQuery {
  readonly include?: readonly (
    | 'player'
    | 'identifier'
    | 'session'
    | 'uptime:7'
    | 'uptime:30'
    | 'uptime:90'
    | 'serverEvent'
    | 'serverGroup'
    | 'serverDescription'
    | 'organization'
    | 'orgDescription'
    | 'orgGroupDescription'
  )[];
  readonly fields?: Fieldsets<'identifier' | 'organization' | 'player' | 'server' | 'session'>;
}

/** A line for a server's console. Not in the document. */
export interface RconCommand {
  readonly type: 'rconCommand';
  readonly attributes: { readonly command: 'raw'; readonly options: { readonly raw: string } };
}

/**
 * What the console answered, as far as it is text. Not in the document, so nothing but that is expected of it: a line
 * that was carried out must not seem to have failed because its answer is of another form.
 */
const rconAnswer = {
  type: 'rconCommand',
  schema: z.object({
    attributes: z.object({ result: z.string().optional().catch(undefined) }).catch({ result: undefined }),
  }),
};

export const servers = {
  /** Lists, searches and filters servers, by rank unless searching. */
  list: operation({
    method: 'GET',
    path: '/servers',
    params: {},
    section: 'Server',
    query: typed<ServerListQuery>(),
    answer: page(server),
    cache: { ttlMs: 30_000, staleForMs: 60 * 60_000 },
  }),
  /** One server; included players are those who are on it now. */
  get: operation({
    method: 'GET',
    path: '/servers/{id}',
    params: { id: DIGITS },
    section: 'Server',
    query: typed<ServerQuery>(),
    answer: one(server),
    cache: { ttlMs: 30_000, staleForMs: 60 * 60_000 },
  }),
  /**
   * Sends a line to the server's console. Not in the document: clients do it so. Sent once, whatever happens: nothing
   * tells afterwards whether it was carried out, and a line that comes late may be wrong by then.
   */
  command: operation({
    method: 'POST',
    path: '/servers/{id}/command',
    params: { id: DIGITS },
    section: 'Server',
    scope: 'rcon',
    body: typed<RconCommand>(),
    answer: oneOrEmpty(rconAnswer),
    once: true,
  }),
};
