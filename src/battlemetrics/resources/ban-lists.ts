import { z } from 'zod';
import { one, operation, page, typed } from '../operation.ts';
import { UUID } from '../path.ts';
import type { Fieldsets, PageQuery } from '../query-types.ts';
import {
  defineResource,
  nullableBoolean,
  nullableNumber,
  type ResourceOf,
  toMany,
  toOne,
} from '../resource.ts';

const texts = z.preprocess((value) => value ?? [], z.array(z.string()));

/** A list that bans stand on, owned or subscribed to. `get` knows its name alone. Document: "Ban List". */
export const banList = defineResource('banList', {
  attributes: {
    name: z.string(),
    /** What happens when someone on it joins: `none`, `log` or `kick`; null follows the list's default. */
    action: z.string().nullable().exactOptional(),
    /** What this organization may do to bans on the list. */
    permManage: z.boolean().exactOptional(),
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
    /** Minutes; null is no maximum. */
    nativeBanTempMaxExpires: nullableNumber,
    nativeBanPermMaxExpires: nullableNumber,
  },
  relationships: { organization: toOne, owner: toOne, servers: toMany },
});
export type BanList = ResourceOf<typeof banList>;

export interface BanListsQuery extends PageQuery {
  readonly include?: readonly ('organization' | 'owner' | 'server')[];
  readonly fields?: Fieldsets<'banList' | 'organization' | 'server'>;
}

export interface BanListNameQuery {
  readonly include?: readonly 'owner'[];
}

export const banLists = {
  /** Ban lists that the organization owns or subscribes to. */
  list: operation({
    method: 'GET',
    path: '/ban-lists',
    params: {},
    section: 'Ban List',
    query: typed<BanListsQuery>(),
    answer: page(banList),
    cache: { ttlMs: 5 * 60_000, staleForMs: 60 * 60_000 },
  }),
  /** The name of a ban list. */
  get: operation({
    method: 'GET',
    path: '/ban-lists/{id}',
    params: { id: UUID },
    section: 'Ban List',
    query: typed<BanListNameQuery>(),
    answer: one(banList),
    cache: { ttlMs: 5 * 60_000, staleForMs: 60 * 60_000 },
  }),
};
