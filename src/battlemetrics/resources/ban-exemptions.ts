import { digits, uuid } from '../arguments/params.ts';
import { empty, one, oneOrEmpty, operation, page } from '../operation.ts';
import { banExemption, banExemptionChange, newBanExemption } from '../schemas/ban-exemption.ts';

const ban = digits('id of the ban');
const cache = { ttlMs: 15_000, staleForMs: 10 * 60_000 };
const touches = ['/bans'];

/** The document names no scope for them. */
export const banExemptions = {
  /** The exemptions from a ban; the document knows no pages of them. */
  list: operation({
    method: 'GET',
    path: '/bans/{ban}/relationships/exemptions',
    params: { ban },
    section: 'Ban List Exemption',
    summary: 'Lists the exemptions from a ban.',
    fields: [banExemption],
    answer: page(banExemption),
    cache,
  }),
  /** One exemption. */
  get: operation({
    method: 'GET',
    path: '/bans/{ban}/relationships/exemptions/{id}',
    params: { ban, id: uuid('id of the exemption') },
    section: 'Ban List Exemption',
    summary: 'Shows an exemption from a ban.',
    answer: one(banExemption),
    cache,
  }),
  /** Exempts an organization from a ban. */
  create: operation({
    method: 'POST',
    path: '/bans/{ban}/relationships/exemptions',
    params: { ban },
    section: 'Ban List Exemption Create',
    summary: 'Exempts an organization from a ban.',
    body: newBanExemption,
    answer: oneOrEmpty(banExemption),
    touches,
  }),
  /** Changes the reason. The path names the ban alone; which exemption is meant, the body says. */
  update: operation({
    method: 'PATCH',
    path: '/bans/{ban}/relationships/exemptions',
    params: { ban },
    section: 'Ban List Exemption',
    summary: 'Changes the reason of an exemption.',
    body: banExemptionChange,
    answer: empty,
    touches,
  }),
  /** Lets the ban hold again. The path names the ban alone: it is one's own exemption that goes. */
  delete: operation({
    method: 'DELETE',
    path: '/bans/{ban}/relationships/exemptions',
    params: { ban },
    section: 'Ban List Exemption',
    summary: "Ends one's own exemption from a ban.",
    answer: empty,
    touches,
  }),
};
