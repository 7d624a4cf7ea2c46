import { defineResource, nullableText, type ResourceOf, toMany, toOne } from '../resource.ts';

/** A community on BattleMetrics. The document has no operation that reads one: it comes as an included resource. */
export const organization = defineResource('organization', {
  attributes: {
    name: nullableText,
    /** IANA time zone, for the times in ban reasons. */
    tz: nullableText,
    locale: nullableText,
    banTemplate: nullableText,
  },
  relationships: { defaultBanList: toOne, banLists: toMany, owner: toOne, servers: toMany },
});
export type Organization = ResourceOf<typeof organization>;
