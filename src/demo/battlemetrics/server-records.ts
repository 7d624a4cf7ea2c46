/** What is known of servers beside what they tell themselves. Times: epoch milliseconds. */

import type { World } from './world.ts';

export interface SimServerRecords {
  readonly groups: SimServerGroup[];
  readonly descriptions: SimDescription[];
  /** In no order. Those that are older than 90 days are no longer told of. */
  readonly outages: SimOutage[];
  /** Servers that the token's owner marked. */
  readonly favoriteIds: string[];
}

/** Servers of one cluster. Its leader is the one with the best rank. */
export interface SimServerGroup {
  readonly id: string;
  /** Null: too new for one. */
  readonly rank: number | null;
  readonly serverIds: string[];
}

/** A text on the pages of BattleMetrics about a server, an organization, or a group of an organization's servers. */
export interface SimDescription {
  readonly id: string;
  readonly type: 'serverDescription' | 'orgDescription' | 'orgGroupDescription';
  /** The server, the organization or the group. */
  readonly ownerId: string;
  readonly description: string;
  readonly links: readonly { readonly name: string; readonly url: string }[];
  /** Public and approved; others are not told of. */
  readonly shown: boolean;
}

/** A time in which a server did not answer queries. */
export interface SimOutage {
  readonly id: string;
  readonly serverId: string;
  readonly start: number;
  /** Undefined while it lasts. */
  readonly stop: number | undefined;
}

export interface SimRcon {
  /** It will be connected where that can be done. */
  readonly active: boolean;
  readonly status: 'connected' | 'disconnected' | 'timeout' | null;
  readonly lastConnected: number | null;
  readonly disconnected: number | null;
}

/** What a trigger counted of a player. */
export interface SimPlayerCounter {
  readonly id: string;
  readonly playerId: string;
  readonly name: string;
  readonly value: number;
}

const NONE: SimServerRecords = { groups: [], descriptions: [], outages: [], favoriteIds: [] };

export function serverRecordsOf({ serverRecords = NONE }: World): SimServerRecords {
  return serverRecords;
}

/** The group that a server belongs to, if any. */
export function groupOf(world: World, serverId: string): SimServerGroup | undefined {
  return serverRecordsOf(world).groups.find(({ serverIds }) => serverIds.includes(serverId));
}

/** The server of a group with the best rank; undefined if the world has none of them. */
export function leaderOf({ servers }: World, { serverIds }: SimServerGroup): string | undefined {
  const members = servers.filter(({ id }) => serverIds.includes(id));
  return members.toSorted((a, b) => a.rank - b.rank)[0]?.id;
}
