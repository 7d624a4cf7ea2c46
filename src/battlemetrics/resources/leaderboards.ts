import { z } from 'zod';
import { digits, offsetPage, optional } from '../arguments/params.ts';
import { rangeWithin } from '../arguments/rules.ts';
import { operation, page } from '../operation.ts';
import { leaderboardPlayer } from '../schemas/leaderboard-player.ts';

/** All time, or from one moment to another, ISO 8601: see `leaderboardPeriod`. */
export type LeaderboardPeriod = 'AT' | `${string}Z:${string}Z`;

/** A period as the API wants it, to the second. @param from, to epoch milliseconds */
export function leaderboardPeriod(from: number, to: number): LeaderboardPeriod {
  return `${second(from)}Z:${second(to)}Z`;
}

/** `2017-12-01T00:00:00` */
function second(time: number): string {
  return new Date(time).toISOString().slice(0, 19);
}

const SECOND = String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z`;
const RULE = 'must be AT or a period such as 2017-12-01T00:00:00Z:2017-12-31T00:00:00Z';
const period = z
  .templateLiteral([z.string(), 'Z:', z.string(), 'Z'], { error: RULE })
  .refine((text) => new RegExp(`^${SECOND}:${SECOND}$`).test(text), RULE);

export const leaderboards = {
  /**
   * Who spent the most time on a server, most first. Whoever is further down than 1,000 is found with `filter.player`
   * alone, which the document requires and the API does not.
   */
  time: operation({
    method: 'GET',
    path: '/servers/{server}/relationships/leaderboards/time',
    params: { server: digits('id of the server') },
    section: 'Leaderboard',
    summary: 'Tells who spent the most time on a server.',
    query: {
      filter: z.strictObject({
        period: z
          .union([period, z.literal('AT')])
          .describe('AT for all time, or 2017-12-01T00:00:00Z:2017-12-31T00:00:00Z'),
        player: optional(digits('id of a player: this one alone, with the place among all')),
      }),
      page: offsetPage({ furthest: 1_000 }),
    },
    fields: [leaderboardPlayer],
    rules: [rangeWithin('filter.period')],
    practice: { optional: ['filter.player'] },
    answer: page(leaderboardPlayer),
    cache: { ttlMs: 5 * 60_000, staleForMs: 60 * 60_000 },
  }),
};
