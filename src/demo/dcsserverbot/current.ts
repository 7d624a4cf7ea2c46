import { type Answer, detail, integer, json, missing } from './answer.ts';
import { attendance, serverstats } from './attendance.ts';
import { board, leaderboard, trueskill } from './boards.ts';
import { credits, modulestats, stats, weaponpk } from './current-player.ts';
import { formatDate, formatMicros } from './dates.ts';
import { highscore } from './highscore.ts';
import { linkme } from './linkme.ts';
import {
  membersOf,
  type Route,
  type RouteRequest,
  runningCampaign,
  ServerException,
  searchPilots,
} from './routes.ts';
import { greenieboard, traps } from './traps.ts';
import { weatherOf } from './weather.ts';
import type { SimulatedPilot, SimulatedServer, SimulatedWorld } from './world.ts';

/** The RestAPI of August 2026 as far as Squawk asks it; answers, bugs and error forms as recorded. */
export const currentRoutes: readonly Route[] = [
  { method: 'GET', path: '/servers', answer: servers },
  { method: 'GET', path: '/squadrons', answer: squadrons },
  { method: 'GET', path: '/topkills', answer: (request) => board(request, 'kills') },
  { method: 'GET', path: '/topkdr', answer: (request) => board(request, 'kdr') },
  { method: 'GET', path: '/leaderboard', answer: leaderboard },
  { method: 'GET', path: '/trueskill', answer: trueskill },
  { method: 'GET', path: '/highscore', answer: highscore },
  { method: 'GET', path: '/server_attendance', answer: attendance },
  { method: 'GET', path: '/serverstats', answer: serverstats },
  { method: 'GET', path: '/current_server', answer: currentServer },
  { method: 'POST', path: '/getuser', answer: getuser },
  { method: 'POST', path: '/stats', answer: stats },
  { method: 'POST', path: '/modulestats', answer: modulestats },
  { method: 'POST', path: '/weaponpk', answer: weaponpk },
  { method: 'POST', path: '/credits', answer: credits },
  { method: 'POST', path: '/traps', answer: traps },
  { method: 'POST', path: '/greenieboard', answer: greenieboard },
  { method: 'POST', path: '/squadron_members', answer: squadronMembers },
  { method: 'POST', path: '/squadron_credits', answer: squadronCredits },
  { method: 'POST', path: '/linkme', answer: (request) => linkme(request, true) },
];

function servers({ query, world }: RouteRequest): Answer {
  const wanted = query.get('server_name');
  return json(
    world.servers
      .filter((server) => wanted === undefined || server.name === wanted)
      .map((server) => serverOf(server, world)),
  );
}

function serverOf(server: SimulatedServer, world: SimulatedWorld): unknown {
  const { name, description, status, address, password, mission, restartAt, maxPlayers } = server;
  const running = status === 'Running';
  return {
    name,
    description,
    status,
    address,
    password,
    restart_time: restartAt === undefined ? null : `${formatMicros(restartAt * 1_000_000 + 665_977)}+00:00`,
    max_players: maxPlayers,
    require_pure_clients: running,
    require_pure_models: running,
    require_pure_scripts: false,
    require_pure_textures: running,
    mission: mission
      ? {
          name: mission.name,
          uptime: mission.uptime,
          date_time: mission.dateTime,
          theatre: mission.theatre,
          blue_slots: mission.slots?.blue ?? null,
          blue_slots_used: mission.slots?.blueUsed ?? null,
          red_slots: mission.slots?.red ?? null,
          red_slots_used: mission.slots?.redUsed ?? null,
          restart_time: restartAt ?? null,
        }
      : null,
    extensions: running ? [{ name: 'SRS', version: '2.1.1.0', value: '203.0.113.10:5002' }] : [],
    players: world.pilots
      .filter((pilot) => pilot.online === name)
      .map((pilot, index) => ({
        nick: pilot.name,
        side: index % 2 === 0 ? 'BLUE' : 'RED',
        unit_type: pilot.sorties[0]?.module ?? '',
        callsign: `Enfield${index + 1}1`,
        radios: [251_000_000, 127_500_000],
      })),
    weather: running ? weatherOf(server) : null,
  };
}

/** A pilot with the ids; the Discord id is an integer that no double can hold. */
const userOf = (pilot: SimulatedPilot): unknown => ({
  ucid: pilot.ucid,
  discord_id: integer(pilot.discordId ?? '-1'),
  nick: pilot.name,
  date: formatDate(pilot.lastSeen),
  current_server: pilot.online ?? null,
});

function squadrons({ query, world }: RouteRequest): Answer {
  const { limit = world.squadrons.length, offset = 0 } = page(query);
  return json(
    world.squadrons.slice(offset, offset + limit).map(({ name, description, imageUrl, locked, role }) => {
      // The bug is in the server's model, so one such squadron is enough; its own default for a missing picture is ''.
      if (description === null) throw new ServerException('description: Input should be a valid string');
      return {
        name,
        description,
        image_url: imageUrl ?? '',
        locked,
        role,
        members: membersOf(world, name).map(userOf),
      };
    }),
  );
}

function page(query: ReadonlyMap<string, string>): { limit?: number; offset?: number } {
  const of = (key: 'limit' | 'offset'): { [k in typeof key]?: number } => {
    const text = query.get(key);
    return text === undefined ? {} : { [key]: Number(text) };
  };
  return { ...of('limit'), ...of('offset') };
}

function getuser({ form, world }: RouteRequest): Answer {
  const discordId = form.get('discord_id');
  const nick = form.get('nick');
  if (discordId === undefined && nick === undefined) {
    return detail(400, 'You must provide either nick or discord_id');
  }
  if (nick !== undefined) return json(searchPilots(world, nick).map(userOf));
  if (!/^\d+$/.test(discordId ?? '')) throw new ServerException('invalid literal for int()');
  return json(world.pilots.filter((pilot) => pilot.discordId === discordId).map(userOf));
}

function currentServer({ query, world }: RouteRequest): Answer {
  const nick = query.get('nick');
  if (nick === undefined) return missing('query', 'nick');
  const pilot = world.pilots.find(({ name }) => name === nick);
  return pilot === undefined ? detail(404, `Player ${nick} not found`) : json(pilot.online ?? null);
}

function squadronMembers({ form, world }: RouteRequest): Answer {
  const name = form.get('name');
  return name === undefined ? missing('body', 'name') : json(membersOf(world, name).map(userOf));
}

/** Its bug: it fails for a squadron that has credits. */
function squadronCredits({ form, world }: RouteRequest): Answer {
  const name = form.get('name');
  if (name === undefined) return missing('body', 'name');
  const credits = world.squadrons.find((squadron) => squadron.name === name)?.credits;
  const earned = credits !== undefined && runningCampaign(world) !== undefined;
  if (earned) throw new ServerException('a row taken for an object');
  return detail(404, `Squadron ${name} does not have any credits`);
}
