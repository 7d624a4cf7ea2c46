import { serverFeatures } from '../arguments/features.ts';
import {
  digits,
  flag,
  group,
  integer,
  item,
  list,
  offsetPage,
  optional,
  sort,
  text,
} from '../arguments/params.ts';
import { together, wants } from '../arguments/rules.ts';
import { one, oneOrEmpty, operation, page } from '../operation.ts';
import { identifier } from '../schemas/identifier.ts';
import { organization } from '../schemas/organization.ts';
import { player } from '../schemas/player.ts';
import { server } from '../schemas/server.ts';
import { newServer, serverChange } from '../schemas/server-bodies.ts';
import {
  orgDescription,
  orgGroupDescription,
  serverDescription,
  serverEvent,
  serverUptime,
} from '../schemas/server-extras.ts';
import { serverGroup } from '../schemas/server-group.ts';
import { session } from '../schemas/session.ts';
import { serverHistories } from './server-histories.ts';
import { serverRcon } from './server-rcon.ts';

const id = digits('id of the server');
const ids = (what: string) => optional(list(item('an id'), what));
const cache = { ttlMs: 30_000, staleForMs: 60 * 60_000 };
const types = [
  identifier,
  orgDescription,
  orgGroupDescription,
  organization,
  player,
  server,
  serverDescription,
  serverEvent,
  serverGroup,
  serverUptime,
  session,
] as const;

export const servers = {
  /** Lists, searches and filters servers, by rank unless searching. */
  list: operation({
    method: 'GET',
    path: '/servers',
    params: {},
    section: 'Server',
    summary: 'Lists, searches and filters servers.',
    query: {
      filter: group({
        countries: optional(list(text('ISO 3166-1 alpha-2'), 'of these countries')),
        favorites: optional(flag("the token owner's favorites alone")),
        features: optional(serverFeatures),
        game: optional(text('id of a game')),
        groupLeader: optional(flag('leaders of groups alone, or without them')),
        groups: ids('of these groups'),
        ids: group({ blacklist: ids('none of these servers'), whitelist: ids('these servers alone') }),
        maxDistance: optional(integer('kilometres')),
        organizations: ids('of these organizations'),
        players: group({
          max: optional(integer('most players', { least: 0 })),
          min: optional(integer('fewest players', { least: 0 })),
        }),
        rcon: optional(flag('those to which the token has RCON access')),
        search: optional(text('part of the name')),
        status: optional(text('online, offline, dead, removed or invalid')),
      }),
      location: optional(text('longitude,latitude, to sort by distance')),
      page: offsetPage({ furthest: 90, when: 'with filter.search or sort=distance' }),
      sort: sort('rank, or relevance when searching', 'rank', 'name', 'players', 'distance'),
    },
    include: { serverGroup },
    fields: [server],
    relations: [server],
    answer: page(server),
    cache,
  }),
  /** One server; included players, identifiers and sessions are of those who are on it now. */
  get: operation({
    method: 'GET',
    path: '/servers/{id}',
    params: { id },
    section: 'Server',
    summary: 'Shows a server, and who is on it.',
    include: {
      player,
      identifier,
      session,
      'uptime:7': serverUptime,
      'uptime:30': serverUptime,
      'uptime:90': serverUptime,
      serverEvent,
      serverGroup,
      serverDescription,
      organization,
      orgDescription,
      orgGroupDescription,
    },
    fields: types,
    relations: types,
    answer: one(server),
    cache,
  }),
  /** Adds a server to BattleMetrics. */
  create: operation({
    method: 'POST',
    path: '/servers',
    params: {},
    section: 'Server Create',
    summary: 'Adds a server to BattleMetrics.',
    body: newServer,
    answer: oneOrEmpty(server),
    touches: ['/servers'],
  }),
  /** Changes a server's addresses, RCON settings and privacy; what goes together is in the rules. */
  update: operation({
    method: 'PATCH',
    path: '/servers/{id}',
    params: { id },
    section: 'Server',
    summary: "Changes a server's addresses or RCON settings.",
    body: serverChange,
    rules: [
      wants('data.attributes.ip', 'data.attributes.port', 'data.attributes.portQuery'),
      wants('data.attributes.address', 'data.attributes.port', 'data.attributes.portQuery'),
      together('data.attributes.port', 'data.attributes.portQuery'),
      together('data.attributes.portRCON', 'data.attributes.rconPassword'),
      wants('data.attributes.metadata', 'data.attributes.portRCON', 'data.attributes.rconPassword'),
    ],
    answer: oneOrEmpty(server),
    touches: ['/servers'],
  }),
  /** Has the server queried now. Once in 30 seconds a server, and ten times in five minutes a user. */
  forceUpdate: operation({
    method: 'POST',
    path: '/servers/{id}/force-update',
    params: { id },
    section: 'Server Force Update',
    summary: 'Has a server queried now.',
    answer: oneOrEmpty(server),
    budgets: ['force-update/server:{id}', 'force-update/user'],
    touches: ['/servers/{id}', '/servers?'],
  }),
  ...serverRcon,
  ...serverHistories,
};
