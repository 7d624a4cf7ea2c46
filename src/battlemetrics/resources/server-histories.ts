import { digits, group, keyPage, oneOf, optional, time, timeRange } from '../arguments/params.ts';
import { period, rangeWithin, together } from '../arguments/rules.ts';
import { many, operation, page } from '../operation.ts';
import { dataPoint } from '../schemas/data-point.ts';
import { player } from '../schemas/player.ts';
import { serverUptime } from '../schemas/server-extras.ts';
import { outageSummary, serverOutage } from '../schemas/server-outage.ts';
import { session } from '../schemas/session.ts';

const params = { server: digits('id of the server') };
const span = { start: time('from'), stop: time('until') };
const cache = { ttlMs: 5 * 60_000, staleForMs: 60 * 60_000 };

/** Declares what the five histories have in common that are of points over a time and nothing else. */
function history<const P extends `/servers/{server}/${string}`>(path: P, summary: string) {
  return operation({
    method: 'GET',
    path,
    params,
    section: 'Server',
    summary,
    query: span,
    rules: [period()],
    answer: many(dataPoint),
    cache,
  });
}

/** `servers`: what was. */
export const serverHistories = {
  /** Players online. Kept: raw for 2 days, by 30 minutes for 7, by 60 for 30, by 1440 for 180. */
  playerCountHistory: operation({
    method: 'GET',
    path: '/servers/{server}/player-count-history',
    params,
    section: 'Server',
    summary: 'Tells how many players were on a server.',
    query: {
      ...span,
      resolution: optional(
        oneOf('minutes; kept raw 2 days, 30 7 days, 60 30 days, 1440 180 days', 'raw', '30', '60', '1440'),
      ),
    },
    rules: [period()],
    answer: many(dataPoint),
    cache,
  }),
  /** Places in the ranking. */
  rankHistory: history('/servers/{server}/rank-history', "Tells a server's places in the ranking."),
  /** Places of its group; the server must be in one. */
  groupRankHistory: history(
    '/servers/{server}/group-rank-history',
    "Tells the places of a server's group in the ranking.",
  ),
  /** Seconds that players spent there. */
  timePlayedHistory: history(
    '/servers/{server}/time-played-history',
    'Tells the seconds that players spent on a server.',
  ),
  /** Players who were there for the first time. */
  firstTimeHistory: history(
    '/servers/{server}/first-time-history',
    'Tells how many players were on a server for the first time.',
  ),
  /** Different players who were there. */
  uniquePlayerHistory: history(
    '/servers/{server}/unique-player-history',
    'Tells how many different players were on a server.',
  ),
  /** Stays of players: those under way `at` a time, or those from `start` to `stop`. The document knows no pages of them. */
  sessions: operation({
    method: 'GET',
    path: '/servers/{server}/relationships/sessions',
    params,
    section: 'Server',
    summary: 'Lists the stays of players on a server.',
    query: {
      at: optional(time('under way at this time')),
      start: optional(span.start),
      stop: optional(span.stop),
    },
    include: { player },
    rules: [together('start', 'stop'), period()],
    answer: page(session),
    cache,
  }),
  /** When the server did not answer; kept for 90 days. 120 a page. */
  outages: operation({
    method: 'GET',
    path: '/servers/{server}/relationships/outages',
    params,
    section: 'Server',
    summary: 'Lists when a server did not answer.',
    query: {
      filter: group({ range: optional(timeRange('begun in this time', 'either side')) }),
      page: keyPage({ most: 120, standard: 120 }),
    },
    include: { 'uptime:7': serverUptime, 'uptime:30': serverUptime, 'uptime:90': serverUptime },
    rules: [rangeWithin('filter.range')],
    answer: page(serverOutage, outageSummary),
    cache,
  }),
  /** Seconds that the server did not answer, by day or by hour; by hour for 90 days. */
  downtime: operation({
    method: 'GET',
    path: '/servers/{server}/relationships/downtime',
    params,
    section: 'Server',
    summary: 'Tells the seconds that a server did not answer.',
    query: { ...span, resolution: optional(oneOf('minutes; 1440 if left out', '60', '1440')) },
    rules: [period()],
    answer: many(dataPoint),
    cache,
  }),
};
