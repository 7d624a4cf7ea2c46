import { z } from 'zod';
import { defineResource, type ResourceOf } from '../resource.ts';

/** A player's place by time on one server; the id is the player's. Document: "Leaderboard", a prototype there. */
export const leaderboardPlayer = defineResource('leaderboardPlayer', {
  attributes: {
    /** The most recent name that the player was seen with. */
    name: z.string(),
    /** From 1. */
    rank: z.number().int(),
    /** Seconds played. */
    value: z.number(),
  },
});
export type LeaderboardPlayer = ResourceOf<typeof leaderboardPlayer>;
