import { bytes, operation, same } from '../operation.ts';
import { date, integer, limit, nick, offset, onServer, optional } from '../parameters.ts';
import { wireGreenieboard, wireTraps } from '../wire/traps.ts';

const section = 'Statistics';
const versions = ['current'] as const;

/** Landings on carriers. */
export const landings = {
  /** POST /traps, the latest first. Known bug: a ServerError where one has no points or fractions of them. */
  traps: operation({
    method: 'POST',
    path: '/traps',
    section,
    summary: "Lists a player's carrier landings.",
    versions,
    form: { nick, date: optional(date), limit, offset, serverName: onServer },
    answer: same(wireTraps),
  }),

  /** GET /traps/img: a PNG; a NotFoundError for a landing without a picture. It is not kept. */
  trapImage: operation({
    method: 'GET',
    path: '/traps/img',
    section,
    summary: 'Fetches the picture of a carrier landing.',
    versions,
    query: { trapId: integer('Id of the landing, as `statistics.traps` tells it.', 0) },
    answer: bytes,
    ttlMs: 0,
  }),

  /** POST /greenieboard: all landings there are, for the server knows no limit; it ignores `date`. */
  greenieboard: operation({
    method: 'POST',
    path: '/greenieboard',
    section,
    summary: 'Lists the carrier landings of all players.',
    versions,
    form: { date: optional(date), serverName: onServer },
    answer: same(wireGreenieboard),
    ttlMs: 60_000,
  }),
};
