import { z } from 'zod';
import {
  digits,
  flag,
  group,
  item,
  keyPage,
  list,
  oneOf,
  optional,
  sort,
  text,
  uuid,
} from '../arguments/params.ts';
import { empty, manyOrEmpty, one, oneOrEmpty, operation, page, text as plainText } from '../operation.ts';
import { objectOf } from '../resource.ts';
import { ban, banChange, newBan } from '../schemas/ban.ts';
import { banExemption } from '../schemas/ban-exemption.ts';
import { banList } from '../schemas/ban-list.ts';
import { identifier } from '../schemas/identifier.ts';
import { organization } from '../schemas/organization.ts';
import { player } from '../schemas/player.ts';
import { server } from '../schemas/server.ts';
import { user } from '../schemas/user.ts';

const banCounts = objectOf({
  active: z.number().int().exactOptional(),
  expired: z.number().int().exactOptional(),
  total: z.number().int().exactOptional(),
});

const id = digits('id of the ban');
const cache = { ttlMs: 15_000, staleForMs: 10 * 60_000 };
const touches = ['/bans'];

/** The formats of games that bans are written in. Document: "GET /bans/export". */
export type BanExportFormat = z.input<typeof format>;
const format = oneOf(
  'the game, and its file',
  'arma2/bans.txt',
  'arma3/bans.txt',
  'squad/Bans.cfg',
  'ark/banlist.txt',
  'rust/bans.cfg',
  'rust/bansip_SERVER.ini',
);

export const bans = {
  /** Lists, searches and filters bans, latest first. */
  list: operation({
    method: 'GET',
    path: '/bans',
    params: {},
    section: 'Ban',
    summary: 'Lists, searches and filters bans, latest first.',
    scope: 'ban:read',
    query: {
      filter: group({
        banList: optional(uuid('id of a ban list')),
        exempt: optional(flag('bans with exemptions alone, or without')),
        expired: optional(flag('expired bans too; they are hidden if left out')),
        organization: optional(digits('id of an organization')),
        player: optional(digits('id of a player')),
        search: optional(text('part of a ban; a new one is found later only')),
        server: optional(digits('id of a server')),
        users: optional(list(item('id of a user'), 'who made them')),
      }),
      page: keyPage(),
      sort: sort('-timestamp', 'timestamp', 'expires', 'player', 'reason'),
    },
    include: { organization, player, server, user, banList, banExemption },
    fields: [ban, banExemption, banList, organization, player, server, user],
    answer: page(ban, banCounts),
    cache,
  }),
  /** One ban. The API answers `include: ['banList']` with an error, though the document has it. */
  get: operation({
    method: 'GET',
    path: '/bans/{id}',
    params: { id },
    section: 'Ban',
    summary: 'Shows a ban.',
    scope: 'ban:read',
    include: { organization, player, playerIdentifiers: identifier, server, user, banList, banExemption },
    fields: [ban, banExemption, banList, identifier, organization, player, server, user],
    answer: one(ban),
    cache,
  }),
  /**
   * Bans, and kicks whoever is online. Undefined when the token lacks `ban:read`, for the answer is empty then.
   * After a failure whose `executed` is `maybe`, look for the `uid` in `list` before anything else.
   */
  create: operation({
    method: 'POST',
    path: '/bans',
    params: {},
    section: 'Ban Create',
    summary: 'Bans, and kicks whoever is online.',
    scope: 'ban:create',
    body: newBan,
    answer: oneOrEmpty(ban),
    touches,
  }),
  /**
   * Makes several bans at once. Kicks nobody, and the search finds them later only. Undefined or fewer than were sent
   * when the token lacks `ban:read`.
   */
  import: operation({
    method: 'POST',
    path: '/bans/import',
    params: {},
    section: 'Ban Import',
    summary: 'Makes several bans at once; kicks nobody.',
    scope: 'ban:import',
    body: list(newBan, 'the bans'),
    answer: manyOrEmpty(ban),
    touches,
  }),
  /** The bans as a file of a game, which holds only what its format can. Private. */
  export: operation({
    method: 'GET',
    path: '/bans/export',
    params: {},
    section: 'Ban',
    summary: 'Writes the bans as a file of a game.',
    scope: 'ban:export',
    query: {
      format,
      filter: group({
        organization: optional(digits('id of an organization')),
        server: optional(digits('id of a server')),
      }),
    },
    answer: plainText,
  }),
  /**
   * Changes what is given and leaves the rest. `expires` of now lifts the ban and keeps its history. To move it to
   * another server or organization, the token needs `ban:create` too.
   */
  update: operation({
    method: 'PATCH',
    path: '/bans/{id}',
    params: { id },
    section: 'Ban',
    summary: 'Changes a ban; what is left out stays.',
    scope: 'ban:update',
    body: banChange,
    answer: oneOrEmpty(ban),
    touches,
  }),
  /** Removes the ban and every trace of it. */
  delete: operation({
    method: 'DELETE',
    path: '/bans/{id}',
    params: { id },
    section: 'Ban',
    summary: 'Removes a ban and every trace of it.',
    scope: 'ban:delete',
    answer: empty,
    touches,
  }),
};
