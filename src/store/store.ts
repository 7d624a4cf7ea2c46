import type { Attendance } from './attendance.ts';
import type { BoardViews } from './board-views.ts';
import type { Exclusions } from './exclusions.ts';
import type { FlagExpiries } from './flag-expiries.ts';
import type { Lease, LeaseOptions } from './lease.ts';
import type { ModerationActions } from './moderation-actions.ts';
import type { Notifications } from './notifications.ts';
import type { Occurrences } from './occurrences.ts';
import type { OutsideBans } from './outside-bans.ts';
import type { PlayerWatches } from './player-watches.ts';
import type { Schedules } from './schedules.ts';
import type { Snapshots } from './snapshots.ts';
import type { StatusBoards } from './status-boards.ts';
import type { WatchedVisits } from './watched-visits.ts';

/**
 * State of a menu or button that is too large for a `custom_id`: a row whose random key stands there instead.
 * It says whose it is and ends by itself.
 */
export interface SavedStates {
  /** Keeps `data` (anything JSON) for `ttlMs` and returns its key: 16 letters and digits. */
  save(state: {
    readonly command: string;
    readonly ownerId: string;
    readonly data: unknown;
    readonly ttlMs: number;
  }): Promise<string>;
  /** Undefined when there is none, it ended, or it belongs to another command. `data` is as untyped as JSON. */
  load(
    command: string,
    key: string,
  ): Promise<{ readonly ownerId: string; readonly data: unknown } | undefined>;
}

/** The database, one repository a table. */
export interface Store {
  readonly savedStates: SavedStates;
  /** Every write of moderation: each is written here before it is sent, and nothing deletes or rewrites it. */
  readonly actions: ModerationActions;
  /** Flags that were put on for a time. */
  readonly flagExpiries: FlagExpiries;
  /** Whom moderators watch, and which visits of theirs are going on. */
  readonly playerWatches: PlayerWatches;
  readonly watchedVisits: WatchedVisits;
  /** Bans that nobody made with this bot. */
  readonly outsideBans: OutsideBans;
  readonly schedules: Schedules;
  /** What was due, and what became of it. */
  readonly occurrences: Occurrences;
  /** What posts showed. */
  readonly snapshots: Snapshots;
  /** Who is on no board. */
  readonly exclusions: Exclusions;
  readonly boardViews: BoardViews;
  readonly statusBoards: StatusBoards;
  readonly notifications: Notifications;
  readonly attendance: Attendance;
  /**
   * Makes this process the one that may work on the database; `main` does so before anything else.
   * @throws LeaseHeldError when another process holds the lease, after one TTL of watching it at most.
   */
  acquireLease(options: LeaseOptions): Promise<Lease>;
  /** Gives a held lease back, then closes the file. */
  close(): Promise<void>;
}
