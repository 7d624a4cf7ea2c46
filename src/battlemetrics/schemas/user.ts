import { defineResource, nullableText, type ResourceOf, toMany } from '../resource.ts';

/** An account of BattleMetrics. It comes as an included resource alone. Document: "User". */
export const user = defineResource('user', {
  attributes: {
    /** Not unique, and may change. */
    nickname: nullableText,
  },
  relationships: { organizations: toMany('organization') },
});
export type User = ResourceOf<typeof user>;
