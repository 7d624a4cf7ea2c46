import { type Answer, detail, float, invalid, json, missing, parseBoolean } from './answer.ts';
import { parseDate, sameSecond } from './dates.ts';
import { type RouteRequest, runningCampaign } from './routes.ts';
import { byModule, lastSession, ratio, round, totals } from './totals.ts';
import { type SimulatedPilot, TARGETS } from './world.ts';

/** Answers for the player that the form names, or with the version's errors for those that name none. */
export function forPlayer(request: RouteRequest, answer: (pilot: SimulatedPilot) => Answer): Answer {
  const nick = request.form.get('nick');
  if (nick === undefined) return missing('body', 'nick');
  const text = request.form.get('date');
  // An empty form field is a missing one to FastAPI.
  const date = text ? parseDate(text) : undefined;
  if (text && date === undefined) return detail(400, 'Invalid date format');
  const namesakes = request.world.pilots
    .filter((pilot) => pilot.name === nick && (date === undefined || sameSecond(pilot.lastSeen, date)))
    .sort((a, b) => b.lastSeen - a.lastSeen);
  const [pilot] = namesakes;
  return pilot === undefined ? detail(404, `Player ${nick} not found`) : answer(pilot);
}

export function stats(request: RouteRequest): Answer {
  const wanted = request.form.get('last_session');
  const last = parseBoolean(wanted ?? 'false');
  if (last === undefined) {
    const message = 'Input should be a valid boolean, unable to interpret input';
    return invalid('bool_parsing', ['body', 'last_session'], message, wanted);
  }
  const server = request.form.get('server_name');
  return forPlayer(request, (pilot) => {
    const sorties = last ? lastSession(pilot) : pilot.sorties;
    const all = totals(sorties.filter((sortie) => server === undefined || sortie.server === server));
    const modules = [...byModule(pilot)];
    const row = { kills: null, deaths: null, kdr: null, playtime: null };
    return json({
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
    });
  });
}

export function modulestats(request: RouteRequest): Answer {
  return forPlayer(request, (pilot) =>
    json(
      [...byModule(pilot, request.form.get('server_name'))].map(([module, of]) => ({
        module,
        kills: of.kills,
        deaths: of.deaths,
        kdr: float(ratio(of.kills, of.deaths)),
        playtime: of.playtime,
      })),
    ),
  );
}

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
  return forPlayer(request, (pilot) => {
    const wanted = request.form.get('campaign');
    const { campaigns } = request.world;
    const campaign =
      wanted === undefined ? runningCampaign(request.world) : campaigns.find(({ name }) => name === wanted);
    if (campaign === undefined) return detail(404, `No credits found for player ${pilot.name}`);
    const earned = pilot.credits.get(campaign.id) ?? 0;
    const ace = earned > 2_000;
    return json({
      id: campaign.id,
      name: campaign.name,
      credits: float(earned),
      rank: ace ? 'Ace' : null,
      badge: ace ? 'https://example.com/ace.png' : null,
    });
  });
}
