import { empty, one, oneOrEmpty, operation, page, typed } from '../operation.ts';
import { DIGITS, UUID } from '../path.ts';
import type { Fieldsets } from '../query-types.ts';
import { defineResource, nullableText, type ResourceOf, toOne } from '../resource.ts';

/** That an organization lets somebody play despite a ban of a shared list. Document: "Ban List Exemption". */
export const banExemption = defineResource('banExemption', {
  attributes: { reason: nullableText },
  relationships: { ban: toOne, organization: toOne },
});
export type BanExemption = ResourceOf<typeof banExemption>;

export interface NewBanExemption {
  readonly type: 'banExemption';
  readonly attributes: { readonly reason: string | null };
  readonly relationships: {
    readonly organization: { readonly data: { readonly type: 'organization'; readonly id: string } };
  };
}

export interface BanExemptionChange {
  readonly type: 'banExemption';
  /** UUID. */
  readonly id: string;
  readonly attributes: { readonly reason: string | null };
}

/** The list is not paged. */
export interface BanExemptionListQuery {
  readonly fields?: Fieldsets<'banExemption'>;
}

/** The document names no scope for them. */
export const banExemptions = {
  /** The exemptions from a ban. */
  list: operation({
    method: 'GET',
    path: '/bans/{ban}/relationships/exemptions',
    params: { ban: DIGITS },
    section: 'Ban List Exemption',
    query: typed<BanExemptionListQuery>(),
    answer: page(banExemption),
    cache: { ttlMs: 15_000, staleForMs: 10 * 60_000 },
  }),
  /** One exemption. */
  get: operation({
    method: 'GET',
    path: '/bans/{ban}/relationships/exemptions/{id}',
    params: { ban: DIGITS, id: UUID },
    section: 'Ban List Exemption',
    answer: one(banExemption),
    cache: { ttlMs: 15_000, staleForMs: 10 * 60_000 },
  }),
  /** Exempts an organization from a ban. */
  create: operation({
    method: 'POST',
    path: '/bans/{ban}/relationships/exemptions',
    params: { ban: DIGITS },
    section: 'Ban List Exemption Create',
    body: typed<NewBanExemption>(),
    answer: oneOrEmpty(banExemption),
    touches: ['/bans'],
  }),
  /** Changes the reason. The path names the ban alone; which exemption is meant, the body says. */
  update: operation({
    method: 'PATCH',
    path: '/bans/{ban}/relationships/exemptions',
    params: { ban: DIGITS },
    section: 'Ban List Exemption',
    body: typed<BanExemptionChange>(),
    answer: empty,
    touches: ['/bans'],
  }),
  /** Lets the ban hold again. The path names the ban alone: it is one's own exemption that goes. */
  delete: operation({
    method: 'DELETE',
    path: '/bans/{ban}/relationships/exemptions',
    params: { ban: DIGITS },
    section: 'Ban List Exemption',
    answer: empty,
    touches: ['/bans'],
  }),
};
