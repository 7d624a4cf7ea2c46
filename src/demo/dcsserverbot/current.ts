import { airbaseRoutes } from './airbases.ts';
import { type Answer, detail, integer, json } from './answer.ts';
import { attendance, serverstats } from './attendance.ts';
import { board, leaderboard, trueskill } from './boards.ts';
import { credits, modulestats, playerNamed, stats, weaponpk } from './current-player.ts';
import { formatDate, formatMicros } from './dates.ts';
import { events } from './events.ts';
import { highscore } from './highscore.ts';
import { instanceRoutes } from './instances.ts';
import { linkme } from './linkme.ts';
import { missionRoutes } from './missions.ts';
import { Parameters } from './parameters.ts';
import { playerInfo, playerSquadrons } from './player-info.ts';
import {
  membersOf,
  type Route,
  type RouteRequest,
  refuse,
  runningCampaign,
  ServerException,
  searchPilots,
} from './routes.ts';
import { trapImage } from './trap-image.ts';
import { greenieboard, traps } from './traps.ts';
import { seatsOn } from './units.ts';
import { utilityRoutes } from './utilities.ts';
import { weatherOf } from './weather.ts';
import type { SimulatedPilot, SimulatedServer, SimulatedWorld } from './world.ts';

/**
 * The RestAPI of August 2026, every endpoint of its OpenAPI description; answers, bugs and error forms as recorded.
 * The description itself is served by servers in debug mode alone, and so not here.
 */
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
  { method: 'GET', path: '/traps/img', answer: trapImage },
  { method: 'POST', path: '/greenieboard', answer: greenieboard },
  { method: 'GET', path: '/events', answer: events },
  { method: 'POST', path: '/player_info', answer: playerInfo },
  { method: 'POST', path: '/player_squadrons', answer: playerSquadrons },
  { method: 'POST', path: '/squadron_members', answer: squadronMembers },
  { method: 'POST', path: '/squadron_credits', answer: squadronCredits },
  { method: 'POST', path: '/linkme', answer: (request) => linkme(request, true) },
  ...airbaseRoutes,
  ...utilityRoutes,
  ...instanceRoutes,
  ...missionRoutes,
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
    players: seatsOn(server, world).map(({ nick, side, unitType, callsign }) => ({
      nick,
      side,
      unit_type: unitType,
      callsign,
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

function squadrons(request: RouteRequest): Answer {
  const parameters = new Parameters(request);
  const limit = parameters.optionalInteger('query', 'limit', 0);
  const offset = parameters.optionalInteger('query', 'offset', 0);
  parameters.check();
  if (limit < 0 || offset < 0) throw new ServerException('LIMIT must not be negative');
  const { world } = request;
  const all = [...world.squadrons];
  return json(
    (limit === 0 ? all : all.slice(offset, offset + limit)).map(
      ({ name, description, imageUrl, locked, role }) => {
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
      },
    ),
  );
}

function getuser({ form, world }: RouteRequest): Answer {
  const discordId = form.get('discord_id');
  const nick = form.get('nick');
  if (!discordId && !nick) return detail(400, 'You must provide either nick or discord_id');
  if (nick) return json(searchPilots(world, nick).map(userOf));
  if (!/^\d+$/.test(discordId ?? '')) throw new ServerException('invalid literal for int()');
  return json(world.pilots.filter((pilot) => pilot.discordId === discordId).map(userOf));
}

function currentServer(request: RouteRequest): Answer {
  const parameters = new Parameters(request);
  const nick = parameters.text('query', 'nick');
  const date = parameters.optionalText('query', 'date');
  parameters.check();
  return json(playerNamed(request.world, nick, date || undefined).online ?? null);
}

function squadronMembers(request: RouteRequest): Answer {
  return json(membersOf(request.world, squadronAsked(request)).map(userOf));
}

function squadronAsked(request: RouteRequest): string {
  const parameters = new Parameters(request);
  const name = parameters.text('body', 'name');
  parameters.check();
  return name;
}

/** Its bug: it fails for a squadron that has credits. */
function squadronCredits(request: RouteRequest): Answer {
  const name = squadronAsked(request);
  const { world } = request;
  const credits = world.squadrons.find((squadron) => squadron.name === name)?.credits;
  const earned = credits !== undefined && runningCampaign(world) !== undefined;
  if (earned) throw new ServerException('a row taken for an object');
  return refuse(404, `Squadron ${name} does not have any credits`);
}
