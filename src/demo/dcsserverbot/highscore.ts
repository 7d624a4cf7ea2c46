import { type Answer, float, json } from './answer.ts';
import { sortiesOn } from './boards.ts';
import { formatDate } from './dates.ts';
import { Parameters } from './parameters.ts';
import { type RouteRequest, ServerException } from './routes.ts';
import { ratio, type Totals, totals } from './totals.ts';
import type { SimulatedSortie } from './world.ts';

const HOUR_S = 3_600;
const DAY_MS = 86_400_000;

/** Days of the rolling periods. */
const DAYS: Readonly<Record<string, number>> = { year: 365, month: 30, week: 7, day: 1 };

/** Flights of an hour or more count for the rates, but not where there are only so many. */
const SHORT_PERIODS: readonly string[] = ['day', 'today', 'yesterday'];

const perHour = (count: number, seconds: number): number => (seconds === 0 ? 0 : count / (seconds / HOUR_S));

const LISTS: Readonly<Record<string, (all: Totals) => number>> = {
  'Air Targets': ({ killsOf }) => killsOf.planes + killsOf.helicopters,
  Ships: ({ killsOf }) => killsOf.ships,
  'Air Defence': ({ killsOf }) => killsOf.sams,
  'Ground Targets': ({ killsOf }) => killsOf.ground,
  'KD-Ratio': ({ kills, deaths }) => ratio(kills, deaths),
  'PvP-KD-Ratio': ({ killsPvp, deathsPvp }) => ratio(killsPvp, deathsPvp),
  'Most Efficient Killers': ({ kills, playtime }) => perHour(kills, playtime),
  'Most Wasteful Pilots': ({ crashes, playtime }) => perHour(crashes, playtime),
};
const RATES: readonly string[] = ['Most Efficient Killers', 'Most Wasteful Pilots'];

/** GET /highscore: what each pilot did counts once here, and a list shows only who has something to show. */
export function highscore(request: RouteRequest): Answer {
  const parameters = new Parameters(request);
  const limit = parameters.optionalInteger('query', 'limit', 10);
  parameters.check();
  if (limit < 0) throw new ServerException('LIMIT must not be negative');
  const { query, world, now } = request;
  const period = query.get('period') ?? 'all';
  const within = periodOf(period, now);
  const flown = world.pilots
    .map((pilot) => ({ pilot, sorties: sortiesOn(pilot, query.get('server_name')).filter(within) }))
    .filter(({ sorties }) => sorties.length > 0);
  const list = (value: (sorties: readonly SimulatedSortie[]) => number) =>
    flown
      .map(({ pilot, sorties }) => ({
        nick: pilot.name,
        date: formatDate(pilot.lastSeen),
        value: value(sorties),
      }))
      .sort((a, b) => b.value - a.value)
      .slice(0, limit);
  const targets = Object.entries(LISTS).map(([name, of]) => {
    const long = RATES.includes(name) && !SHORT_PERIODS.includes(period);
    const rows = list((sorties) =>
      of(totals(long ? sorties.filter(({ playtime }) => playtime >= HOUR_S) : sorties)),
    );
    return [
      name,
      rows.filter(({ value }) => value > 0).map(({ value, ...row }) => ({ ...row, value: float(value) })),
    ];
  });
  return json({
    playtime: list((sorties) => totals(sorties).playtime).map(({ value, ...row }) => ({
      ...row,
      playtime: value,
    })),
    ...Object.fromEntries(targets),
  });
}

/** An unknown period is all time; months by name and campaigns have nothing here; a range must be one of dates. */
function periodOf(period: string, now: number): (sortie: SimulatedSortie) => boolean {
  if (period.includes('-')) throw new ServerException('does not match format');
  if (period.includes(':')) return () => false;
  const midnight = Math.floor(now / DAY_MS) * DAY_MS;
  if (period === 'today') return ({ endedAt }) => endedAt >= midnight;
  if (period === 'yesterday') return ({ endedAt }) => endedAt >= midnight - DAY_MS && endedAt < midnight;
  const days = DAYS[period];
  return days === undefined ? () => true : ({ endedAt }) => endedAt > now - days * DAY_MS;
}
