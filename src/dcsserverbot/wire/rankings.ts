import { z } from 'zod';
import type { HighscoreList, HighscoreRow, Highscores, LeaderboardRow, TrueSkillRow } from '../model.ts';
import { ratio } from './statistics.ts';
import { wireCount, wireList, wireNumber, wireOptionalNumber, wireText, wireTextOrEmpty } from './values.ts';

/** The rankings of the current version. Places are counted here, for it counts anew on each page. */

const wireLeaderboardRow = z.object({
  row_num: wireOptionalNumber,
  nick: wireText,
  date: wireTextOrEmpty,
  kills: wireNumber,
  deaths: wireNumber,
  kdr: wireOptionalNumber,
  kills_pvp: wireCount,
  deaths_pvp: wireCount,
  kdr_pvp: wireOptionalNumber,
  playtime: wireCount,
  credits: wireCount,
});

/**
 * GET /leaderboard.
 * @param page.offset rows before the first one.
 * @param page.filtered the answer leaves out rows between others, so that only the server knows the places.
 */
export function wireLeaderboard({
  offset,
  filtered,
}: {
  readonly offset: number;
  readonly filtered: boolean;
}): z.ZodType<LeaderboardRow[]> {
  return z.object({ items: wireList(wireLeaderboardRow) }).transform(({ items }, context) =>
    items.map((row, index): LeaderboardRow => {
      const place = filtered ? row.row_num : index + 1;
      if (place === undefined) {
        const path = ['items', index, 'row_num'];
        context.issues.push({ code: 'invalid_type', expected: 'number', path, input: row.row_num });
        return z.NEVER;
      }
      return {
        place: offset + place,
        nick: row.nick,
        date: row.date,
        kills: row.kills,
        deaths: row.deaths,
        kdr: row.kdr ?? ratio(row.kills, row.deaths),
        pvpKills: row.kills_pvp,
        pvpDeaths: row.deaths_pvp,
        pvpKdr: row.kdr_pvp ?? ratio(row.kills_pvp, row.deaths_pvp),
        playtimeSeconds: Math.round(row.playtime),
        credits: row.credits,
      };
    }),
  );
}

/** GET /trueskill. A row without a rating is nobody's place. */
export function wireTrueSkill(offset: number): z.ZodType<TrueSkillRow[]> {
  return wireList(
    z.object({
      nick: wireText,
      date: wireTextOrEmpty,
      kills_pvp: wireCount,
      deaths_pvp: wireCount,
      TrueSkill: wireOptionalNumber,
    }),
  ).transform((rows) =>
    rows
      .flatMap(({ nick, date, kills_pvp, deaths_pvp, TrueSkill: rating }) =>
        rating === undefined ? [] : [{ nick, date, pvpKills: kills_pvp, pvpDeaths: deaths_pvp, rating }],
      )
      .map((row, index): TrueSkillRow => ({ place: offset + index + 1, ...row })),
  );
}

/** The lists of kills in GET /highscore, by the server's own headings. */
export const HIGHSCORE_TARGETS = {
  air: 'Air Targets',
  ships: 'Ships',
  'air-defence': 'Air Defence',
  ground: 'Ground Targets',
} as const satisfies Readonly<Record<Exclude<HighscoreList, 'playtime'>, string>>;

const wireHighscoreList = wireList(
  z.object({
    nick: wireText,
    date: wireTextOrEmpty,
    value: wireOptionalNumber,
    playtime: wireOptionalNumber,
  }),
).transform((rows) =>
  rows
    .flatMap(({ nick, date, value, playtime }) => {
      const number = value ?? playtime;
      return number === undefined ? [] : [{ nick, date, value: number }];
    })
    .map((row, index): HighscoreRow => ({ place: index + 1, ...row })),
);

/** GET /highscore: a list that is missing is empty. */
export const wireHighscores: z.ZodType<Highscores> = z
  .object({
    playtime: wireHighscoreList,
    [HIGHSCORE_TARGETS.air]: wireHighscoreList,
    [HIGHSCORE_TARGETS.ships]: wireHighscoreList,
    [HIGHSCORE_TARGETS['air-defence']]: wireHighscoreList,
    [HIGHSCORE_TARGETS.ground]: wireHighscoreList,
  })
  .transform((lists) => ({
    playtime: lists.playtime,
    air: lists[HIGHSCORE_TARGETS.air],
    ships: lists[HIGHSCORE_TARGETS.ships],
    'air-defence': lists[HIGHSCORE_TARGETS['air-defence']],
    ground: lists[HIGHSCORE_TARGETS.ground],
  }));
