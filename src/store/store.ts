import type { Attendance } from './attendance.ts';
import type { BoardViews } from './board-views.ts';
import type { Exclusions } from './exclusions.ts';
import type { Lease, LeaseOptions } from './lease.ts';
import type { ModerationActions } from './moderation-actions.ts';
import type { Notifications } from './notifications.ts';
import type { Occurrences } from './occurrences.ts';
import type { Schedules } from './schedules.ts';
import type { Snapshots } from './snapshots.ts';
import type { StatusBoards } from './status-boards.ts';

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
  /** Bans, unbans and flags: each is written here before it is sent, and nothing deletes it. */
  readonly actions: ModerationActions;
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
