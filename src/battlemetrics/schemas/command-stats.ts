import { z } from 'zod';
import { numbersByName, objectOf, resourceId, toMany, toOne } from '../resource.ts';

/** Which commands were used, and how often; of one user, or of all. Document: "Commands Activity". */
export const commandStats = {
  type: 'commandStats',
  schema: z.object({
    type: z.literal('commandStats').default('commandStats'),
    /** `{organization}`, or `{organization}:{user}`. A summary may have none. */
    id: resourceId.exactOptional(),
    /** How often each command was used: `{ addBMBan: 3, raw: 12 }`. */
    attributes: numbersByName,
    relationships: z.preprocess(
      (value) => value ?? {},
      objectOf({ organization: toOne('organization'), user: toOne('user'), games: toMany('game') }),
    ),
  }),
};
export type CommandStats = z.output<typeof commandStats.schema>;
