import { z } from 'zod';
import { defineResource, nullableText, objectOf, type ResourceOf, timestamp, toOne } from '../resource.ts';

/** A time in which a server did not answer. Kept for 90 days. Document: "Outage History". */
export const serverOutage = defineResource('serverOutage', {
  attributes: {
    start: timestamp,
    /** Null while it lasts. */
    stop: nullableText,
  },
  relationships: { server: toOne('server') },
});
export type ServerOutage = ResourceOf<typeof serverOutage>;

/** Of all outages listed: shortest, longest and whole time, seconds; their number; since when the server is what it is. */
export const outageSummary = objectOf({
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  sum: z.number().exactOptional(),
  count: z.number().exactOptional(),
  onlineSince: z.string().exactOptional(),
  offlineSince: z.string().exactOptional(),
  lastPlayerJoin: z.string().exactOptional(),
});
