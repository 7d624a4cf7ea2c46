import { type Answer, detail, float, json } from './answer.ts';
import { formatDate } from './dates.ts';
import { type Page, readPage } from './paging.ts';
import { Parameters } from './parameters.ts';
import type { RouteRequest } from './routes.ts';
import { ratio, round, totals } from './totals.ts';
import type { SimulatedPilot, SimulatedSortie } from './world.ts';

/** The sorties on the server that the query names, or on all if it names none. An unknown one has none. */
export function sortiesOn(pilot: SimulatedPilot, server: string | undefined): SimulatedSortie[] {
  return pilot.sorties.filter((sortie) => !server || sortie.server === server);
}

/** What a row is ordered by; of equals the order is the database's own. */
const COLUMNS = [
  'kills',
  'kills_pvp',
  'deaths',
  'kdr',
  'deaths_pvp',
  'kdr_pvp',
  'playtime',
  'credits',
] as const;
type Column = (typeof COLUMNS)[number];

const isColumn = (what: string): what is Column => COLUMNS.some((column) => column === what);

interface Row {
  readonly pilot: SimulatedPilot;
  readonly of: Readonly<Record<Column, number>>;
  /** What the server takes for the number of rows. */
  readonly count: number;
}

/** Its bug: what a pilot did counts once for each campaign in which there are credits. The credits are the most of any. */
function rowOf(pilot: SimulatedPilot, server: string | undefined): Row {
  const sorties = sortiesOn(pilot, server);
  const all = totals(sorties);
  const times = Math.max(1, pilot.credits.size);
  return {
    pilot,
    of: {
      kills: all.kills * times,
      kills_pvp: all.killsPvp * times,
      deaths: all.deaths * times,
      kdr: round(ratio(all.kills * times, all.deaths * times)),
      deaths_pvp: all.deathsPvp * times,
      kdr_pvp: round(ratio(all.killsPvp * times, all.deathsPvp * times)),
      playtime: all.playtime * times,
      credits: Math.max(0, ...pilot.credits.values()),
    },
    count: sorties.length * times,
  };
}

/** A page of the board, whose rows count from 1 again. */
function rowsOf({ query, world }: RouteRequest, what: Column, { limit, offset }: Page): readonly Row[] {
  const down = query.get('order') === 'asc' ? -1 : 1;
  return world.pilots
    .map((pilot) => rowOf(pilot, query.get('server_name')))
    .filter(({ count }) => count > 0)
    .sort((a, b) => (b.of[what] - a.of[what]) * down)
    .slice(offset, offset + limit);
}

const bodyOf = (rows: readonly Row[]): { row_num: number; nick: string }[] =>
  rows.map(({ pilot, of }, index) => ({
    row_num: index + 1,
    nick: pilot.name,
    date: formatDate(pilot.lastSeen),
    kills: of.kills,
    deaths: of.deaths,
    kdr: float(of.kdr),
    kills_pvp: of.kills_pvp,
    deaths_pvp: of.deaths_pvp,
    kdr_pvp: float(of.kdr_pvp),
    playtime: of.playtime,
    credits: of.credits,
  }));

/** GET /topkills and /topkdr, which know neither another order nor a search. */
export function board(request: RouteRequest, what: 'kills' | 'kdr'): Answer {
  const parameters = new Parameters(request);
  const page = readPage(parameters, 'query');
  parameters.check();
  const query = new Map([...request.query].filter(([key]) => key !== 'order'));
  return json(bodyOf(rowsOf({ ...request, query }, what, page())));
}

/** GET /leaderboard. Its bugs: `query` looks at the page alone, and the count is that of the first row's own. */
export function leaderboard(request: RouteRequest): Answer {
  const parameters = new Parameters(request);
  const what = parameters.text('query', 'what');
  parameters.choice('query', 'order', ['asc', 'desc'], 'desc');
  const page = readPage(parameters, 'query');
  parameters.check();
  if (!isColumn(what)) return detail(400, 'Invalid ordering column supplied');
  const { limit, offset } = page();
  const rows = rowsOf(request, what, { limit, offset });
  const [first] = rows;
  if (first === undefined) return json({ items: [], total_count: 0, offset: 0 });
  const part = request.query.get('query')?.toLowerCase() ?? '';
  const items = bodyOf(rows).filter(({ nick }) => nick.toLowerCase().includes(part));
  return json({ items, total_count: first.count, offset });
}

/** GET /trueskill: the rating is one for all servers, the numbers beside it are not. */
export function trueskill(request: RouteRequest): Answer {
  const parameters = new Parameters(request);
  const page = readPage(parameters, 'query');
  parameters.check();
  const { query, world } = request;
  const { limit, offset } = page();
  const rows = world.pilots
    .map((pilot) => ({ pilot, sorties: sortiesOn(pilot, query.get('server_name')), rating: ratingOf(pilot) }))
    .filter(({ sorties }) => sorties.length > 0)
    .sort((a, b) => b.rating - a.rating)
    .slice(offset, offset + limit);
  return json(
    rows.map(({ pilot, sorties, rating }) => {
      const { killsPvp, deathsPvp } = totals(sorties);
      return {
        nick: pilot.name,
        date: formatDate(pilot.lastSeen),
        kills_pvp: killsPvp,
        deaths_pvp: deathsPvp,
        TrueSkill: float(rating),
      };
    }),
  );
}

/** An invented rating, around the 25 that everybody begins with: it moves with duels, less the more there were. */
function ratingOf({ sorties, ucid }: SimulatedPilot): number {
  const { killsPvp, deathsPvp } = totals(sorties);
  const luck = Number.parseInt(ucid.slice(0, 4), 16) / 65_536;
  return Math.round((25 + (20 * (killsPvp - deathsPvp)) / (killsPvp + deathsPvp + 6) + luck) * 1e12) / 1e12;
}
