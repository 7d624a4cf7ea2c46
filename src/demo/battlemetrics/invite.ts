import type { Json } from './body.ts';
import type { SimCall } from './endpoint.ts';
import type { SimInvite } from './organization-records.ts';
import { ref, resource } from './resources.ts';
import { newId, type World } from './world.ts';

/** As the document has it, with the characters between `Z` and `a` as well. */
export const INVITE_CODE = /^[A-z0-9_-]+$/;

export function isUsedUp({ uses, limit }: SimInvite): boolean {
  return limit !== null && uses >= limit;
}

/** Of a new invite. */
export function newCode(world: World): string {
  return `inv_${Number(newId(world)).toString(36)}`.slice(0, 14);
}

export function inviteResource(call: SimCall, invite: SimInvite): Json {
  const { id, banListId, organizationId, userId, permissions, uses, limit } = invite;
  const relationships = {
    banList: ref('banList', banListId),
    organization: ref('organization', organizationId),
    user: ref('user', userId),
  };
  return resource(call, 'banListInvite', id, { uses, limit, ...permissions }, relationships);
}
