import { z } from 'zod';
import { empty, manyOrEmpty, one, oneOrEmpty, operation, page, text, typed } from '../operation.ts';
import { DIGITS } from '../path.ts';
import type { Fieldsets, PageQuery, Sort } from '../query-types.ts';
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
});
export type BanIdentifier = z.output<typeof banIdentifier>;

/** Bare integers occur too and are read as `{ id }`. */
export const banIdentifiers = z.array(
  z.preprocess((value) => (typeof value === 'number' ? { id: value } : value), banIdentifier),
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
    autoAddEnabled: nullableBoolean,
    nativeEnabled: nullableBoolean,
    /** It holds on all servers of the organization, not on `relationships.server` alone. */
    orgWide: z.boolean().default(true),
  },
  relationships: {
    player: toOne,
    server: toOne,
    organization: toOne,
    banList: toOne,
    user: toOne,
    trigger: toOne,
  },
  meta: {
    /** The banned player's name. The document promises it for `sort=player` alone; it comes with every list. */
    player: z.string().nullable().exactOptional(),
  },
});
export type Ban = ResourceOf<typeof ban>;

/** An identifier to ban: the integer id of a known one, or one typed in. */
export type NewBanIdentifier =
  | number
  | { readonly type: string; readonly identifier: string; readonly manual: true };

interface RefTo<T extends string> {
  readonly data: { readonly type: T; readonly id: string };
}

export interface NewBan {
  readonly type: 'ban';
  readonly attributes: {
    /** 5 to 14 characters. Given by the caller, so that the ban can be found again. */
    readonly uid?: string;
    /** ISO 8601. */
    readonly timestamp?: string;
    /** 1 to 255 characters. Players see it: nothing private. */
    readonly reason: string;
    readonly note?: string | null;
    /** ISO 8601; null bans for good. */
    readonly expires: string | null;
    readonly identifiers: readonly NewBanIdentifier[];
    /** Never left out: the API's default is true, which makes a ban "on a server" one on all of them. */
    readonly orgWide: boolean;
    /** Whether identifiers are added that the player shows up with later. */
    readonly autoAddEnabled: boolean;
    /** Whether the games' own bans are used too; null follows the ban list. */
    readonly nativeEnabled: boolean | null;
  };
  readonly relationships: {
    readonly organization: RefTo<'organization'>;
    /** One server, as the API knows no bans on several. */
    readonly server?: RefTo<'server'>;
    readonly player?: RefTo<'player'>;
    /** The id is a UUID; without it the organization's default list applies. */
    readonly banList?: RefTo<'banList'>;
  };
}

export interface BanChange {
  readonly type: 'ban';
  readonly id?: string;
  readonly attributes: Partial<Omit<NewBan['attributes'], 'uid' | 'timestamp'>>;
  readonly relationships?: Partial<NewBan['relationships']>;
}

type BanFieldsets = Fieldsets<'ban' | 'banList' | 'organization' | 'player' | 'server' | 'user'>;

export interface BanQuery {
  /** `banList` is documented, but the API answers it with an error. */
  readonly include?: readonly ('organization' | 'player' | 'playerIdentifiers' | 'server' | 'user')[];
  readonly fields?: BanFieldsets & Fieldsets<'identifier'>;
}

export interface BanListQuery extends PageQuery {
  readonly filter?: {
    /** UUID. */
    readonly banList?: string;
    readonly exempt?: boolean;
    /** True lists expired bans too, otherwise they are hidden. */
    readonly expired?: boolean;
    readonly organization?: string;
    readonly player?: string;
    /** Lags behind writes: finding nothing right after one proves nothing. */
    readonly search?: string;
    readonly server?: string;
    readonly users?: readonly string[];
  };
  readonly include?: readonly ('organization' | 'player' | 'server' | 'user' | 'banList' | 'banExemption')[];
  readonly fields?: BanFieldsets;
  readonly sort?: Sort<'timestamp' | 'expires' | 'player' | 'reason'>;
}

/** How bans are written for a game. Document: "GET /bans/export". */
export type BanExportFormat =
  | 'arma2/bans.txt'
  | 'arma3/bans.txt'
  | 'squad/Bans.cfg'
  | 'ark/banlist.txt'
  | 'rust/bans.cfg'
  | 'rust/bansip_SERVER.ini';

export interface BanExportQuery {
  readonly format: BanExportFormat;
  readonly filter?: { readonly organization?: string; readonly server?: string };
}

const banCounts = objectOf({
  active: z.number().int().exactOptional(),
  expired: z.number().int().exactOptional(),
  total: z.number().int().exactOptional(),
});

export const bans = {
  /** Lists, searches and filters bans, latest first. Ten a page unless `page.size` says otherwise, 100 at most. */
  list: operation({
    method: 'GET',
    path: '/bans',
    params: {},
    section: 'Ban',
    scope: 'ban:read',
    query: typed<BanListQuery>(),
    answer: page(ban, banCounts),
    cache: { ttlMs: 15_000, staleForMs: 10 * 60_000 },
  }),
  /** One ban. */
  get: operation({
    method: 'GET',
    path: '/bans/{id}',
    params: { id: DIGITS },
    section: 'Ban',
    scope: 'ban:read',
    query: typed<BanQuery>(),
    answer: one(ban),
    cache: { ttlMs: 15_000, staleForMs: 10 * 60_000 },
  }),
  /**
   * Bans, and kicks whoever is online. Undefined when the token lacks `ban:read`, for the answer is empty then.
   * After a failure whose `executed` is `maybe`, look for the `uid` in `list` before anything else.
   */
  create: operation({
    method: 'POST',
    path: '/bans',
    params: {},
    section: 'Ban Create',
    scope: 'ban:create',
    body: typed<NewBan>(),
    answer: oneOrEmpty(ban),
    touches: ['/bans'],
  }),
  /**
   * Makes several bans at once. Kicks nobody, and the search finds them later only. Undefined or fewer than were sent
   * when the token lacks `ban:read`.
   */
  import: operation({
    method: 'POST',
    path: '/bans/import',
    params: {},
    section: 'Ban Import',
    scope: 'ban:import',
    body: typed<readonly NewBan[]>(),
    answer: manyOrEmpty(ban),
    touches: ['/bans'],
  }),
  /** The bans as a file of a game, which holds only what its format can. Private. */
  export: operation({
    method: 'GET',
    path: '/bans/export',
    params: {},
    section: 'Ban Import',
    scope: 'ban:export',
    query: typed<BanExportQuery>(),
    answer: text,
  }),
  /** Changes what is given and leaves the rest. `expires` of now lifts the ban and keeps its history. */
  update: operation({
    method: 'PATCH',
    path: '/bans/{id}',
    params: { id: DIGITS },
    section: 'Ban',
    scope: 'ban:update',
    body: typed<BanChange>(),
    answer: oneOrEmpty(ban),
    touches: ['/bans'],
  }),
  /** Removes the ban and every trace of it. */
  delete: operation({
    method: 'DELETE',
    path: '/bans/{id}',
    params: { id: DIGITS },
    section: 'Ban',
    scope: 'ban:delete',
    answer: empty,
    touches: ['/bans'],
  }),
};
