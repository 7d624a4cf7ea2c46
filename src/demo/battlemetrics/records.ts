/** What moderators keep about players and bans. Times: epoch milliseconds. */

import type { SimBanIdentifier } from './world.ts';

/** An account of BattleMetrics. */
export interface SimUser {
  readonly id: string;
  readonly nickname: string;
}

export interface SimBanExemption {
  readonly id: string;
  readonly banId: string;
  readonly organizationId: string;
  reason: string | null;
}

export interface SimNote {
  readonly id: string;
  readonly playerId: string;
  /** As it was sent; it comes back as HTML. */
  note: string;
  shared: boolean;
  readonly createdAt: number;
  /** Belongs to the user alone. */
  readonly personal: boolean;
  /** Another organization, which shares it or to which the token's owner belongs too; undefined: the world's own. */
  readonly organizationId?: string | undefined;
  /** Who wrote it; undefined: the token's owner. */
  readonly userId?: string | undefined;
}

export interface SimReservedSlot {
  readonly id: string;
  readonly playerId: string;
  /** Null: all. */
  serverIds: readonly string[] | null;
  identifiers: readonly SimBanIdentifier[];
  expires: number | null;
  readonly createdAt: number;
  readonly userId: string;
  meta: Readonly<Record<string, string>> | null;
}

export interface SimConsoleCommand {
  readonly serverId: string;
  readonly raw: string;
  readonly at: number;
}
