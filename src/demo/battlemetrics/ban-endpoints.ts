import { forbidden, invalid, notFound, SimError } from './api-error.ts';
import { Body, isJson, UUID } from './body.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { Collection, type Order, pageOf } from './paging.ts';
import { PAGING } from './query.ts';
import {
  banListResource,
  banResource,
  identifierResource,
  iso,
  maySee,
  organizationResource,
  playerResource,
  serverResource,
  userResource,
} from './resources.ts';
import type { SimBan, SimBanIdentifier } from './world.ts';

const DIGITS = /^\d+$/;
const FIELDS = {
  'fields[ban]': 'text',
  'fields[banExemption]': 'text',
  'fields[banList]': 'text',
  'fields[organization]': 'text',
  'fields[player]': 'text',
  'fields[server]': 'text',
  'fields[user]': 'text',
} as const;
const ATTRIBUTES = [
  'autoAddEnabled',
  'expires',
  'identifiers',
  'nativeEnabled',
  'note',
  'orgWide',
  'reason',
  'timestamp',
  'uid',
];
const RELATIONSHIPS = ['banList', 'organization', 'player', 'server', 'trigger', 'user'];

export const banEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/bans',
    scope: 'ban:read',
    params: {
      ...PAGING,
      ...FIELDS,
      'filter[banList]': 'text',
      'filter[exempt]': 'boolean',
      'filter[expired]': 'boolean',
      'filter[organization]': 'text',
      'filter[player]': 'text',
      'filter[search]': 'text',
      'filter[server]': 'text',
      'filter[users]': 'text',
      include: ['server', 'player', 'organization', 'user', 'banList', 'banExemption', 'playerIdentifiers'],
      sort: ['timestamp', 'expires', 'player', 'reason'].flatMap((name) => [name, `-${name}`]),
    },
    answer: listBans,
  },
  {
    method: 'GET',
    path: '/bans/{id}',
    scope: 'ban:read',
    params: {
      ...FIELDS,
      'fields[identifier]': 'text',
      include: ['server', 'player', 'organization', 'user', 'banList', 'banExemption', 'playerIdentifiers'],
    },
    answer: (call) => {
      const ban = findBan(call);
      // Documented, and seen to fail.
      if (call.query.includes('banList')) {
        throw new SimError(500, 'Internal Server Error', 'An unknown error occurred.');
      }
      return {
        status: 200,
        body: { data: banResource(call, ban), included: included(call, [ban]).toJSON() },
      };
    },
  },
  { method: 'POST', path: '/bans', scope: 'ban:create', answer: createBan },
  { method: 'PATCH', path: '/bans/{id}', scope: 'ban:update', answer: updateBan },
  {
    method: 'DELETE',
    path: '/bans/{id}',
    scope: 'ban:delete',
    answer: (call) => {
      call.world.bans.splice(call.world.bans.indexOf(findBan(call)), 1);
      return { status: 204 };
    },
  },
  {
    method: 'GET',
    path: '/ban-lists',
    params: {
      ...PAGING,
      'fields[banList]': 'text',
      'fields[organization]': 'text',
      'fields[owner]': 'text',
      'fields[server]': 'text',
      include: ['organization', 'owner', 'server'],
    },
    answer: (call) => {
      const { page, links } = pageOf(call, call.world.banLists, {
        key: ({ name }) => name,
        id: ({ id }) => id,
      });
      const extra = new Collection();
      if (call.query.includes('organization') || call.query.includes('owner')) {
        extra.add(organizationResource(call));
      }
      const data = page.map((list) => banListResource(call, list, false));
      return { status: 200, body: { data, included: extra.toJSON(), links } };
    },
  },
  {
    method: 'GET',
    path: '/ban-lists/{id}',
    params: { 'fields[owner]': 'text', include: ['owner'] },
    answer: (call) => {
      const list = call.world.banLists.find(({ id }) => id === call.path['id']);
      if (list === undefined) throw notFound();
      return { status: 200, body: { data: banListResource(call, list, true), included: [] } };
    },
  },
];

function listBans(call: SimCall) {
  const { world, query, now } = call;
  const search = query.text('filter[search]')?.toLowerCase();
  const found = world.bans.filter(
    (ban) =>
      is(query.text('filter[organization]'), world.organization.id) &&
      is(query.text('filter[player]'), ban.playerId) &&
      is(query.text('filter[banList]'), ban.banListId) &&
      (query.text('filter[server]') === undefined ||
        ban.orgWide ||
        ban.serverId === query.text('filter[server]')) &&
      (query.list('filter[users]')?.includes(world.user.id) ?? true) &&
      (search === undefined || (ban.writtenAt <= now - call.searchLagMs && matches(call, ban, search))),
  );
  const active = found.filter((ban) => !isExpired(ban, now));
  const shown = query.flag('filter[expired]') === true ? found : active;
  const { page, links } = pageOf(call, shown, orderOf(call));
  return {
    status: 200,
    body: {
      meta: { active: active.length, expired: shown.length - active.length, total: shown.length },
      links,
      data: page.map((ban) => banResource(call, ban)),
      included: included(call, page).toJSON(),
    },
  };
}

function is(wanted: string | undefined, value: string | undefined): boolean {
  return wanted === undefined || wanted === value;
}

function isExpired({ expires }: SimBan, now: number): boolean {
  return expires !== null && expires <= now;
}

function matches({ world }: SimCall, ban: SimBan, search: string): boolean {
  const player = world.players.find(({ id }) => id === ban.playerId);
  return [ban.uid, ban.reason, ban.note ?? '', player?.name ?? ''].some((text) =>
    text.toLowerCase().includes(search),
  );
}

function orderOf({ world, query }: SimCall): Order<SimBan> {
  const [sort = '-timestamp'] = query.list('sort') ?? [];
  const keys: Readonly<Record<string, (ban: SimBan) => string>> = {
    timestamp: (ban) => iso(ban.timestamp),
    expires: (ban) => (ban.expires === null ? '9999' : iso(ban.expires)),
    player: (ban) => world.players.find(({ id }) => id === ban.playerId)?.name ?? '',
    reason: (ban) => ban.reason,
  };
  const key = keys[sort.replace('-', '')] ?? ((ban: SimBan) => iso(ban.timestamp));
  return { key, id: ({ id }) => id, descending: sort.startsWith('-') };
}

function included(call: SimCall, bans: readonly SimBan[]): Collection {
  const { world, query } = call;
  const extra = new Collection();
  if (query.includes('organization')) extra.add(organizationResource(call));
  if (query.includes('user')) extra.add(userResource(call));
  for (const ban of bans) {
    const player = world.players.find(({ id }) => id === ban.playerId);
    const server = world.servers.find(({ id }) => id === ban.serverId);
    const list = world.banLists.find(({ id }) => id === ban.banListId);
    if (query.includes('player') && player !== undefined) extra.add(playerResource(call, player));
    if (query.includes('server') && server !== undefined) extra.add(serverResource(call, server));
    if (query.includes('banList') && list !== undefined) extra.add(banListResource(call, list, true));
    if (query.includes('playerIdentifiers') && player !== undefined) {
      const seen = player.identifiers.filter((identifier) => maySee(call, player, identifier));
      extra.add(...seen.map((identifier) => identifierResource(call, player, identifier)));
    }
  }
  return extra;
}

function findBan({ world, path }: SimCall): SimBan {
  const ban = world.bans.find(({ id }) => id === path['id']);
  if (ban === undefined) throw notFound();
  return ban;
}

function createBan(call: SimCall) {
  const { world, now } = call;
  const data = new Body(call.body, '', ['data'], ['data']).object(
    'data',
    ['type', 'attributes', 'relationships'],
    ['type', 'attributes', 'relationships'],
  );
  if (data.raw('type') !== 'ban') throw invalid('must be equal to one of the allowed values');
  const attributes = data.object('attributes', ATTRIBUTES, ['identifiers', 'reason', 'expires']);
  const related = readRelations(call, data.object('relationships', RELATIONSHIPS));
  if (related.organizationId === undefined && related.serverId === undefined) {
    throw invalid("must have required property 'organization'", { pointer: '/data/relationships' });
  }
  const identifiers = readIdentifiers(attributes);
  const id = String(world.nextId);
  world.nextId += 1;
  const ban: SimBan = {
    id,
    uid: attributes.has('uid') ? attributes.text('uid', 5, 14) : `auto${id.slice(-6)}`,
    timestamp: attributes.has('timestamp') ? attributes.time('timestamp') : now,
    reason: attributes.text('reason', 1, 255),
    note: attributes.has('note')
      ? attributes.nullable('note', (key) => attributes.text(key, 0, 5_000))
      : null,
    expires: attributes.nullable('expires', (key) => attributes.time(key)),
    identifiers,
    // The trap: a ban "on a server" holds everywhere unless it says otherwise.
    orgWide: attributes.has('orgWide') ? attributes.boolean('orgWide') : true,
    autoAddEnabled: attributes.has('autoAddEnabled') ? attributes.boolean('autoAddEnabled') : false,
    nativeEnabled: attributes.has('nativeEnabled')
      ? attributes.nullable('nativeEnabled', (key) => attributes.boolean(key))
      : null,
    playerId: related.playerId ?? ownerOf(call, identifiers),
    serverId: related.serverId,
    banListId: related.banListId ?? world.banLists[0]?.id,
    writtenAt: now,
  };
  world.bans.push(ban);
  return readable(call, 201, ban);
}

function updateBan(call: SimCall) {
  const data = new Body(call.body, '', ['data'], ['data']).object(
    'data',
    ['type', 'id', 'attributes', 'relationships'],
    ['type'],
  );
  const ban = findBan(call);
  if (data.has('id') && data.raw('id') !== ban.id) throw invalid('must be equal to constant');
  const attributes = new Body(
    data.raw('attributes') ?? {},
    '/data/attributes',
    ATTRIBUTES.filter((name) => name !== 'uid' && name !== 'timestamp'),
  );
  const related = readRelations(
    call,
    new Body(data.raw('relationships') ?? {}, '/data/relationships', RELATIONSHIPS),
  );
  // Everything is read before anything is changed, so that a refused request changes nothing.
  const change: Partial<SimBan> = {
    ...(attributes.has('reason') && { reason: attributes.text('reason', 1, 255) }),
    ...(attributes.has('note') && {
      note: attributes.nullable('note', (key) => attributes.text(key, 0, 5_000)),
    }),
    ...(attributes.has('expires') && {
      expires: attributes.nullable('expires', (key) => attributes.time(key)),
    }),
    ...(attributes.has('identifiers') && { identifiers: readIdentifiers(attributes) }),
    ...(attributes.has('orgWide') && { orgWide: attributes.boolean('orgWide') }),
    ...(attributes.has('autoAddEnabled') && { autoAddEnabled: attributes.boolean('autoAddEnabled') }),
    ...(attributes.has('nativeEnabled') && {
      nativeEnabled: attributes.nullable('nativeEnabled', (key) => attributes.boolean(key)),
    }),
    ...(related.serverId !== undefined && { serverId: related.serverId }),
    ...(related.playerId !== undefined && { playerId: related.playerId }),
    ...(related.banListId !== undefined && { banListId: related.banListId }),
    writtenAt: call.now,
  };
  Object.assign(ban, change);
  return readable(call, 200, ban);
}

/** "If you do not have the ban:read scope you will receive an empty response." */
function readable(call: SimCall, status: number, ban: SimBan) {
  return call.can('ban:read') ? { status, body: { data: banResource(call, ban) } } : { status };
}

function readRelations({ world }: SimCall, relationships: Body) {
  const organizationId = relationships.relation('organization', 'organization', DIGITS);
  const serverId = relationships.relation('server', 'server', DIGITS);
  const playerId = relationships.relation('player', 'player', DIGITS);
  const banListId = relationships.relation('banList', 'banList', UUID);
  const server = world.servers.find(({ id }) => id === serverId);
  if (organizationId !== undefined && organizationId !== world.organization.id) throw forbidden();
  if (serverId !== undefined && server?.organizationId !== world.organization.id) throw forbidden();
  if (banListId !== undefined && !world.banLists.some(({ id }) => id === banListId)) throw forbidden();
  if (playerId !== undefined && !world.players.some(({ id }) => id === playerId)) throw notFound();
  return { organizationId, serverId, playerId, banListId };
}

function readIdentifiers(attributes: Body): SimBanIdentifier[] {
  const list = attributes.raw('identifiers');
  const pointer = attributes.pointer('identifiers');
  if (!Array.isArray(list)) throw invalid('must be array', { pointer });
  if (list.length === 0) throw invalid('must NOT have fewer than 1 items', { pointer });
  return list.map((item: unknown, index) => {
    if (typeof item === 'number' && Number.isInteger(item)) return item;
    const keys = ['type', 'identifier', 'manual'];
    const entry = new Body(item, `${pointer}/${index}`, keys, isJson(item) ? keys : []);
    return { type: entry.text('type', 1, 64), identifier: entry.text('identifier', 1, 255) };
  });
}

/** The player whom the identifiers belong to. */
function ownerOf({ world }: SimCall, identifiers: readonly SimBanIdentifier[]): string | undefined {
  return world.players.find((player) =>
    player.identifiers.some((known) =>
      identifiers.some((banned) =>
        typeof banned === 'number'
          ? Number(known.id) === banned
          : known.type === banned.type && known.identifier === banned.identifier,
      ),
    ),
  )?.id;
}
