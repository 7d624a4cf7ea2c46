import type Database from 'libsql';
import { z } from 'zod';
import type { Migration } from './migrations/migration.ts';
import { StoreError } from './store-error.ts';

const AppliedSchema = z.array(z.object({ version: z.number() }));

/**
 * Brings the database to the newest shape and records each step. All missing steps run in one transaction that
 * takes the write lock first, so two processes that start at once do not both run them.
 * @param beforeChange is called under that lock when a database that has a shape already is about to get another one,
 * and told the version that it has; what it throws stops the migration, and nothing is changed.
 * @returns the versions that were applied now.
 * @throws StoreError `too-new` when a later program has been here, `migration-failed` when a step fails.
 */
export function migrate(
  database: Database.Database,
  migrations: readonly Migration[],
  now: () => number,
  beforeChange: (version: number) => void = () => undefined,
): readonly number[] {
  database.exec('BEGIN IMMEDIATE');
  try {
    const applied = applyMissing(database, migrations, now, beforeChange);
    database.exec('COMMIT');
    return applied;
  } catch (error) {
    // A full disk makes SQLite roll back by itself.
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function applyMissing(
  database: Database.Database,
  migrations: readonly Migration[],
  now: () => number,
  beforeChange: (version: number) => void,
): readonly number[] {
  database.exec(`CREATE TABLE IF NOT EXISTS migrations (
    version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL
  ) STRICT`);
  const rows = AppliedSchema.parse(database.prepare('SELECT version FROM migrations').all());
  const applied = new Set(rows.map((row) => row.version));
  const known = migrations.at(-1)?.version ?? 0;
  const newest = Math.max(0, ...applied);
  if (newest > known) {
    throw new StoreError(
      'too-new',
      `The database has shape ${newest}, this version of Squawk knows shapes up to ${known}: a later version has used it. Start that version, or put a backup from before the update in place.`,
    );
  }
  const missing = migrations.filter((migration) => !applied.has(migration.version));
  if (missing.length > 0 && newest > 0) beforeChange(newest);
  for (const migration of missing) apply(database, migration, now());
  return missing.map((migration) => migration.version);
}

function apply(database: Database.Database, migration: Migration, at: number): void {
  try {
    database.exec(migration.sql);
    migration.finish?.(database);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError(
      'migration-failed',
      `The database could not be brought to shape ${migration.version} (${migration.name}): ${reason}. Nothing was changed; please report this with the message.`,
      { cause: error },
    );
  }
  database
    .prepare('INSERT INTO migrations (version, name, applied_at) VALUES (?, ?, ?)')
    .run(migration.version, migration.name, at);
}
