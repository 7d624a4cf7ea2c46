import type { Endpoint, SimCall } from './endpoint.ts';
import { Collection, type Order, pageOf } from './paging.ts';
import { serverById } from './player-endpoints.ts';
import { PAGING } from './query.ts';
import type { SimReservedSlot } from './records.ts';
import { findSlot, slotResource } from './reserved-slot.ts';
import {
  identifierResource,
  iso,
  maySee,
  organizationResource,
  playerResource,
  userResource,
} from './resources.ts';

const FIELDS = {
  'fields[organization]': 'text',
  'fields[player]': 'text',
  'fields[reservedSlot]': 'text',
  'fields[server]': 'text',
  'fields[user]': 'text',
} as const;

/** Reading reserved slots. */
export const reservedSlotEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/reserved-slots',
    scope: 'reserved-slot:read',
    params: {
      ...PAGING,
      ...FIELDS,
      'page[offset]': 'slot-offset',
      'filter[expired]': 'boolean',
      'filter[organization]': 'digits',
      'filter[player]': 'digits',
      'filter[search]': 'text',
      'filter[server]': 'digits',
      include: ['server', 'player', 'organization', 'user'],
      sort: ['createdAt', '-createdAt', 'expires', '-expires'],
    },
    answer: listSlots,
  },
  {
    method: 'GET',
    path: '/reserved-slots/{id}',
    scope: 'reserved-slot:read',
    params: {
      ...FIELDS,
      'fields[identifier]': 'text',
      include: ['organization', 'player', 'server', 'playerIdentifiers', 'user'],
    },
    answer: (call) => {
      const slot = findSlot(call);
      return {
        status: 200,
        body: { data: slotResource(call, slot), included: included(call, [slot]).toJSON() },
      };
    },
  },
];

function listSlots(call: SimCall) {
  const { world, query, now } = call;
  const search = query.text('filter[search]')?.toLowerCase();
  const server = query.text('filter[server]');
  const isExpired = ({ expires }: SimReservedSlot): boolean => expires !== null && expires <= now;
  const found = world.reservedSlots.filter(
    (slot) =>
      (query.text('filter[organization]') ?? world.organization.id) === world.organization.id &&
      (query.text('filter[player]') ?? slot.playerId) === slot.playerId &&
      (server === undefined || (slot.serverIds?.includes(server) ?? true)) &&
      (search === undefined ||
        (slot.createdAt <= now - call.searchLagMs && nameOf(call, slot).toLowerCase().includes(search))),
  );
  const withExpired = world.expiredAlone ? found.filter(isExpired) : found;
  const shown =
    query.flag('filter[expired]') === true ? withExpired : found.filter((slot) => !isExpired(slot));
  const { page, links } = pageOf(call, shown, orderOf(call));
  const data = page.map((slot) => slotResource(call, slot));
  return { status: 200, body: { data, included: included(call, page).toJSON(), links } };
}

function nameOf({ world }: SimCall, { playerId }: SimReservedSlot): string {
  return world.players.find(({ id }) => id === playerId)?.name ?? '';
}

function orderOf({ query }: SimCall): Order<SimReservedSlot> {
  const [sort = '-createdAt'] = query.list('sort') ?? [];
  return {
    key: ({ createdAt, expires }) => {
      if (!sort.endsWith('expires')) return iso(createdAt);
      return expires === null ? '9999' : iso(expires);
    },
    id: ({ id }) => id,
    descending: sort.startsWith('-'),
  };
}

function included(call: SimCall, slots: readonly SimReservedSlot[]): Collection {
  const { world, query } = call;
  const extra = new Collection();
  if (query.includes('organization')) extra.add(organizationResource(call));
  for (const { playerId, serverIds, userId } of slots) {
    const player = world.players.find(({ id }) => id === playerId);
    if (query.includes('user')) extra.add(userResource(call, userId));
    if (query.includes('player') && player !== undefined) extra.add(playerResource(call, player));
    if (query.includes('server')) extra.add(...(serverIds ?? []).map((id) => serverById(call, id)));
    if (query.includes('playerIdentifiers') && player !== undefined) {
      const seen = player.identifiers.filter((identifier) => maySee(call, player, identifier));
      extra.add(...seen.map((identifier) => identifierResource(call, player, identifier)));
    }
  }
  return extra;
}
