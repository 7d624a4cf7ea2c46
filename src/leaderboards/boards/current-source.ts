import type { DcsServerBot } from '../../dcsserverbot/dcsserverbot.ts';
import type {
  HighscoreList,
  HighscorePeriod,
  LeaderboardColumn,
  LeaderboardRow,
} from '../../dcsserverbot/model.ts';
import type { Call } from '../../http/call.ts';
import type { BoardId, BoardSpec } from '../../store/board.ts';
import type { BoardRow, BoardSource } from './board-row.ts';

/** `/leaderboard` and `/trueskill` take no more at once. */
const MOST_ROWS = 1_000;
/** The list of `/highscore` has no offset: the last row costs all of those before it. */
const MOST_HIGHSCORES = 500;

const CURRENT = {
  version: 'current',
  metric: null,
  covers: 'all',
  sorted: 'board',
  falling: false,
  positive: false,
  most: MOST_ROWS,
  whole: false,
  truncated: false,
} as const;

type Board = Exclude<BoardId, 'bm-playtime'>;

/** Where the current version of DCSServerBot tells the rows of a board. */
export function currentSource(dcs: DcsServerBot, spec: BoardSpec, board: Board): BoardSource {
  const server = spec.server === null ? {} : { server: spec.server.id };
  const weighted = spec.order === 'weighted';
  switch (board) {
    case 'kdr':
      return {
        ...CURRENT,
        metric: 'all',
        sorted: weighted ? 'kills' : 'board',
        ...leaderboard(dcs, weighted ? 'kills' : 'kdr', server, ({ kills, deaths, kdr }) => ({
          value: kdr,
          kills,
          deaths,
          have: kills,
        })),
      };
    case 'pvp-kdr':
      return {
        ...CURRENT,
        metric: 'pvp',
        sorted: weighted ? 'kills' : 'board',
        ...leaderboard(
          dcs,
          weighted ? 'kills_pvp' : 'kdr_pvp',
          server,
          ({ pvpKills, pvpDeaths, pvpKdr }) => ({
            value: pvpKdr,
            kills: pvpKills,
            deaths: pvpDeaths,
            have: pvpKills,
          }),
        ),
      };
    case 'kills':
      return {
        ...CURRENT,
        metric: 'all',
        falling: true,
        positive: true,
        ...leaderboard(dcs, 'kills', server, ({ kills, deaths }) => ({
          value: kills,
          kills,
          deaths,
          have: kills,
        })),
      };
    case 'credits':
      return {
        ...CURRENT,
        falling: true,
        positive: true,
        ...leaderboard(dcs, 'credits', server, ({ credits }) => ({ value: credits, have: credits })),
      };
    case 'trueskill':
      return {
        ...CURRENT,
        metric: 'pvp',
        rows: async (offset, limit, call) =>
          (await dcs.trueSkill({ limit, offset, ...server }, call)).map(
            ({ nick, date, pvpKills, pvpDeaths, rating }) => ({
              name: nick,
              date,
              value: rating,
              kills: pvpKills,
              deaths: pvpDeaths,
              have: pvpKills + pvpDeaths,
            }),
          ),
      };
    case 'landings':
      return {
        ...CURRENT,
        most: Number.POSITIVE_INFINITY,
        whole: true,
        rows: async (offset, limit, call) =>
          (await dcs.carrierLandings(server, call))
            .map(({ nick, landings, points }) => ({ name: nick, value: points, have: landings }))
            .slice(offset, offset + limit),
      };
    case 'playtime':
      // Not `/leaderboard`, which counts the time once for each campaign in which the pilot has credits.
      return { ...highscores(dcs, spec, 'playtime', server), metric: null };
    case 'air-kills':
      return highscores(dcs, spec, 'air', server);
    case 'ground-kills':
      return highscores(dcs, spec, 'ground', server);
    case 'air-defence-kills':
      return highscores(dcs, spec, 'air-defence', server);
    case 'ship-kills':
      return highscores(dcs, spec, 'ships', server);
  }
}

function leaderboard(
  dcs: DcsServerBot,
  column: LeaderboardColumn,
  server: { readonly server?: string },
  figures: (row: LeaderboardRow) => Omit<BoardRow, 'name' | 'date'>,
): Pick<BoardSource, 'rows'> & Required<Pick<BoardSource, 'locate'>> {
  const rowOf = (row: LeaderboardRow): BoardRow => ({ name: row.nick, date: row.date, ...figures(row) });
  return {
    rows: async (offset: number, limit: number, call: Call) =>
      (await dcs.leaderboard(column, { limit, offset, ...server }, call)).map(rowOf),
    locate: async (nick: string, call: Call) =>
      (await dcs.leaderboard(column, { limit: MOST_ROWS, query: nick, ...server }, call)).map((row) => ({
        row: rowOf(row),
        place: row.place,
      })),
  };
}

function highscores(
  dcs: DcsServerBot,
  spec: BoardSpec,
  list: HighscoreList,
  server: { readonly server?: string },
): BoardSource {
  const period: HighscorePeriod = spec.period;
  const ofMinutes = list === 'playtime';
  return {
    ...CURRENT,
    metric: 'all',
    covers: spec.period,
    falling: true,
    positive: true,
    most: MOST_HIGHSCORES,
    rows: async (offset, limit, call) => {
      const told = await dcs.highscores({ period, limit: offset + limit, ...server }, call);
      return told[list].slice(offset, offset + limit).map(({ nick, date, value }) => ({
        name: nick,
        date,
        value,
        have: ofMinutes ? Math.floor(value / 60) : value,
      }));
    },
  };
}
