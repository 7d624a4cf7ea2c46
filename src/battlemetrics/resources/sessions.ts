import {
  group,
  item,
  keyPage,
  list,
  offsetPage,
  optional,
  time,
  timeRange,
  uuid,
} from '../arguments/params.ts';
import { notTogether, rangeWithin, someOf } from '../arguments/rules.ts';
import { one, operation, page } from '../operation.ts';
import { identifier } from '../schemas/identifier.ts';
import { player } from '../schemas/player.ts';
import { server } from '../schemas/server.ts';
import { session } from '../schemas/session.ts';

const ids = (of: string) => optional(list(item(`id of ${of}`), `sessions of these ${of.split(' ').at(-1)}s`));
const include = { player, identifier, server };
const fields = [identifier, player, server, session] as const;
const cache = { ttlMs: 60_000, staleForMs: 60 * 60_000 };

export const sessions = {
  /** Finds stays by time, player and server; wants at least one filter. */
  list: operation({
    method: 'GET',
    path: '/sessions',
    params: {},
    section: 'Session',
    summary: 'Finds stays on servers by time, player and server.',
    query: {
      filter: group({
        at: optional(time('under way at this time')),
        games: ids('a game'),
        identifiers: ids('an identifier'),
        organizations: ids('an organization'),
        players: ids('a player'),
        range: optional(timeRange('begun and ended in this time', 'a start')),
        servers: ids('a server'),
      }),
      page: keyPage(),
    },
    include,
    fields,
    rules: [
      someOf('filter', 'at', 'games', 'identifiers', 'organizations', 'players', 'range', 'servers'),
      notTogether('filter.at', 'filter.range'),
      rangeWithin('filter.range'),
    ],
    answer: page(session),
    cache,
  }),
  /** One stay. The document prints the path without the id that its text speaks of. */
  get: operation({
    method: 'GET',
    path: '/sessions/{session}',
    params: { session: uuid('id of the session') },
    section: 'Session',
    summary: 'Shows a stay on a server.',
    include,
    fields,
    answer: one(session),
    cache,
  }),
  /** The stays of others during one. */
  coplay: operation({
    method: 'GET',
    path: '/sessions/{session}/relationships/coplay',
    params: { session: uuid('id of the session') },
    section: 'Session',
    summary: 'Lists the stays of others during a stay.',
    query: { page: offsetPage({ furthest: 1_000 }) },
    include,
    fields,
    answer: page(session),
    cache,
  }),
};
