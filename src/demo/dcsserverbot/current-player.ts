import { type Answer, float, json } from './answer.ts';
import { parseDate, sameSecond } from './dates.ts';
import { Parameters } from './parameters.ts';
import { type RouteRequest, refuse, runningCampaign } from './routes.ts';
import { byModule, lastSession, ratio, round, totals } from './totals.ts';
import { type SimulatedPilot, type SimulatedWorld, TARGETS } from './world.ts';

/**
 * The player that the form names, of namesakes the one seen last.
 * @returns to be called after the parameters were checked: it refuses a bad date and a name that nobody has
 */
export function readPlayer(parameters: Parameters, { world }: RouteRequest): () => SimulatedPilot {
  const nick = parameters.text('body', 'nick');
  const text = parameters.optionalText('body', 'date');
  return () => playerNamed(world, nick, text);
}

/** @throws Refused with 400 for a bad date, 404 for a name that nobody has */
export function playerNamed({ pilots }: SimulatedWorld, nick: string, text?: string): SimulatedPilot {
  const date = text === undefined ? undefined : parseDate(text);
  if (text !== undefined && date === undefined) refuse(400, 'Invalid date format');
  const [pilot] = pilots
    .filter(({ name, lastSeen }) => name === nick && (date === undefined || sameSecond(lastSeen, date)))
    .sort((a, b) => b.lastSeen - a.lastSeen);
  return pilot ?? refuse(404, `Player ${nick} not found`);
}

/** Answers for the player that the form names. */
export function forPlayer(request: RouteRequest, answer: (pilot: SimulatedPilot) => Answer): Answer {
  const parameters = new Parameters(request);
  const pilot = readPlayer(parameters, request);
  parameters.check();
  return answer(pilot());
}

export function stats(request: RouteRequest): Answer {
  const parameters = new Parameters(request);
  const pilot = readPlayer(parameters, request);
  const last = parameters.optionalFlag('body', 'last_session');
  parameters.check();
  return json(statsOf(pilot(), { last, server: request.form.get('server_name') }));
}

export interface StatsScope {
  /** The last flight alone. */
  readonly last: boolean;
  readonly server: string | undefined;
}

/** The server in question narrows the numbers, but not those by module. */
export function statsOf(pilot: SimulatedPilot, { last, server }: StatsScope): unknown {
  const sorties = last ? lastSession(pilot) : pilot.sorties;
  const all = totals(sorties.filter((sortie) => !server || sortie.server === server));
  const modules = [...byModule(pilot)];
  const row = { kills: null, deaths: null, kdr: null, playtime: null };
  return {
    playtime: all.playtime,
    kills: all.kills,
    deaths: all.deaths,
    kills_pvp: all.killsPvp,
    deaths_pvp: all.deathsPvp,
    ...Object.fromEntries(TARGETS.map((target) => [`kills_${target}`, all.killsOf[target]])),
    ...Object.fromEntries(TARGETS.map((target) => [`deaths_${target}`, all.deathsOf[target]])),
    takeoffs: all.takeoffs,
    landings: all.landings,
    ejections: all.ejections,
    crashes: all.crashes,
    teamkills: all.teamkills,
    kdr: float(round(ratio(all.kills, all.deaths))),
    kdr_pvp: float(round(ratio(all.killsPvp, all.deathsPvp))),
    killsByModule: modules
      .sort(([, a], [, b]) => b.kills - a.kills)
      .map(([module, of]) => ({ module, ...row, kills: of.kills })),
    kdrByModule: modules
      .sort(([, a], [, b]) => ratio(b.kills, b.deaths) - ratio(a.kills, a.deaths))
      .map(([module, of]) => ({ module, ...row, kdr: float(round(ratio(of.kills, of.deaths))) })),
  };
}

export function modulestats(request: RouteRequest): Answer {
  return forPlayer(request, (pilot) => json(modulesOf(pilot, request.form.get('server_name'))));
}

export const modulesOf = (pilot: SimulatedPilot, server: string | undefined): unknown[] =>
  [...byModule(pilot, server || undefined)].map(([module, of]) => ({
    module,
    kills: of.kills,
    deaths: of.deaths,
    kdr: float(ratio(of.kills, of.deaths)),
    playtime: of.playtime,
  }));

/** What was fired on which server is not simulated: every known one has all of it. */
export function weaponpk(request: RouteRequest): Answer {
  const server = request.form.get('server_name');
  const known = server === undefined || request.world.servers.some(({ name }) => name === server);
  return forPlayer(request, (pilot) =>
    json(
      (known ? [...pilot.weapons] : [])
        .sort((a, b) => b.shots - a.shots)
        .map(({ weapon, shots, hits, pk }) => ({ weapon, shots, hits, pk: float(pk) })),
    ),
  );
}

export function credits(request: RouteRequest): Answer {
  const wanted = request.form.get('campaign');
  return forPlayer(request, (pilot) =>
    json(creditsOf(pilot, request.world, wanted) ?? refuse(404, `No credits found for player ${pilot.name}`)),
  );
}

/** In the campaign of that name, or in the running one; undefined if there is none. */
export function creditsOf(pilot: SimulatedPilot, world: SimulatedWorld, wanted?: string): unknown {
  const campaign = wanted ? world.campaigns.find(({ name }) => name === wanted) : runningCampaign(world);
  if (campaign === undefined) return undefined;
  const earned = pilot.credits.get(campaign.id) ?? 0;
  const ace = earned > 2_000;
  return {
    id: campaign.id,
    name: campaign.name,
    credits: float(earned),
    rank: ace ? 'Ace' : null,
    badge: ace ? 'https://example.com/ace.png' : null,
  };
}
