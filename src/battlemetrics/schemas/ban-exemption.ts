import { z } from 'zod';
import { refTo } from '../arguments/bodies.ts';
import { digits, text, uuid } from '../arguments/params.ts';
import { defineResource, nullableText, type ResourceOf, toOne } from '../resource.ts';

/** That an organization lets somebody play despite a ban of a shared list. Document: "Ban List Exemption". */
export const banExemption = defineResource('banExemption', {
  attributes: { reason: nullableText },
  relationships: { ban: toOne('ban'), organization: toOne('organization') },
});
export type BanExemption = ResourceOf<typeof banExemption>;

const reason = text('why; null for none', { least: 0 }).nullable();

/** What exempts an organization. Document: "Ban List Exemption Create". */
export const newBanExemption = z.strictObject({
  type: z.literal('banExemption'),
  attributes: z.strictObject({ reason }).exactOptional(),
  relationships: z.strictObject({ organization: refTo('organization', digits('id of the organization')) }),
});
export type NewBanExemption = z.input<typeof newBanExemption>;

export const banExemptionChange = z.strictObject({
  type: z.literal('banExemption'),
  /** The path names the ban alone: which exemption is meant, this says. */
  id: uuid('id of the exemption'),
  attributes: z.strictObject({ reason }),
  relationships: z
    .strictObject({
      organization: refTo('organization', digits('id of the organization')).exactOptional(),
      ban: refTo('ban', digits('id of the ban')).exactOptional(),
    })
    .exactOptional(),
});
export type BanExemptionChange = z.input<typeof banExemptionChange>;
