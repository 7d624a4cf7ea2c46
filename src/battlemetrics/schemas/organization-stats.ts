import { defineResource, nullableNumber, numbersByName, type ResourceOf, toOne } from '../resource.ts';

/** What one learns of an organization before sharing with it; comes as an included resource. Document: "Organization Stats". */
export const organizationStats = defineResource('organizationStats', {
  attributes: {
    /** The best rank by game: `{ rust: 100 }`. */
    gameRanks: numbersByName,
    /** Identifiers it knows. */
    identifiers: nullableNumber,
    /** Players seen in the last 90 days. */
    uniquePlayers: nullableNumber,
  },
  relationships: { organization: toOne('organization') },
});
export type OrganizationStats = ResourceOf<typeof organizationStats>;
