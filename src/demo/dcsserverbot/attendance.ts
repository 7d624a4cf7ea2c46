import { type Answer, float, json } from './answer.ts';
import { sortiesOn } from './boards.ts';
import type { RouteRequest } from './routes.ts';
import { totals } from './totals.ts';
import type { SimulatedPilot, SimulatedSortie } from './world.ts';

const DAY_MS = 86_400_000;
const PERIODS = { '24h': 1, '7d': 7, '30d': 30 } as const;

interface Flown {
  readonly pilot: SimulatedPilot;
  readonly sortie: SimulatedSortie;
}

const flownOf = ({ query, world }: RouteRequest): Flown[] =>
  world.pilots.flatMap((pilot) =>
    sortiesOn(pilot, query.get('server_name')).map((sortie) => ({ pilot, sortie })),
  );

const playersOf = (flown: readonly Flown[]): number => new Set(flown.map(({ pilot }) => pilot)).size;

const secondsOf = (flown: readonly Flown[]): number =>
  flown.reduce((sum, { sortie }) => sum + sortie.playtime, 0);

const hoursOf = (flown: readonly Flown[]): number => Math.round(secondsOf(flown) / 3_600);

function onlineNow({ query, world }: RouteRequest): number {
  const server = query.get('server_name');
  return world.pilots.filter(({ online }) => online !== undefined && (!server || online === server)).length;
}

/** Players of each day, from this day a week ago until today. */
function daysOf(flown: readonly Flown[], now: number): { date: string; players: number }[] {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  return Array.from({ length: 8 }, (_, index) => {
    const day = today - (7 - index) * DAY_MS;
    const then = flown.filter(({ sortie: { endedAt } }) => endedAt >= day && endedAt < day + DAY_MS);
    return { date: new Date(day).toISOString().slice(0, 10), players: playersOf(then) };
  });
}

/** The most flown by what `key` says, with their flights; what it says nothing of is left out. */
function mostFlown(
  flown: readonly Flown[],
  key: (one: Flown) => string | undefined,
  most: number,
): [string, Flown[]][] {
  const groups = new Map<string, Flown[]>();
  for (const one of flown) {
    const name = key(one);
    const group = name === undefined ? undefined : groups.get(name);
    if (group !== undefined) group.push(one);
    else if (name !== undefined) groups.set(name, [one]);
  }
  return [...groups].sort(([, a], [, b]) => secondsOf(b) - secondsOf(a)).slice(0, most);
}

/** GET /server_attendance. What was flown counts for the mission that runs on the server now. */
export function attendance(request: RouteRequest): Answer {
  const { world, now } = request;
  const flown = flownOf(request);
  const all = totals(flown.map(({ sortie }) => sortie));
  const missionOf = ({ sortie }: Flown) => world.servers.find(({ name }) => name === sortie.server)?.mission;
  return json({
    current_players: onlineNow(request),
    ...Object.fromEntries(
      Object.entries(PERIODS).flatMap(([name, days]) => {
        const then = flown.filter(({ sortie }) => sortie.endedAt > now - days * DAY_MS);
        // Whoever is not linked has the id -1, which counts as one member.
        const members = new Set(then.map(({ pilot }) => pilot.discordId ?? '-1'));
        return [
          [`unique_players_${name}`, playersOf(then)],
          [`total_playtime_hours_${name}`, float(hoursOf(then))],
          [`discord_members_${name}`, members.size],
        ];
      }),
    ),
    daily_trend: daysOf(flown, now).map(({ date, players }) => ({ date, unique_players: players })),
    top_theatres: mostFlown(flown, (one) => missionOf(one)?.theatre, 5).map(([theatre, of]) => ({
      theatre,
      playtime_hours: hoursOf(of),
    })),
    top_missions: mostFlown(flown, (one) => missionOf(one)?.name, 3).map(([name, of]) => ({
      mission_name: name,
      playtime_hours: hoursOf(of),
    })),
    top_modules: mostFlown(flown, ({ sortie }) => sortie.module, 10).map(([module, of]) => ({
      module,
      playtime_hours: hoursOf(of),
      unique_players: playersOf(of),
      total_uses: of.length,
    })),
    total_sorties: all.takeoffs,
    total_kills: all.kills,
    total_deaths: all.deaths,
    total_pvp_kills: all.killsPvp,
    total_pvp_deaths: all.deathsPvp,
  });
}

/** GET /serverstats */
export function serverstats(request: RouteRequest): Answer {
  const flown = flownOf(request);
  const all = totals(flown.map(({ sortie }) => sortie));
  const players = playersOf(flown);
  return json({
    totalPlayers: players,
    avgPlaytime: players === 0 ? 0 : Math.round(all.playtime / players),
    totalPlaytime: hoursOf(flown),
    activePlayers: onlineNow(request),
    totalSorties: all.takeoffs,
    totalKills: all.kills,
    totalDeaths: all.deaths,
    totalPvPKills: all.killsPvp,
    totalPvPDeaths: all.deathsPvp,
    daily_players: daysOf(flown, request.now).map(({ date, players: count }) => ({
      date: `${date}T00:00:00`,
      player_count: count,
    })),
  });
}
