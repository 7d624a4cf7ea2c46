import { z } from 'zod';
import { one, operation, page, typed } from '../operation.ts';
import { DIGITS } from '../path.ts';
import type { Fieldsets, PageQuery, Sort } from '../query-types.ts';
import {
  defineResource,
  nullableText,
  objectOf,
  type ResourceOf,
  toMany,
  toManyWith,
  toOne,
} from '../resource.ts';
import { identifier, type NewIdentifier } from './identifiers.ts';
import { timeOnServer } from './time-on-server.ts';

/** A player as seen on one or more servers. Document: "Player". */
export const player = defineResource('player', {
  attributes: {
    /** The name the player was last seen with: hostile text, and shared by many. */
    name: z.string(),
    /** The player has switched the public profile off. */
    private: z.boolean().default(false),
    /** The player is recognised by a unique identifier, not by the name alone. */
    positiveMatch: z.boolean().default(false),
    createdAt: nullableText,
    updatedAt: nullableText,
  },
  relationships: {
    organizations: toMany,
    server: toOne,
    /** On lists, when servers are included; of one player it stands in the `meta` of each included server. */
    servers: toManyWith(timeOnServer),
    user: toOne,
    identifiers: toMany,
    flagPlayer: toMany,
    playerFlag: toMany,
  },
});
export type Player = ResourceOf<typeof player>;

/** What one server knows of one player. */
const playerServerInformation = z.object({
  type: z.string().default('playerServerInformation'),
  attributes: objectOf(timeOnServer),
});
export type PlayerServerInformation = z.output<typeof playerServerInformation>;

type PlayerInclude =
  | 'server'
  | 'identifier'
  | 'organization'
  | 'playerNote'
  | 'playerCounter'
  | 'playerFlag'
  | 'flagPlayer';
type PlayerFieldsets = Fieldsets<'flagPlayer' | 'identifier' | 'player' | 'playerFlag' | 'server'>;

export interface PlayerQuery {
  readonly filter?: {
    /** Identifier types to return with `include: ['identifier']`. */
    readonly identifiers?: readonly string[];
    readonly servers?: readonly string[];
  };
  readonly include?: readonly PlayerInclude[];
  readonly fields?: PlayerFieldsets;
}

export interface PlayerListQuery extends PageQuery {
  readonly filter?: {
    /** Last seen after or before this time (ISO 8601). */
    readonly after?: string;
    readonly before?: string;
    /** A `range` of ISO 8601 times. */
    readonly firstSeen?: string;
    readonly lastSeen?: string;
    readonly identifiers?: readonly string[];
    readonly online?: boolean;
    readonly organization?: string;
    readonly organizations?: readonly string[];
    /** UUIDs. */
    readonly playerFlags?: readonly string[];
    /** False: only people who were seen on one of the token owner's servers. The API's default is the whole world. */
    readonly public?: boolean;
    /** Fuzzy. */
    readonly search?: string;
    readonly server?: {
      /** ISO 3166-1 alpha-2. */
      readonly countries?: readonly string[];
      readonly features?: FeatureFilter;
      readonly game?: string;
      /** Kilometres. */
      readonly maxDistance?: number;
      readonly players?: { readonly min?: number; readonly max?: number };
      readonly search?: string;
      readonly status?: string;
    };
    readonly servers?: readonly string[];
    readonly sessions?: { readonly at?: string };
  };
  readonly include?: readonly PlayerInclude[];
  readonly fields?: PlayerFieldsets;
  readonly sort?: Sort<'createdAt' | 'updatedAt' | 'name' | 'firstSeen' | 'lastSeen'>;
}

/** Game features by their UUID: a switch, one or several options, or a `range`. Document: "Server". */
export type FeatureFilter = Readonly<
  Record<string, boolean | string | readonly string[] | { readonly or: readonly string[] }>
>;

export interface MatchQuery extends PageQuery {
  readonly filter?: { readonly servers?: readonly string[] };
  readonly include?: readonly ('player' | 'server' | 'organization' | 'playerFlag' | 'flagPlayer')[];
  readonly fields?: Fieldsets<'identifier' | 'player' | 'server'>;
}

export const players = {
  /** Lists, searches and filters players; by relevance when searching, else the latest updated first. */
  list: operation({
    method: 'GET',
    path: '/players',
    params: {},
    section: 'Player',
    query: typed<PlayerListQuery>(),
    answer: page(player),
    cache: { ttlMs: 30_000, staleForMs: 10 * 60_000 },
  }),
  /** One player. Private identifiers come with the scope `rcon:read` and RCON access alone. */
  get: operation({
    method: 'GET',
    path: '/players/{id}',
    params: { id: DIGITS },
    section: 'Player',
    query: typed<PlayerQuery>(),
    answer: one(player),
    cache: { ttlMs: 30_000, staleForMs: 10 * 60_000 },
  }),
  /**
   * Finds the players of at most 100 identifiers; those that match nobody are left out of the answer, so pair by
   * type and value. Five calls a second.
   */
  match: operation({
    method: 'POST',
    path: '/players/match',
    params: {},
    section: 'Player Match Identifiers',
    reads: true,
    scope: 'rcon:read',
    query: typed<MatchQuery>(),
    body: typed<readonly NewIdentifier[]>(),
    answer: page(identifier),
    budgets: ['players/match'],
    cache: { ttlMs: 30_000, staleForMs: 10 * 60_000 },
  }),
  /** Like `match` with fewer options, faster, and ten calls a second. */
  quickMatch: operation({
    method: 'POST',
    path: '/players/quick-match',
    params: {},
    section: 'Player Quick Match Identifiers',
    reads: true,
    scope: 'rcon:read',
    query: typed<MatchQuery>(),
    body: typed<readonly NewIdentifier[]>(),
    answer: page(identifier),
    budgets: ['players/quick-match'],
    cache: { ttlMs: 30_000, staleForMs: 10 * 60_000 },
  }),
  /** What one server knows of the player: first and last seen, time played. */
  serverInfo: operation({
    method: 'GET',
    path: '/players/{player}/servers/{server}',
    params: { player: DIGITS, server: DIGITS },
    section: 'Player',
    answer: { ...one({ type: 'playerServerInformation', schema: playerServerInformation }), flat: true },
    cache: { ttlMs: 60_000, staleForMs: 60 * 60_000 },
  }),
};
