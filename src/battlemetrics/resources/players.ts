import { z } from 'zod';
import { serverFeatures } from '../arguments/features.ts';
import {
  digits,
  flag,
  group,
  integer,
  item,
  keyPage,
  list,
  offsetPage,
  oneOf,
  optional,
  sort,
  text,
  time,
  timeRange,
} from '../arguments/params.ts';
import { period, rangeWithin } from '../arguments/rules.ts';
import { many, one, operation, page } from '../operation.ts';
import { objectOf } from '../resource.ts';
import { dataPoint } from '../schemas/data-point.ts';
import { flagPlayer } from '../schemas/flag-player.ts';
import { identifier, newIdentifiers } from '../schemas/identifier.ts';
import { organization } from '../schemas/organization.ts';
import { player } from '../schemas/player.ts';
import { playerCounter } from '../schemas/player-counter.ts';
import { playerFlag } from '../schemas/player-flag.ts';
import { playerNote } from '../schemas/player-note.ts';
import { playerServerInformation } from '../schemas/player-server-information.ts';
import { server } from '../schemas/server.ts';
import { session } from '../schemas/session.ts';

const id = digits('id of the player');
const ids = (of: string, what: string) => optional(list(item(`id of ${of}`), what));
const identifierTypes = (what: string) => optional(list(item('a type, such as steamID'), what));

const include = { server, identifier, playerFlag, flagPlayer };
const fields = [flagPlayer, identifier, player, playerFlag, server] as const;
const cache = { ttlMs: 30_000, staleForMs: 10 * 60_000 };

const match = {
  query: { filter: group({ servers: ids('a server', 'the servers that are included') }), page: keyPage() },
  include: { player, server, organization, playerFlag, flagPlayer },
  fields: [flagPlayer, identifier, player, playerFlag, server],
  body: newIdentifiers,
  // The document speaks of the servers filter and of included servers in its text alone; its links show pages.
  practice: { takes: ['filter.servers', 'page', 'include', 'fields'], open: ['data.attributes.type'] },
} as const;

export const players = {
  /**
   * Lists, searches and filters players; by relevance when searching, else the latest updated first. Of the whole world,
   * unless `filter.public` is false. Included servers are 100 at most, shared evenly among the players.
   */
  list: operation({
    method: 'GET',
    path: '/players',
    params: {},
    section: 'Player',
    summary: 'Lists, searches and filters players.',
    query: {
      filter: group({
        after: optional(time('last seen after this time')),
        before: optional(time('last seen before this time')),
        firstSeen: optional(timeRange('first seen in this time', 'either side')),
        identifiers: identifierTypes('the types of identifiers that are included'),
        lastSeen: optional(timeRange('last seen in this time', 'either side')),
        online: optional(flag('online now')),
        organization: optional(digits('id of an organization')),
        organizations: ids('an organization', 'seen on the servers of these'),
        playerFlags: ids('a flag', 'who have these flags'),
        public: optional(flag("false: only who was on the token owner's servers; true if left out")),
        search: optional(text('part of a name or an identifier; fuzzy')),
        server: group({
          countries: optional(list(text('ISO 3166-1 alpha-2'), 'seen on servers of these countries')),
          features: optional(serverFeatures),
          game: optional(text('id of a game')),
          maxDistance: optional(integer('kilometres')),
          players: group({
            max: optional(integer('most players', { least: 0 })),
            min: optional(integer('fewest players', { least: 0 })),
          }),
          search: optional(text('part of the name')),
          status: optional(oneOf('status', 'online', 'offline', 'dead', 'invalid')),
        }),
        servers: ids('a server', 'seen on these servers'),
        sessions: group({ at: optional(time('online at this time')) }),
      }),
      page: offsetPage({ furthest: 90, when: 'with filter.search alone' }),
      sort: sort('-updatedAt', 'createdAt', 'updatedAt', 'name', 'firstSeen', 'lastSeen'),
    },
    include,
    fields,
    // Players are asked for by a flag together with it, and the document has the attributes of both.
    practice: { takes: ['include.playerFlag', 'include.flagPlayer'] },
    rules: [rangeWithin('filter.firstSeen'), rangeWithin('filter.lastSeen')],
    answer: page(player),
    cache,
  }),
  /** One player. Private identifiers come with the scope `rcon:read` and RCON access alone. */
  get: operation({
    method: 'GET',
    path: '/players/{id}',
    params: { id },
    section: 'Player',
    summary: 'Shows a player.',
    query: {
      filter: group({
        identifiers: identifierTypes('the types of identifiers that are included'),
        servers: ids('a server', 'the servers that are included'),
      }),
    },
    include: { ...include, playerNote, playerCounter },
    fields,
    relations: fields,
    answer: one(player),
    cache,
  }),
  /** Seconds that a player spent on a server, day by day; `start` and `stop` are cut to their dates. */
  timePlayedHistory: operation({
    method: 'GET',
    path: '/players/{player}/time-played-history/{server}',
    params: { player: id, server: digits('id of the server') },
    section: 'Player',
    summary: 'Tells the seconds that a player spent on a server, day by day.',
    query: { start: time('from'), stop: time('until; within three months of start') },
    rules: [period({ months: 3 })],
    answer: many(
      dataPoint,
      objectOf({ start: z.string().exactOptional(), stop: z.string().exactOptional() }),
    ),
    cache: { ttlMs: 5 * 60_000, staleForMs: 60 * 60_000 },
  }),
  /** What one server knows of the player: first and last seen, time played. */
  serverInfo: operation({
    method: 'GET',
    path: '/players/{player}/servers/{server}',
    params: { player: id, server: digits('id of the server') },
    section: 'Player',
    summary: 'Tells when a server saw a player, and how long.',
    answer: { ...one(playerServerInformation), flat: true },
    cache: { ttlMs: 60_000, staleForMs: 60 * 60_000 },
  }),
  /**
   * Finds the players of at most 100 identifiers; those that match nobody are left out of the answer, so pair by
   * type and value. `filter.servers` limits the players too. Five calls a second.
   */
  match: operation({
    method: 'POST',
    path: '/players/match',
    params: {},
    section: 'Player Match Identifiers',
    summary: 'Finds the players of identifiers.',
    reads: true,
    scope: 'rcon:read',
    ...match,
    answer: page(identifier),
    budgets: ['players/match'],
    cache,
  }),
  /** Like `match` with fewer options, faster, and ten calls a second. `filter.servers` does not limit the players. */
  quickMatch: operation({
    method: 'POST',
    path: '/players/quick-match',
    params: {},
    section: 'Player Quick Match Identifiers',
    summary: 'Finds the players of identifiers, faster.',
    reads: true,
    scope: 'rcon:read',
    ...match,
    answer: page(identifier),
    budgets: ['players/quick-match'],
    cache,
  }),
  /** When and where a player was online, latest first. */
  sessions: operation({
    method: 'GET',
    path: '/players/{player}/relationships/sessions',
    params: { player: id },
    section: 'Player',
    summary: 'Lists when and where a player was online.',
    query: {
      filter: group({
        organizations: ids('an organization', 'on the servers of these'),
        servers: ids('a server', 'on these servers'),
      }),
      page: keyPage(),
    },
    include: { identifier, server },
    fields: [identifier, server, session],
    answer: page(session),
    cache: { ttlMs: 60_000, staleForMs: 60 * 60_000 },
  }),
};
