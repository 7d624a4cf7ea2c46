import { z } from 'zod';
import { digits, optional, text, timeRange, uuid } from '../arguments/params.ts';
import { rangeWithin } from '../arguments/rules.ts';
import { one, operation } from '../operation.ts';
import { playerStats } from '../schemas/player-stats.ts';

export const organizations = {
  /** How many players an organization's servers saw, and how long they stayed. */
  playerStats: operation({
    method: 'GET',
    path: '/organizations/{organization}/stats/players',
    params: { organization: digits('id of the organization') },
    section: 'Organization',
    summary: "Tells how many players an organization's servers saw.",
    query: {
      filter: z.strictObject({
        range: timeRange('when; from within the last 90 days on', 'both sides'),
        game: optional(text('id of a game')),
        group: optional(uuid('id of a group of the organization')),
      }),
    },
    fields: [playerStats],
    rules: [rangeWithin('filter.range', 90)],
    answer: one(playerStats),
    cache: { ttlMs: 5 * 60_000, staleForMs: 60 * 60_000 },
  }),
};
