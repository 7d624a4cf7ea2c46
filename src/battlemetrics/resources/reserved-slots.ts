import { digits, flag, group, offsetPage, optional, sort, text, uuid } from '../arguments/params.ts';
import { empty, one, oneOrEmpty, operation, page } from '../operation.ts';
import { identifier } from '../schemas/identifier.ts';
import { organization } from '../schemas/organization.ts';
import { player } from '../schemas/player.ts';
import { newReservedSlot, reservedSlot, reservedSlotChange } from '../schemas/reserved-slot.ts';
import { server } from '../schemas/server.ts';
import { user } from '../schemas/user.ts';

const id = uuid('id of the slot');
const cache = { ttlMs: 15_000, staleForMs: 10 * 60_000 };
const touches = ['/reserved-slots'];

export const reservedSlots = {
  /** Lists, searches and filters slots, latest first. */
  list: operation({
    method: 'GET',
    path: '/reserved-slots',
    params: {},
    section: 'Reserved Slot',
    summary: 'Lists, searches and filters reserved slots, latest first.',
    scope: 'reserved-slot:read',
    query: {
      filter: group({
        expired: optional(flag('expired slots too; they are hidden if left out')),
        organization: optional(digits('id of an organization')),
        player: optional(digits('id of a player')),
        search: optional(text('part of a slot, such as the name of its player')),
        server: optional(digits('id of a server')),
      }),
      page: offsetPage({ furthest: 100, when: 'with filter.search alone' }),
      sort: sort('-createdAt', 'createdAt', 'expires'),
    },
    include: { server, player, organization, user },
    fields: [organization, player, reservedSlot, server, user],
    answer: page(reservedSlot),
    cache,
  }),
  /** One slot. */
  get: operation({
    method: 'GET',
    path: '/reserved-slots/{id}',
    params: { id },
    section: 'Reserved Slot',
    summary: 'Shows a reserved slot.',
    scope: 'reserved-slot:read',
    include: { organization, player, server, playerIdentifiers: identifier, user },
    fields: [identifier, organization, player, reservedSlot, server, user],
    answer: one(reservedSlot),
    cache,
  }),
  /** Reserves a slot. Undefined when the body was empty, as for tokens that may not read slots. */
  create: operation({
    method: 'POST',
    path: '/reserved-slots',
    params: {},
    section: 'Reserved Slot Create',
    summary: 'Reserves a slot for a player.',
    scope: 'reserved-slot:create',
    body: newReservedSlot,
    answer: oneOrEmpty(reservedSlot),
    touches,
  }),
  /** Changes what is given and leaves the rest. */
  update: operation({
    method: 'PATCH',
    path: '/reserved-slots/{id}',
    params: { id },
    section: 'Reserved Slot',
    summary: 'Changes a reserved slot; what is left out stays.',
    scope: 'reserved-slot:update',
    body: reservedSlotChange,
    answer: oneOrEmpty(reservedSlot),
    touches,
  }),
  /** Takes a slot away. */
  delete: operation({
    method: 'DELETE',
    path: '/reserved-slots/{id}',
    params: { id },
    section: 'Reserved Slot',
    summary: 'Takes a reserved slot away.',
    scope: 'reserved-slot:delete',
    answer: empty,
    touches,
  }),
};
