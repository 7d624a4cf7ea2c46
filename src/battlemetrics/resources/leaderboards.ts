import { z } from 'zod';
import { operation, page, typed } from '../operation.ts';
import { DIGITS } from '../path.ts';
import type { Fieldsets } from '../query-types.ts';
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

/** All time, or from one moment to another, ISO 8601: see `leaderboardPeriod`. */
export type LeaderboardPeriod = 'AT' | `${string}Z:${string}Z`;

export interface TimeLeaderboardQuery {
  readonly filter: {
    readonly period: LeaderboardPeriod;
    /** Only this player; the rank is still that among all. */
    readonly player?: string;
  };
  readonly page?: {
    /** 1 to 100; the API's default is 10. */
    readonly size?: number;
    /** 0 to 1000: who is further down is found with `filter.player` alone. */
    readonly offset?: number;
    readonly key?: string;
    readonly rel?: 'next' | 'prev';
  };
  readonly fields?: Fieldsets<'leaderboardPlayer'>;
}

/** A period as the API wants it, to the second. @param from, to epoch milliseconds */
export function leaderboardPeriod(from: number, to: number): LeaderboardPeriod {
  return `${second(from)}Z:${second(to)}Z`;
}

/** `2017-12-01T00:00:00` */
function second(time: number): string {
  return new Date(time).toISOString().slice(0, 19);
}

export const leaderboards = {
  /** Who spent the most time on a server, most first. */
  time: operation({
    method: 'GET',
    path: '/servers/{server}/relationships/leaderboards/time',
    params: { server: DIGITS },
    section: 'Leaderboard',
    query: typed<TimeLeaderboardQuery>(),
    answer: page(leaderboardPlayer),
    cache: { ttlMs: 5 * 60_000, staleForMs: 60 * 60_000 },
  }),
};
