import { z } from 'zod';
import { refTo } from '../arguments/bodies.ts';
import { digits, flag, integer } from '../arguments/params.ts';
import { defineResource, nullableNumber, type ResourceOf, toOne } from '../resource.ts';

/** An invitation to subscribe to a ban list; its id is the code. Document: "Ban List Invite". */
export const banListInvite = defineResource('banListInvite', {
  attributes: {
    /** How many times it was used. */
    uses: z.number().int().default(0),
    /** How many times it may be used; null is without limit. */
    limit: nullableNumber,
    /** What the organization that accepts it may do: manage others' subscriptions, and make, change and delete bans. */
    permManage: z.boolean().default(false),
    permCreate: z.boolean().default(false),
    permUpdate: z.boolean().default(false),
    permDelete: z.boolean().default(false),
  },
  relationships: { banList: toOne('banList'), organization: toOne('organization'), user: toOne('user') },
});
export type BanListInvite = ResourceOf<typeof banListInvite>;

/** What makes an invitation. Document: "Ban List Invite Create". */
export const newBanListInvite = z.strictObject({
  type: z.literal('banListInvite'),
  attributes: z
    .strictObject({
      uses: integer('how many times it counts as used', { least: 0 }).exactOptional(),
      limit: integer('how many times it may be used; null is without limit, 1 if left out', { least: 1 })
        .nullable()
        .exactOptional(),
      permManage: flag("whether whoever accepts may manage others' subscriptions").exactOptional(),
      permCreate: flag('whether they may make bans on the list').exactOptional(),
      permUpdate: flag('whether they may change them').exactOptional(),
      permDelete: flag('whether they may delete them').exactOptional(),
    })
    .exactOptional(),
  relationships: z.strictObject({
    organization: refTo('organization', digits('id of the inviting organization')),
  }),
});
export type NewBanListInvite = z.input<typeof newBanListInvite>;
