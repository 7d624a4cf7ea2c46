import { z } from 'zod';
import { digits, item, list, offsetPage, timeRange } from '../arguments/params.ts';
import { rangeWithin } from '../arguments/rules.ts';
import { operation, page } from '../operation.ts';
import { coplayRelation } from '../schemas/coplay-relation.ts';

export const coplay = {
  /** With whom a player was on a server, and how long. The document requires all four filters. */
  list: operation({
    method: 'GET',
    path: '/players/{player}/relationships/coplay',
    params: { player: digits('id of the player') },
    section: 'Coplay',
    summary: 'Tells with whom a player was on a server, and how long.',
    query: {
      filter: z.strictObject({
        organizations: list(item('id of an organization'), 'on the servers of these'),
        period: timeRange('when; from within the last 30 days on', 'a start'),
        players: list(item('id of a player'), 'with these players'),
        servers: list(item('id of a server'), 'on these servers'),
      }),
      page: offsetPage({ furthest: 100 }),
    },
    fields: [coplayRelation],
    rules: [rangeWithin('filter.period', 30)],
    answer: page(coplayRelation),
    cache: { ttlMs: 60_000, staleForMs: 60 * 60_000 },
  }),
};
