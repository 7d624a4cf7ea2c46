import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import type { Logger } from 'pino';
import { z } from 'zod';
import { createAttendance } from './attendance.ts';
import { createBoardViews } from './board-views.ts';
import { copyDatabase, pruneCopies } from './database-copies.ts';
import { createExclusions } from './exclusions.ts';
import { createFlagExpiries } from './flag-expiries.ts';
import { acquireLease, type Lease } from './lease.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { createModerationActions } from './moderation-actions.ts';
import { createNotifications } from './notifications.ts';
import { createOccurrences } from './occurrences.ts';
import { createOutsideBans } from './outside-bans.ts';
import { createPlayerWatches } from './player-watches.ts';
import { createSavedStates } from './saved-states.ts';
import { createSchedules } from './schedules.ts';
import type { Tables } from './schema.ts';
import { createSnapshots } from './snapshots.ts';
import { createStatusBoards } from './status-boards.ts';
import type { Store } from './store.ts';
import { explainOpenFailure } from './store-error.ts';
import { createWatchedVisits } from './watched-visits.ts';

export interface StoreOptions {
  /** A file, whose folder is made if missing, or `:memory:`. */
  readonly path: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
}

/** How long a statement waits for another process's transaction. */
const BUSY_TIMEOUT_MS = 5_000;

const CheckSchema = z.array(z.object({ quick_check: z.string() }));

/**
 * Opens the database, brings it to the newest shape and checks it. A file that gets another shape is copied before:
 * beside it stands `squawk.db.v1.bak` then, as it was in shape 1.
 * @throws StoreError with a message for the operator.
 */
export async function openStore({ path, now, log }: StoreOptions): Promise<Store> {
  const database = openDatabase(path);
  try {
    bringToNewestShape(database, { path, now, log });
  } catch (error) {
    database.close();
    throw explainOpenFailure(path, error);
  }

  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  let lease: Lease | undefined;
  return {
    savedStates: createSavedStates(db, now),
    actions: createModerationActions(db, now),
    flagExpiries: createFlagExpiries(db, now),
    playerWatches: createPlayerWatches(db, now),
    watchedVisits: createWatchedVisits(db, now),
    outsideBans: createOutsideBans(db, now),
    schedules: createSchedules(db, now),
    occurrences: createOccurrences(db, now),
    snapshots: createSnapshots(db, now),
    exclusions: createExclusions(db, now),
    boardViews: createBoardViews(db, now),
    statusBoards: createStatusBoards(db, now),
    notifications: createNotifications(db, now),
    attendance: createAttendance(db, now),
    async acquireLease(options) {
      lease = await acquireLease({ db, now, log }, options);
      return lease;
    },
    async close() {
      if (!database.open) return;
      try {
        await lease?.release();
        // Leaves everything in the one file, so that an operator may copy it.
        database.pragma('wal_checkpoint(TRUNCATE)');
      } finally {
        await db.destroy();
      }
    },
  };
}

/** A database that held something before is copied first. */
function bringToNewestShape(database: Database.Database, { path, now, log }: StoreOptions): void {
  let copy: string | undefined;
  const applied = migrate(database, MIGRATIONS, now, (version) => {
    copy = copyDatabase(path, version);
    log.info({ copy }, 'database copied before it gets another shape');
  });
  if (applied.length > 0) log.info({ applied }, 'database brought to its newest shape');
  if (copy === undefined) return;
  try {
    pruneCopies(path, copy);
  } catch (error) {
    log.warn({ err: error }, 'old copies of the database could not be removed');
  }
}

function openDatabase(path: string): Database.Database {
  let database: Database.Database | undefined;
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    database = new Database(path);
    database.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`);
    database.pragma('journal_mode = WAL');
    // A ban is written down before it is sent; that must hold through a power cut as well.
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    const [check] = CheckSchema.parse(database.pragma('quick_check(1)'));
    if (check?.quick_check !== 'ok') {
      throw Object.assign(new Error(check?.quick_check ?? 'the check gave no answer'), {
        code: 'SQLITE_CORRUPT',
      });
    }
    return database;
  } catch (error) {
    database?.close();
    throw explainOpenFailure(path, error);
  }
}
