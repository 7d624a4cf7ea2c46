import { z } from 'zod';
import { operation, page, typed } from '../operation.ts';
import { DIGITS } from '../path.ts';
import type { Fieldsets, PageQuery } from '../query-types.ts';
import {
  defineResource,
  nullableBoolean,
  nullableText,
  type ResourceOf,
  timestamp,
  toMany,
  toOne,
} from '../resource.ts';

/** A player's stay on a server. Document: "Session". */
export const session = defineResource('session', {
  attributes: {
    start: timestamp,
    /** Null while it lasts. */
    stop: nullableText,
    /** The player's first on that server. */
    firstTime: nullableBoolean,
    /** The name that the player used. */
    name: z.string(),
    private: z.boolean().default(false),
  },
  relationships: { server: toOne, player: toOne, organization: toOne, identifiers: toMany },
});
export type Session = ResourceOf<typeof session>;

export interface PlayerSessionsQuery extends PageQuery {
  readonly filter?: { readonly organizations?: readonly string[]; readonly servers?: readonly string[] };
  readonly include?: readonly ('identifier' | 'server')[];
  readonly fields?: Fieldsets<'identifier' | 'server' | 'session'>;
}

export const sessions = {
  /** When and where a player was online, latest first. */
  ofPlayer: operation({
    method: 'GET',
    path: '/players/{player}/relationships/sessions',
    params: { player: DIGITS },
    section: 'Player',
    query: typed<PlayerSessionsQuery>(),
    answer: page(session),
    cache: { ttlMs: 60_000, staleForMs: 60 * 60_000 },
  }),
};
