import { invalid, notFound } from './api-error.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { Collection, type Order, pageOf } from './paging.ts';
import { PAGING } from './query.ts';
import {
  flagPlayerResource,
  flagResource,
  identifierResource,
  iso,
  maySee,
  organizationResource,
  playerResource,
  visitMeta,
} from './resources.ts';
import { serverResource } from './server-resource.ts';
import { ownServerIds, type SimPlayer } from './world.ts';

export const PLAYER_FIELDS = {
  'fields[flagPlayer]': 'text',
  'fields[identifier]': 'text',
  'fields[player]': 'text',
  'fields[playerFlag]': 'text',
  'fields[server]': 'text',
} as const;
const INCLUDE = [
  'server',
  'identifier',
  'identifiers',
  'organization',
  'playerNote',
  'playerCounter',
  'playerFlag',
  'flagPlayer',
];
const SORTS = ['createdAt', 'updatedAt', 'name', 'firstSeen', 'lastSeen'];

export const playerEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/players',
    params: {
      ...PAGING,
      ...PLAYER_FIELDS,
      'page[offset]': 'offset',
      'filter[after]': 'date',
      'filter[before]': 'date',
      'filter[firstSeen]': 'text',
      'filter[identifiers]': 'text',
      'filter[lastSeen]': 'text',
      'filter[online]': 'boolean',
      'filter[organization]': 'text',
      'filter[organizations]': 'text',
      'filter[playerFlags]': 'text',
      'filter[public]': 'boolean',
      'filter[search]': 'text',
      'filter[server][countries][]': 'text',
      'filter[server][features][*]': 'text',
      'filter[server][features][*][or][]': 'text',
      'filter[server][game]': 'text',
      'filter[server][search]': 'text',
      'filter[servers]': 'text',
      'filter[sessions][at]': 'date',
      include: INCLUDE,
      sort: SORTS.flatMap((name) => [name, `-${name}`]),
    },
    answer: listPlayers,
  },
  {
    method: 'GET',
    path: '/players/{id}',
    params: { ...PLAYER_FIELDS, 'filter[identifiers]': 'text', 'filter[servers]': 'text', include: INCLUDE },
    answer: getPlayer,
  },
  {
    method: 'GET',
    path: '/players/{player}/servers/{server}',
    answer: (call) => {
      const visit = findPlayer(call, 'player').visits.find(
        ({ serverId }) => serverId === call.path['server'],
      );
      if (visit === undefined) throw notFound();
      return {
        status: 200,
        body: { data: { type: 'playerServerInformation', attributes: visitMeta(visit) } },
      };
    },
  },
];

export function findPlayer({ world, path }: SimCall, param = 'id'): SimPlayer {
  const player = world.players.find(({ id }) => id === path[param]);
  if (player === undefined) throw notFound();
  return player;
}

function listPlayers(call: SimCall) {
  const { world, query } = call;
  const own = ownServerIds(world);
  const everybody = query.flag('filter[public]') ?? true;
  const servers = query.list('filter[servers]');
  const organizations = query.list('filter[organizations]') ?? query.list('filter[organization]');
  const flags = query.list('filter[playerFlags]');
  const online = query.flag('filter[online]');
  const seen = rangeOf(
    query.text('filter[lastSeen]'),
    query.text('filter[after]'),
    query.text('filter[before]'),
  );
  const search = query.text('filter[search]');
  const found = world.players.filter((player) => {
    const ours = player.visits.some(({ serverId }) => own.has(serverId));
    const lastSeen = Math.max(...player.visits.map((visit) => visit.lastSeen));
    return (
      (everybody ? !player.private : ours) &&
      (servers === undefined || player.visits.some(({ serverId }) => servers.includes(serverId))) &&
      (organizations === undefined || (organizations.includes(world.organization.id) && ours)) &&
      (flags === undefined || activeFlags(call, player).some(({ flagId }) => flags.includes(flagId))) &&
      (online === undefined || visitsOf(call, player).some((visit) => visit.online) === online) &&
      lastSeen >= seen.from &&
      lastSeen <= seen.to &&
      (search === undefined || score(call, player, search) > 0)
    );
  });
  const { page, links } = pageOf(call, found, orderOf(call, search));
  const extra = new Collection();
  const most = Math.max(1, Math.floor(100 / Math.max(1, page.length)));
  const data = page.map((player) => {
    const visits = visitsOf(call, player).slice(0, most);
    const flagPlayers = include(call, player, extra);
    if (query.includes('server')) {
      extra.add(...visits.map(({ serverId }) => serverById(call, serverId)));
    }
    return playerResource(call, player, {
      ...(query.includes('server') && { visits }),
      ...(flagPlayers && { flagPlayers }),
    });
  });
  return { status: 200, body: { data, included: extra.toJSON(), links } };
}

function getPlayer(call: SimCall) {
  const player = findPlayer(call);
  const extra = new Collection();
  const flagPlayers = include(call, player, extra);
  if (call.query.includes('server')) {
    extra.add(...visitsOf(call, player).map((visit) => serverById(call, visit.serverId, visit)));
  }
  const data = playerResource(call, player, flagPlayers && { flagPlayers });
  return { status: 200, body: { data, included: extra.toJSON() } };
}

/** Collects identifiers, flags and the organization; gives the flags that belong into the relationships. */
function include(call: SimCall, player: SimPlayer, extra: Collection) {
  const { world, query } = call;
  if (query.includes('identifier') || query.includes('identifiers')) {
    const types = query.list('filter[identifiers]');
    const shown = player.identifiers.filter(
      (identifier) => maySee(call, player, identifier) && (types?.includes(identifier.type) ?? true),
    );
    extra.add(...shown.map((identifier) => identifierResource(call, player, identifier)));
  }
  if (query.includes('organization')) extra.add(organizationResource(call));
  if (!call.can('flag:read')) return undefined;
  const entries = world.flagPlayers.filter(({ playerId }) => playerId === player.id);
  if (query.includes('playerFlag')) {
    const flags = world.flags.filter(({ id }) => entries.some(({ flagId }) => flagId === id));
    extra.add(...flags.map((flag) => flagResource(call, flag)));
  }
  if (!query.includes('flagPlayer')) return undefined;
  extra.add(...entries.map((entry) => flagPlayerResource(call, entry)));
  return entries;
}

export function activeFlags({ world }: SimCall, player: SimPlayer) {
  return world.flagPlayers.filter(
    ({ playerId, removedAt }) => playerId === player.id && removedAt === undefined,
  );
}

export function visitsOf({ query }: SimCall, player: SimPlayer) {
  const wanted = query.list('filter[servers]');
  return player.visits
    .filter(({ serverId }) => wanted?.includes(serverId) ?? true)
    .toSorted((a, b) => b.lastSeen - a.lastSeen);
}

export function serverById(call: SimCall, id: string, visit?: SimPlayer['visits'][number]) {
  const server = call.world.servers.find((candidate) => candidate.id === id);
  return server === undefined ? undefined : serverResource(call, server, visit);
}

/** Fuzzy: every word has to be in one of the visible identifiers, in any case and without accents. */
function score(call: SimCall, player: SimPlayer, search: string): number {
  const words = plain(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return 1;
  const texts = player.identifiers
    .filter((identifier) => maySee(call, player, identifier))
    .map(({ identifier }) => plain(identifier));
  if (texts.includes(words.join(' '))) return 3;
  if (texts.some((text) => words.every((word) => text.split(/\s+/).includes(word)))) return 2;
  return texts.some((text) => words.every((word) => text.includes(word))) ? 1 : 0;
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

function orderOf(call: SimCall, search: string | undefined): Order<SimPlayer> {
  const [sort] = call.query.list('sort') ?? [];
  const id = (player: SimPlayer) => player.id;
  if (sort === undefined && search !== undefined) {
    return { key: (player) => String(9 - score(call, player, search)), id };
  }
  const lastSeen = (player: SimPlayer) => iso(Math.max(...player.visits.map((visit) => visit.lastSeen)));
  const keys: Readonly<Record<string, (player: SimPlayer) => string>> = {
    createdAt: (player) => iso(player.createdAt),
    name: (player) => player.name.toLowerCase(),
    firstSeen: (player) => iso(Math.min(...player.visits.map((visit) => visit.firstSeen))),
    lastSeen,
    updatedAt: (player) => iso(player.updatedAt),
  };
  const wanted = sort ?? '-updatedAt';
  return { key: keys[wanted.replace('-', '')] ?? lastSeen, id, descending: wanted.startsWith('-') };
}

function rangeOf(text: string | undefined, after: string | undefined, before: string | undefined) {
  // Colons stand inside the times too, so the one between them is the one before a year.
  const parts = /^(\d{4}[^Z]*Z?)?:(\d{4}.*)?$/.exec(text ?? ':');
  if (parts === null) throw invalid('must match pattern', { parameter: 'filter[lastSeen]' });
  return {
    from: Date.parse(parts[1] ?? after ?? '1970-01-01T00:00:00Z'),
    to: Date.parse(parts[2] ?? before ?? '9999-01-01T00:00:00Z'),
  };
}
