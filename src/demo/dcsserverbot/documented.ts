import { type Answer, float, json } from './answer.ts';
import { formatDate, parseDate, sameSecond } from './dates.ts';
import { linkme } from './linkme.ts';
import {
  membersOf,
  type Route,
  type RouteRequest,
  runningCampaign,
  ServerException,
  searchPilots,
} from './routes.ts';
import { byModule, lastSession, ratio, round, totals } from './totals.ts';
import type { SimulatedPilot } from './world.ts';

/** The RestAPI of mid 2025, which the project's document describes; answers, bugs and error forms as recorded. */
export const documentedRoutes: readonly Route[] = [
  { method: 'GET', path: '/servers', answer: servers },
  { method: 'GET', path: '/squadrons', answer: squadrons },
  { method: 'GET', path: '/topkills', answer: (request) => json(board(request, 'AAkills')) },
  { method: 'GET', path: '/topkdr', answer: (request) => json(board(request, 'AAKDR')) },
  { method: 'GET', path: '/trueskill', answer: trueskill },
  { method: 'POST', path: '/getuser', answer: getuser },
  { method: 'POST', path: '/stats', answer: stats },
  { method: 'POST', path: '/missilepk', answer: missilepk },
  { method: 'POST', path: '/credits', answer: credits },
  { method: 'POST', path: '/squadron_members', answer: squadronMembers },
  { method: 'POST', path: '/squadron_credits', answer: squadronCredits },
  { method: 'POST', path: '/linkme', answer: (request) => linkme(request, false) },
];

function servers({ world }: RouteRequest): Answer {
  return json(
    world.servers.map(({ name, status, address, password, mission, restartAt }) => ({
      name,
      status,
      address,
      password,
      ...(mission && {
        mission: {
          name: mission.name,
          uptime: mission.uptime,
          date_time: mission.dateTime,
          theatre: mission.theatre,
          ...(mission.slots && {
            blue_slots: mission.slots.blue,
            blue_slots_used: mission.slots.blueUsed,
            red_slots: mission.slots.red,
            red_slots_used: mission.slots.redUsed,
          }),
          ...(restartAt !== undefined && { restart_time: restartAt }),
        },
      }),
    })),
  );
}

function squadrons({ world }: RouteRequest): Answer {
  return json(
    world.squadrons.map(({ name, description, imageUrl, locked, role }) => {
      if (role === null) throw new ServerException('the role of a squadron without one');
      return { name, description, image_url: imageUrl, locked, role };
    }),
  );
}

const MONTH_MS = 30 * 86_400_000;

/** Players of one name are one row, and only the last month counts. */
function board({ world, now }: RouteRequest, order: 'AAkills' | 'AAKDR'): unknown[] {
  const names = [...new Set(world.pilots.map((pilot) => pilot.name))];
  return names
    .map((name) => {
      const namesakes = world.pilots.filter((pilot) => pilot.name === name);
      const sorties = namesakes.flatMap((pilot) => pilot.sorties);
      const { killsPvp, deaths } = totals(sorties.filter((sortie) => sortie.endedAt > now - MONTH_MS));
      return { name, AAkills: killsPvp, deaths, AAKDR: ratio(killsPvp, deaths) };
    })
    .filter((row) => row.AAkills > 0)
    .sort((a, b) => b[order] - a[order])
    .slice(0, 10)
    .map(({ name, AAkills, deaths, AAKDR }) => ({
      fullNickname: name,
      AAkills,
      deaths,
      AAKDR: deaths === 0 ? AAKDR : float(AAKDR),
    }));
}

/** Its bug: every row has the rating of the first. */
function trueskill({ world }: RouteRequest): Answer {
  return json(
    world.pilots
      .filter((pilot) => pilot.sorties.length > 0)
      .slice(0, 10)
      .map((pilot) => {
        const { killsPvp, deaths } = totals(pilot.sorties);
        return { fullNickname: pilot.name, AAkills: killsPvp, deaths, TrueSkill: 44.998351163974 };
      }),
  );
}

function getuser({ form, world }: RouteRequest): Answer {
  const nick = form.get('nick');
  if (nick === undefined) throw new ServerException('None in an f-string that is then a pattern');
  return json(
    searchPilots(world, nick).map((pilot) => ({ nick: pilot.name, date: formatDate(pilot.lastSeen) })),
  );
}

/** Exactly this name, seen last in exactly this second. */
function playerOf({ form, world }: RouteRequest): SimulatedPilot | undefined {
  const date = parseDate(form.get('date') ?? '');
  if (date === undefined) throw new ServerException('Invalid isoformat string');
  return world.pilots.find((pilot) => pilot.name === form.get('nick') && sameSecond(pilot.lastSeen, date));
}

function stats(request: RouteRequest): Answer {
  const pilot = playerOf(request);
  if (pilot === undefined) return json({});
  const flown = pilot.sorties.length > 0;
  const number = (value: unknown): unknown => (flown ? value : null);
  const all = totals(pilot.sorties);
  const last = totals(lastSession(pilot));
  const modules = [...byModule(pilot)].filter(([, of]) => of.killsPvp > 0);
  return json({
    kills: number(all.kills),
    deaths: number(all.deaths),
    aakills: number(all.killsPvp),
    takeoffs: number(all.takeoffs),
    landings: number(all.landings),
    ejections: number(all.ejections),
    crashes: number(all.crashes),
    teamkills: number(all.teamkills),
    aakdr: number(float(round(ratio(all.killsPvp, all.deaths)))),
    lastSessionKills: number(last.killsPvp),
    lastSessionDeaths: number(last.deaths),
    killsByModule: modules
      .sort(([, a], [, b]) => b.killsPvp - a.killsPvp)
      .map(([module, of]) => ({ module, kills: of.killsPvp })),
    kdrByModule: modules
      .map(([module, of]) => ({ module, kdr: ratio(of.killsPvp, of.deaths) }))
      .sort((a, b) => b.kdr - a.kdr),
  });
}

/** Its bug: it compares microseconds, which /getuser does not tell. */
function missilepk(request: RouteRequest): Answer {
  const date = parseDate(request.form.get('date') ?? '');
  const pilot = playerOf(request);
  const weapons = pilot?.lastSeen === date ? (pilot?.weapons ?? []) : [];
  const sorted = [...weapons].sort((a, b) => b.pk - a.pk);
  return json({ missilePK: Object.fromEntries(sorted.map(({ weapon, pk }) => [weapon, float(pk)])) });
}

function credits(request: RouteRequest): Answer {
  const pilot = playerOf(request);
  if (pilot === undefined) return json({});
  const campaign = runningCampaign(request.world);
  if (campaign === undefined) return json(null);
  return json({ id: campaign.id, name: campaign.name, credits: pilot.credits.get(campaign.id) ?? 0 });
}

function squadronMembers({ form, world }: RouteRequest): Answer {
  return json(
    membersOf(world, form.get('name') ?? '').map(({ name, lastSeen }) => ({
      name,
      date: formatDate(lastSeen),
    })),
  );
}

function squadronCredits({ form, world }: RouteRequest): Answer {
  const campaign = runningCampaign(world);
  const credits = world.squadrons.find(({ name }) => name === form.get('name'))?.credits;
  return json(campaign === undefined || credits === undefined ? [] : [{ campaign: campaign.name, credits }]);
}
