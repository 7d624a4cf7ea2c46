/** What lies between organizations: lists that they share, what they tell each other, and bans in games. Times: epoch milliseconds. */

import type { SimBanList, SimFlag } from './world.ts';

/** All of it that the simulator knows. */
export interface SimNetwork {
  /** Without the world's own. */
  readonly organizations: SimOtherOrganization[];
  /** Offers to share data, each in one direction. */
  readonly friends: SimFriend[];
  /** Of organizations that offer theirs. */
  readonly flags: SimFlag[];
  /** Lists that the world's organization is not subscribed to; those that it is are the world's `banLists`. */
  readonly otherBanLists: SimBanList[];
  /** Those of the world's organization come about when they are first asked for. */
  readonly subscriptions: SimSubscription[];
  readonly invites: SimInvite[];
  readonly nativeBans: SimNativeBan[];
}

export interface SimOtherOrganization {
  readonly id: string;
  readonly name: string;
  /** Best rank of its servers by game. */
  readonly gameRanks: Readonly<Record<string, number>>;
  /** In the past 90 days. */
  readonly uniquePlayers: number;
  readonly identifiers: number;
}

/** One organization's offer of its data to another. Its id is `organization:friend`. */
export interface SimFriend {
  /** Who shares. */
  readonly organizationId: string;
  /** With whom. */
  readonly friendId: string;
  /** By the friend. */
  accepted: boolean;
  /** Types; null: all. */
  identifiers: readonly string[] | null;
  notes: boolean;
  flagsShared: readonly string[];
  /** Which of them the friend uses. */
  flagsUsed: readonly string[];
}

export const LIST_ACTIONS = ['none', 'log', 'kick'] as const;
export type SimListAction = (typeof LIST_ACTIONS)[number];

/** What an organization does with a list. Native times: minutes. */
export interface SimListSettings {
  readonly action: SimListAction;
  readonly defaultIdentifiers: readonly string[];
  readonly defaultReasons: readonly string[];
  readonly defaultAutoAddEnabled: boolean;
  readonly defaultNativeEnabled: boolean | null;
  readonly nativeBanTTL: number | null;
  readonly nativeBanTempMaxExpires: number | null;
  readonly nativeBanPermMaxExpires: number | null;
}

export interface SimListPermissions {
  readonly permManage: boolean;
  readonly permCreate: boolean;
  readonly permUpdate: boolean;
  readonly permDelete: boolean;
}

/** Where a list is used, and how there; null as a setting: as elsewhere. */
export interface SimListServer {
  readonly id: string;
  readonly meta: SimListServerSettings | null;
}

export interface SimListServerSettings {
  readonly action?: SimListAction | null;
  readonly defaultNativeEnabled?: boolean | null;
  readonly nativeBanTTL?: number | null;
  readonly nativeBanTempMaxExpires?: number | null;
  readonly nativeBanPermMaxExpires?: number | null;
}

export interface SimSubscription {
  readonly banListId: string;
  readonly organizationId: string;
  settings: SimListSettings;
  permissions: SimListPermissions;
  /** Null: all. */
  servers: readonly SimListServer[] | null;
}

export interface SimInvite {
  /** The code. */
  readonly id: string;
  readonly banListId: string;
  readonly organizationId: string;
  readonly userId: string;
  readonly permissions: SimListPermissions;
  uses: number;
  /** Null: any number. */
  readonly limit: number | null;
}

/** A ban in a game's own list. */
export interface SimNativeBan {
  readonly id: string;
  readonly banId: string;
  readonly serverId: string;
  readonly type: string;
  readonly identifier: string;
  readonly createdAt: number;
  updatedAt: number;
  /** When it is looked at next. */
  updateAt: number;
  state: 'added' | 'removed';
  reason: string | null;
  expires: number | null;
}
