import { defineResource, nullableText, type ResourceOf } from '../resource.ts';

/** An account of BattleMetrics. It comes as an included resource alone. */
export const user = defineResource('user', { attributes: { nickname: nullableText } });
export type User = ResourceOf<typeof user>;
