import { operation, same } from '../operation.ts';
import {
  byDefault,
  date,
  discordId,
  flag,
  integer,
  nick,
  offset,
  onServer,
  optional,
  text,
} from '../parameters.ts';
import { wireLinkReply } from '../wire/link.ts';
import { wirePilots } from '../wire/pilots.ts';
import { wireCurrentServer, wireServerInfos } from '../wire/server-info.ts';
import { wirePlayerSquadrons, wireSquadronInfos } from '../wire/squadrons.ts';
import { wireAttendanceReport, wireServerTotals } from '../wire/totals.ts';

const section = 'Info';
const both = ['documented', 'current'] as const;
const current = ['current'] as const;
const squadronName = text('Name of the squadron, exactly as `info.squadrons` tells it.');

/** Servers, players and squadrons. */
export const info = {
  /** GET /serverstats */
  serverStats: operation({
    method: 'GET',
    path: '/serverstats',
    section,
    summary: 'Counts players, flights, kills and deaths of all servers or of one.',
    versions: current,
    query: { serverName: onServer },
    answer: same(wireServerTotals),
  }),

  /** GET /server_attendance */
  attendance: operation({
    method: 'GET',
    path: '/server_attendance',
    section,
    summary: 'Tells how well the servers, or one, were attended in the last day, week and month.',
    versions: current,
    query: { serverName: onServer },
    answer: same(wireAttendanceReport),
  }),

  /** GET /servers: the documented version tells less of each. */
  servers: operation({
    method: 'GET',
    path: '/servers',
    section,
    summary: 'Lists the servers with their missions, players and weather.',
    versions: both,
    documented: {},
    query: { serverName: optional(text('Only the server of this exact name.')) },
    answer: same(wireServerInfos),
    tells: 'servers',
    ttlMs: 10_000,
  }),

  /** GET /squadrons: a ServerError where one squadron has no role (documented) or no description (current). */
  squadrons: operation({
    method: 'GET',
    path: '/squadrons',
    section,
    summary: 'Lists the squadrons, with their members where the version tells them.',
    versions: both,
    documented: {},
    query: { limit: optional(integer('Rows at most; all without it.', 1, 1_000)), offset },
    answer: same(wireSquadronInfos),
    tells: 'squadrons',
  }),

  /** POST /squadron_members: empty for an unknown squadron too. */
  squadronMembers: operation({
    method: 'POST',
    path: '/squadron_members',
    section,
    summary: 'Lists the members of a squadron.',
    versions: both,
    documented: { name: 'required' },
    form: { name: squadronName },
    answer: same(wirePilots),
    tells: 'pilots',
  }),

  /** POST /getuser, those seen last first; a part of the name will do, `%` and `_` stand for anything in it. */
  users: operation({
    method: 'POST',
    path: '/getuser',
    section,
    summary: 'Finds players by a part of their name, or by their Discord account.',
    versions: both,
    documented: { nick: 'required' },
    form: {
      nick: optional(text('Part of the name, in any case; `%` and `_` stand for anything.')),
      discordId: optional(discordId),
    },
    rule: (args) => {
      if (args['nick'] === undefined && args['discordId'] === undefined) {
        return { parameter: 'nick', rule: 'must be given, or discordId' };
      }
      return args['nick'] !== undefined && args['discordId'] !== undefined
        ? { parameter: 'nick', rule: 'must not be given beside discordId, which alone would count' }
        : undefined;
    },
    answer: same(wirePilots),
    tells: 'pilots',
    ttlMs: 15_000,
  }),

  /**
   * POST /linkme: makes a token that a player types in the in-game chat; with `force` it drops an existing link. Known
   * bugs: a ServerError for an account that the server knows, no token for it with `force`; and the documented version
   * stores no token, so that none of its own works.
   */
  link: operation({
    method: 'POST',
    path: '/linkme',
    section,
    summary: 'Makes a token that links a Discord account to a DCS player.',
    versions: both,
    documented: { discordId: 'required', force: 'optional' },
    form: {
      discordId,
      force: byDefault(flag('Whether to make one though the account is linked already.'), false),
    },
    answer: same(wireLinkReply),
    writes: true,
    touches: ['/getuser', '/squadron', '/linkme'],
  }),

  /** GET /current_server: undefined for a player who does not fly; a NotFoundError for one unknown. */
  currentServer: operation({
    method: 'GET',
    path: '/current_server',
    section,
    summary: 'Names the server on which a player flies now.',
    versions: current,
    query: { nick, date: optional(date) },
    answer: same(wireCurrentServer),
    ttlMs: 10_000,
  }),

  /** POST /player_squadrons: a NotFoundError for an unknown player. */
  playerSquadrons: operation({
    method: 'POST',
    path: '/player_squadrons',
    section,
    summary: 'Lists the squadrons of a player.',
    versions: current,
    form: { nick, date: optional(date) },
    answer: same(wirePlayerSquadrons),
  }),
};
