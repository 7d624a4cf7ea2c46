import { z } from 'zod';
import { timestamp } from '../resource.ts';

/** How much one server saw of one player. */
export const timeOnServer = {
  firstSeen: timestamp.nullable().exactOptional(),
  lastSeen: timestamp.nullable().exactOptional(),
  /** Seconds. */
  timePlayed: z.number().exactOptional(),
  online: z.boolean().exactOptional(),
};
