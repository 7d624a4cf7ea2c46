import { z } from 'zod';
import { refsTo, refTo } from '../arguments/bodies.ts';
import { digits, flag, list, text, uuid } from '../arguments/params.ts';
import { defineResource, type ResourceOf, toMany, toOne } from '../resource.ts';

/** What an organization shares with another. Its id is `{organization}:{friend}`. Document: "Organization Friend". */
export const organizationFriend = defineResource('organizationFriend', {
  attributes: {
    /** The other one took the offer. */
    accepted: z.boolean().default(false),
    /** The types of identifiers that are shared; null is none. */
    identifiers: z.array(z.string()).nullable().default(null),
    /** Notes are shared. */
    notes: z.boolean().default(false),
    /** Both sides share. */
    reciprocated: z.boolean().default(false),
  },
  relationships: {
    organization: toOne('organization'),
    friend: toOne('organization'),
    /** The organization's flags that the other one sees. */
    flagsShared: toMany('playerFlag'),
    /** The other one's flags that the organization uses. */
    flagsUsed: toMany('playerFlag'),
  },
});
export type OrganizationFriend = ResourceOf<typeof organizationFriend>;

/** `{organization}:{friend}` */
export const friendshipId = z
  .string()
  .regex(/^\d{1,20}:\d{1,20}$/, 'must be the ids of two organizations with a colon between them')
  .describe('{organization}:{friend}');

const type = z.literal('organizationFriend');
const identifiers = list(text('a type of identifiers'), 'the types of identifiers shared; null is none', {
  least: 0,
}).nullable();
const notes = flag('whether notes are shared');
const flags = () => refsTo('playerFlag', uuid('id of a flag'));

/** What offers to share. Document: "Organization Friend Create". */
export const newOrganizationFriend = z.strictObject({
  type,
  attributes: z.strictObject({ identifiers, notes }),
  relationships: z.strictObject({
    friend: refTo('organization', digits('id of the other organization')),
    flagsShared: flags(),
  }),
});
export type NewOrganizationFriend = z.input<typeof newOrganizationFriend>;

/** What changes a friendship; the document requires all of it. Document: "Update relationship settings". */
export const organizationFriendChange = z.strictObject({
  type,
  id: friendshipId,
  attributes: z.strictObject({ accepted: flag('whether the offer is taken'), identifiers, notes }),
  relationships: z.strictObject({ flagsUsed: flags(), flagsShared: flags() }),
});
export type OrganizationFriendChange = z.input<typeof organizationFriendChange>;

/** Friendships to change, or to end, at once. Document: "Bulk update …", "Bulk delete …". */
export const organizationFriendChanges = list(organizationFriendChange, 'the friendships as they shall be');
export const organizationFriendRefs = list(
  z.strictObject({ type, id: friendshipId }),
  'the friendships to end',
);
