import { byVersion, operation, same } from '../operation.ts';
import { byDefault, integer, limit, offset, oneOf, onServer, optional, text } from '../parameters.ts';
import {
  wireDocumentedTop,
  wireDocumentedTrueSkill,
  wireHighscoreLists,
  wireLeaderboardPage,
  wireTop,
  wireTrueSkills,
} from '../wire/boards.ts';

const section = 'Statistics';
const both = ['documented', 'current'] as const;
const current = ['current'] as const;
const ttlMs = 60_000;
const top = byVersion('ranking', { documented: wireDocumentedTop, current: wireTop });
const page = { limit, offset, serverName: onServer };

/** Columns by which the current version orders; it answers 400 for any other. */
const COLUMNS = [
  'kills',
  'kills_pvp',
  'deaths',
  'deaths_pvp',
  'kdr',
  'kdr_pvp',
  'playtime',
  'credits',
] as const;

/** Rankings. Those of both versions tell which one answered, for they count different things. */
export const boards = {
  /** GET /leaderboard. Known bugs: see `TopRow` and `Leaderboard`; `query` filters after `limit`. */
  leaderboard: operation({
    method: 'GET',
    path: '/leaderboard',
    section,
    summary: 'Ranks players by a number of your choice, of all time.',
    versions: current,
    query: {
      what: oneOf(COLUMNS, 'What to rank by; `playtime` is in seconds, `_pvp` counts players alone.'),
      order: byDefault(oneOf(['asc', 'desc'], 'Whether the lowest or the highest comes first.'), 'desc'),
      query: optional(text('Only players whose name contains it, of the rows that would come anyway.')),
      limit,
      offset,
      serverName: onServer,
    },
    answer: same(wireLeaderboardPage),
    ttlMs,
  }),

  /** GET /topkills: of players in the last month (documented, ten rows), or all of all time (current). */
  topKills: operation({
    method: 'GET',
    path: '/topkills',
    section,
    summary: 'Ranks players by kills.',
    versions: both,
    documented: {},
    query: page,
    answer: top,
    ttlMs,
  }),

  /** GET /topkdr: as `topKills`, by kills per death. */
  topKdr: operation({
    method: 'GET',
    path: '/topkdr',
    section,
    summary: 'Ranks players by kills per death.',
    versions: both,
    documented: {},
    query: page,
    answer: top,
    ttlMs,
  }),

  /** GET /trueskill; not in the document, though its servers have it. */
  trueSkill: operation({
    method: 'GET',
    path: '/trueskill',
    section,
    summary: 'Ranks players by their TrueSkill rating.',
    versions: both,
    documented: {},
    query: page,
    answer: byVersion('trueskill', { documented: wireDocumentedTrueSkill, current: wireTrueSkills }),
    ttlMs,
  }),

  /** GET /highscore */
  highscore: operation({
    method: 'GET',
    path: '/highscore',
    section,
    summary: 'Lists the best players by play time, targets and ratios.',
    versions: current,
    query: {
      serverName: onServer,
      period: byDefault(
        text('Time that counts: `all`, `year`, `month`, `week`, `day`, `today`, `yesterday`, `month:June`.'),
        'all',
      ),
      limit: byDefault(integer('Rows of each list at most.', 1, 1_000), 10),
    },
    answer: same(wireHighscoreLists),
    ttlMs,
  }),
};
