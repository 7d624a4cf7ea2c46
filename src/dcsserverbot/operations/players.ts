import { byVersion, operation, same } from '../operation.ts';
import {
  byDefault,
  date,
  flag,
  limit,
  nick,
  offset,
  onServer,
  optional,
  text,
  unquoted,
  utcTime,
} from '../parameters.ts';
import { currentWeapons } from '../wire/current.ts';
import { documentedWeapons } from '../wire/documented.ts';
import { wireEvents } from '../wire/events.ts';
import { wirePlayerInfo } from '../wire/player-info.ts';
import {
  wireDocumentedStatistics,
  wirePlayerModules,
  wirePlayerStatistics,
} from '../wire/player-statistics.ts';

const section = 'Statistics';
const current = ['current'] as const;
const onePlayer = { nick, date: optional(date), serverName: onServer };

/** Numbers of one player. The current version rejects with a NotFoundError for an unknown one. */
export const players = {
  /** POST /weaponpk */
  weaponPk: operation({
    method: 'POST',
    path: '/weaponpk',
    section,
    summary: "Tells a player's probability of kill with each weapon.",
    versions: current,
    form: onePlayer,
    answer: same(currentWeapons),
  }),

  /** POST /missilepk. Known bug: empty unless the date has the microseconds, which the server tells nowhere. */
  missilePk: operation({
    method: 'POST',
    path: '/missilepk',
    section: 'document',
    summary: "Tells a player's probability of kill with each weapon, by the documented version.",
    versions: ['documented'],
    documented: { nick: 'required', date: 'required' },
    form: { nick, date },
    answer: same(documentedWeapons),
  }),

  /** POST /stats. The documented version knows no parameter but `nick` and `date`, and asks for both. */
  stats: operation({
    method: 'POST',
    path: '/stats',
    section,
    summary: "Tells a player's kills, deaths and flights.",
    versions: ['documented', 'current'],
    documented: { nick: 'required', date: 'required' },
    form: {
      ...onePlayer,
      lastSession: byDefault(flag('Whether only the last mission flown counts.'), false),
    },
    answer: byVersion('statistics', {
      documented: wireDocumentedStatistics,
      current: wirePlayerStatistics,
    }),
  }),

  /** POST /modulestats */
  moduleStats: operation({
    method: 'POST',
    path: '/modulestats',
    section,
    summary: "Tells a player's numbers for each module.",
    versions: current,
    form: onePlayer,
    answer: same(wirePlayerModules),
  }),

  /** POST /player_info */
  playerInfo: operation({
    method: 'POST',
    path: '/player_info',
    section,
    summary: 'Tells all that the server knows of a player.',
    versions: current,
    form: onePlayer,
    answer: same(wirePlayerInfo),
  }),

  /** GET /events, in no order that is promised. */
  events: operation({
    method: 'GET',
    path: '/events',
    section,
    summary: 'Lists what a player did and suffered in missions.',
    versions: current,
    query: {
      ucid: text('UCID of the player, as `info.users` tells it.'),
      startTime: utcTime('First moment that counts: UTC, without a zone.'),
      endTime: utcTime('Last moment that counts.'),
      event: optional(unquoted("Only events of this name, in the game's own words: `S_EVENT_KILL`.")),
      initType: optional(unquoted("Only of units of this type, by the game's name: `FA-18C_hornet`.")),
      offset,
      limit,
    },
    rule: ({ startTime, endTime }) =>
      String(startTime) > String(endTime)
        ? { parameter: 'endTime', rule: 'must not lie before startTime' }
        : undefined,
    answer: same(wireEvents),
  }),
};
