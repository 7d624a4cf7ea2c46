import { z } from 'zod';
import { empty, one, oneOrEmpty, operation, page, typed } from '../operation.ts';
import { UUID } from '../path.ts';
import type { Fieldsets, PageQuery, Sort } from '../query-types.ts';
import { defineResource, nullableText, type ResourceOf, toMany, toOne } from '../resource.ts';
import { banIdentifiers, type NewBanIdentifier } from './bans.ts';

/** A place on servers that is kept for a player. Its id is a UUID. Document: "Reserved Slot". */
export const reservedSlot = defineResource('reservedSlot', {
  attributes: {
    createdAt: nullableText,
    /** Null is never. */
    expires: nullableText,
    identifiers: z.preprocess((value) => value ?? [], banIdentifiers),
  },
  relationships: { player: toOne, servers: toMany, organization: toOne, user: toOne },
  meta: {
    /** Id of the action by which this bot made it. Other keys are other programs' business. */
    squawk: z.string().exactOptional(),
  },
});
export type ReservedSlot = ResourceOf<typeof reservedSlot>;

interface RefTo<T extends string> {
  readonly type: T;
  readonly id: string;
}

export interface NewReservedSlot {
  readonly type: 'reservedSlot';
  /** Kept as it is given. */
  readonly meta?: Readonly<Record<string, string>>;
  readonly attributes: {
    /** ISO 8601; null is for good. */
    readonly expires: string | null;
    readonly identifiers: readonly NewBanIdentifier[];
  };
  readonly relationships: {
    readonly player: { readonly data: RefTo<'player'> };
    readonly organization: { readonly data: RefTo<'organization'> };
    readonly servers: { readonly data: readonly RefTo<'server'>[] };
    /** The document requires it; see `tokenUserId`. */
    readonly user?: { readonly data: RefTo<'user'> };
  };
}

export interface ReservedSlotChange {
  readonly type: 'reservedSlot';
  readonly id: string;
  /** Replaces the whole of it. */
  readonly meta?: Readonly<Record<string, string>>;
  readonly attributes?: Partial<NewReservedSlot['attributes']>;
  readonly relationships?: Pick<NewReservedSlot['relationships'], 'servers'>;
}

type ReservedSlotInclude = 'server' | 'player' | 'organization' | 'user';
type ReservedSlotFieldsets = Fieldsets<'organization' | 'player' | 'reservedSlot' | 'server' | 'user'>;

export interface ReservedSlotQuery {
  readonly include?: readonly ReservedSlotInclude[];
  readonly fields?: ReservedSlotFieldsets;
}

export interface ReservedSlotListQuery extends PageQuery {
  readonly filter?: {
    /** True lists expired slots, otherwise they are hidden. */
    readonly expired?: boolean;
    readonly organization?: string;
    readonly player?: string;
    readonly search?: string;
    readonly server?: string;
  };
  readonly include?: readonly ReservedSlotInclude[];
  readonly fields?: ReservedSlotFieldsets;
  readonly sort?: Sort<'createdAt' | 'expires'>;
}

export const reservedSlots = {
  /** Lists, searches and filters slots, latest first. */
  list: operation({
    method: 'GET',
    path: '/reserved-slots',
    params: {},
    section: 'Reserved Slot',
    scope: 'reserved-slot:read',
    query: typed<ReservedSlotListQuery>(),
    answer: page(reservedSlot),
    cache: { ttlMs: 15_000, staleForMs: 10 * 60_000 },
  }),
  /** One slot. */
  get: operation({
    method: 'GET',
    path: '/reserved-slots/{id}',
    params: { id: UUID },
    section: 'Reserved Slot',
    scope: 'reserved-slot:read',
    query: typed<ReservedSlotQuery>(),
    answer: one(reservedSlot),
    cache: { ttlMs: 15_000, staleForMs: 10 * 60_000 },
  }),
  /** Reserves a slot. Undefined when the body was empty, as for tokens that may not read slots. */
  create: operation({
    method: 'POST',
    path: '/reserved-slots',
    params: {},
    section: 'Reserved Slot Create',
    scope: 'reserved-slot:create',
    body: typed<NewReservedSlot>(),
    answer: oneOrEmpty(reservedSlot),
    touches: ['/reserved-slots'],
  }),
  /** Changes what is given and leaves the rest. */
  update: operation({
    method: 'PATCH',
    path: '/reserved-slots/{id}',
    params: { id: UUID },
    section: 'Reserved Slot',
    scope: 'reserved-slot:update',
    body: typed<ReservedSlotChange>(),
    answer: oneOrEmpty(reservedSlot),
    touches: ['/reserved-slots'],
  }),
  /** Takes a slot away. */
  delete: operation({
    method: 'DELETE',
    path: '/reserved-slots/{id}',
    params: { id: UUID },
    section: 'Reserved Slot',
    scope: 'reserved-slot:delete',
    answer: empty,
    touches: ['/reserved-slots'],
  }),
};
