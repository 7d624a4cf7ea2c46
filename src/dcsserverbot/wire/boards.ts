import { z } from 'zod';
import { documentedRanking } from './documented.ts';
import { at, wireRecord } from './record.ts';
import { wireCount, wireList, wireNumber, wireOptionalNumber, wireText, wireTextOrEmpty } from './values.ts';

/** The rankings as each version tells them, rows in the order of the server. */

/** A row of /topkills and /topkdr of the documented version: the last month; players of one name are one row. */
export interface DocumentedTopRow {
  readonly nick: string;
  readonly pvpKills: number;
  /** Of any kind. */
  readonly deaths: number;
  readonly pvpKillsPerDeath: number;
}

export const wireDocumentedTop: z.ZodType<readonly DocumentedTopRow[]> = documentedRanking.transform((rows) =>
  rows.map(({ nick, kills, deaths, kdr }) => ({ nick, pvpKills: kills, deaths, pvpKillsPerDeath: kdr })),
);

/**
 * A row of /leaderboard, /topkills and /topkdr of the current version: all time. Known bug: kills, deaths and playtime
 * count once for each campaign in which the player has credits.
 */
export interface TopRow {
  /** Place on this page, from 1: the server counts anew on each. */
  readonly rowNumber: number;
  readonly nick: string;
  /** When the player was last seen, UTC; sent back verbatim to tell players of one name apart. */
  readonly date: string;
  readonly kills: number;
  readonly deaths: number;
  readonly kdr: number;
  readonly pvpKills: number;
  readonly pvpDeaths: number;
  readonly pvpKdr: number;
  readonly playtimeSeconds: number;
  readonly credits: number;
}

export const wireTop: z.ZodType<readonly TopRow[]> = wireList(
  wireRecord({
    rowNumber: at('row_num', wireCount),
    nick: wireText,
    date: wireTextOrEmpty,
    kills: wireNumber,
    deaths: wireNumber,
    kdr: wireCount,
    pvpKills: at('kills_pvp', wireCount),
    pvpDeaths: at('deaths_pvp', wireCount),
    pvpKdr: at('kdr_pvp', wireCount),
    playtimeSeconds: at('playtime', wireCount),
    credits: wireCount,
  }),
);

/** GET /leaderboard */
export interface Leaderboard {
  readonly items: readonly TopRow[];
  /** Known bug: it is not the number of all rows. */
  readonly totalCount: number;
  readonly offset: number;
}

export const wireLeaderboardPage: z.ZodType<Leaderboard> = wireRecord({
  items: wireTop,
  totalCount: wireCount,
  offset: wireCount,
});

/** A row of /trueskill of the documented version. Known bug: all have the same rating. */
export interface DocumentedTrueSkill {
  readonly nick: string;
  readonly pvpKills: number;
  /** Of any kind. */
  readonly deaths: number;
  readonly rating?: number;
}

export const wireDocumentedTrueSkill: z.ZodType<readonly DocumentedTrueSkill[]> = wireList(
  z.preprocess(
    // Servers of the summer of 2025 say `nick`.
    (row) =>
      typeof row === 'object' && row !== null && 'nick' in row ? { fullNickname: row.nick, ...row } : row,
    wireRecord({
      nick: at('fullNickname', wireText),
      pvpKills: at('AAkills', wireCount),
      deaths: wireCount,
      rating: at('TrueSkill', wireOptionalNumber),
    }),
  ),
);

/** A row of /trueskill of the current version. */
export interface TrueSkill {
  readonly nick: string;
  /** As in `TopRow`. */
  readonly date: string;
  readonly pvpKills: number;
  readonly pvpDeaths: number;
  readonly rating?: number;
}

export const wireTrueSkills: z.ZodType<readonly TrueSkill[]> = wireList(
  wireRecord({
    nick: wireText,
    date: wireTextOrEmpty,
    pvpKills: at('kills_pvp', wireCount),
    pvpDeaths: at('deaths_pvp', wireCount),
    rating: at('TrueSkill', wireOptionalNumber),
  }),
);

/** A row of one list of /highscore. */
export interface Score {
  readonly nick: string;
  /** As in `TopRow`. */
  readonly date: string;
  readonly value: number;
}

/** GET /highscore: the best first in each list. */
export interface HighscoreLists {
  /** Seconds. */
  readonly playtime: readonly Score[];
  /** Kills of planes and helicopters, ships, SAMs, and ground units. */
  readonly airTargets: readonly Score[];
  readonly ships: readonly Score[];
  readonly airDefence: readonly Score[];
  readonly groundTargets: readonly Score[];
  /** Kills per death; without deaths the kills. */
  readonly kdRatio: readonly Score[];
  readonly pvpKdRatio: readonly Score[];
  /** Kills per hour, of flights of an hour or more. */
  readonly mostEfficientKillers: readonly Score[];
  /** Crashes per hour, of the same. */
  readonly mostWastefulPilots: readonly Score[];
}

const score = { nick: wireText, date: wireTextOrEmpty };
const wireScores: z.ZodType<readonly Score[]> = wireList(wireRecord({ ...score, value: wireNumber }));

export const wireHighscoreLists: z.ZodType<HighscoreLists> = wireRecord({
  playtime: wireList(wireRecord({ ...score, value: at('playtime', wireNumber) })),
  airTargets: at('Air Targets', wireScores),
  ships: at('Ships', wireScores),
  airDefence: at('Air Defence', wireScores),
  groundTargets: at('Ground Targets', wireScores),
  kdRatio: at('KD-Ratio', wireScores),
  pvpKdRatio: at('PvP-KD-Ratio', wireScores),
  mostEfficientKillers: at('Most Efficient Killers', wireScores),
  mostWastefulPilots: at('Most Wasteful Pilots', wireScores),
});
