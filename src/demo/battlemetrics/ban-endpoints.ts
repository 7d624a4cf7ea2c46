import { SimError } from './api-error.ts';
import { banListName } from './ban-list.ts';
import { findBan } from './ban-writes.ts';
import { UUID } from './body.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { exemptionResource } from './exemption-endpoints.ts';
import { Collection, type Order, pageOf } from './paging.ts';
import { PAGING } from './query.ts';
import {
  banResource,
  identifierResource,
  iso,
  maySee,
  organizationResource,
  playerResource,
  userResource,
} from './resources.ts';
import { serverResource } from './server-resource.ts';
import type { SimBan } from './world.ts';

const FIELDS = {
  'fields[ban]': 'text',
  'fields[banExemption]': 'text',
  'fields[banList]': 'text',
  'fields[organization]': 'text',
  'fields[player]': 'text',
  'fields[server]': 'text',
  'fields[user]': 'text',
} as const;
/** Reading bans. */
export const banEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/bans',
    scope: 'ban:read',
    params: {
      ...PAGING,
      ...FIELDS,
      'filter[banList]': UUID,
      'filter[exempt]': 'boolean',
      'filter[expired]': 'boolean',
      'filter[organization]': 'digits',
      'filter[player]': 'digits',
      'filter[search]': 'text',
      'filter[server]': 'digits',
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
];

function listBans(call: SimCall) {
  const { world, query, now } = call;
  const search = query.text('filter[search]')?.toLowerCase();
  const found = world.bans.filter(
    (ban) =>
      is(query.text('filter[organization]'), ban.organizationId ?? world.organization.id) &&
      is(query.text('filter[player]'), ban.playerId) &&
      is(query.text('filter[banList]'), ban.banListId) &&
      (query.text('filter[server]') === undefined ||
        ban.orgWide ||
        ban.serverId === query.text('filter[server]')) &&
      (query.list('filter[users]')?.includes(ban.userId ?? world.user.id) ?? true) &&
      isExemptAs(call, ban, query.flag('filter[exempt]')) &&
      (search === undefined || (ban.writtenAt <= now - call.searchLagMs && matches(call, ban, search))),
  );
  const active = found.filter((ban) => !isExpired(ban, now));
  const withExpired = world.expiredAlone ? found.filter((ban) => isExpired(ban, now)) : found;
  const shown = query.flag('filter[expired]') === true ? withExpired : active;
  const { page, links } = pageOf(call, shown, orderOf(call));
  return {
    status: 200,
    body: {
      meta: {
        active: active.length,
        expired: shown.filter((ban) => isExpired(ban, now)).length,
        total: shown.length,
      },
      links,
      data: page.map((ban) => banResource(call, ban)),
      included: included(call, page).toJSON(),
    },
  };
}

function is(wanted: string | undefined, value: string | undefined): boolean {
  return wanted === undefined || wanted === value;
}

/** "If true show bans with exemptions. If false hide bans with exemptions." */
function isExemptAs({ world }: SimCall, { id }: SimBan, wanted: boolean | undefined): boolean {
  return wanted === undefined || world.exemptions.some(({ banId }) => banId === id) === wanted;
}

function isExpired({ expires }: SimBan, now: number): boolean {
  return expires !== null && expires <= now;
}

function matches({ world }: SimCall, ban: SimBan, search: string): boolean {
  const player = world.players.find(({ id }) => id === ban.playerId);
  const typedIn = ban.identifiers.flatMap((one) => (typeof one === 'number' ? [] : [one.identifier]));
  return [ban.uid, ban.reason, ban.note ?? '', player?.name ?? '', ...typedIn].some((text) =>
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
  for (const ban of bans) {
    const player = world.players.find(({ id }) => id === ban.playerId);
    const server = world.servers.find(({ id }) => id === ban.serverId);
    const list = world.banLists.find(({ id }) => id === ban.banListId);
    if (query.includes('user')) extra.add(userResource(call, ban.userId));
    if (query.includes('banExemption')) {
      const exemptions = world.exemptions.filter(({ banId }) => banId === ban.id);
      extra.add(...exemptions.map((exemption) => exemptionResource(call, exemption)));
    }
    if (query.includes('player') && player !== undefined) extra.add(playerResource(call, player));
    if (query.includes('server') && server !== undefined) extra.add(serverResource(call, server));
    if (query.includes('banList') && list !== undefined) extra.add(banListName(call, list));
    if (query.includes('playerIdentifiers') && player !== undefined) {
      const seen = player.identifiers.filter((identifier) => maySee(call, player, identifier));
      extra.add(...seen.map((identifier) => identifierResource(call, player, identifier)));
    }
  }
  return extra;
}
