import { defineResource, nullableNumber, type ResourceOf, toMany, toOne } from '../resource.ts';

/** Servers of one cluster, as BattleMetrics groups them; comes as an included resource. Document: "Server Group". */
export const serverGroup = defineResource('serverGroup', {
  attributes: {
    /** Null until it is ranked. */
    rank: nullableNumber,
  },
  relationships: { leader: toOne('server'), servers: toMany('server') },
});
export type ServerGroup = ResourceOf<typeof serverGroup>;
