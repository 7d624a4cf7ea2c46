import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'libsql';
import { describe, expect, test } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';
import { openStore } from '../../src/store/open-store.ts';
import { openTestStore, silent, temporaryDatabase } from './open.ts';

const open = (path: string) => openStore({ path, now: Date.now, log: silent });

describe('opening the database', () => {
  test('makes the folder of the file', async () => {
    const path = join(dirname(temporaryDatabase()), 'deep', 'down', 'squawk.db');
    await openTestStore(path);
    expect(existsSync(path)).toBe(true);
  });

  test('writes ahead and keeps foreign keys, for a second program may read along', async () => {
    const path = temporaryDatabase();
    await openTestStore(path);
    const other = new Database(path);
    expect(other.pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    other.close();
  });

  test('finds what an earlier process kept', async () => {
    const path = temporaryDatabase();
    const first = await open(path);
    const key = await first.savedStates.save({
      command: 'ban',
      ownerId: '7',
      data: { page: 2 },
      ttlMs: 60_000,
    });
    await first.close();
    const second = await openTestStore(path);
    expect(await second.savedStates.load('ban', key)).toEqual({ ownerId: '7', data: { page: 2 } });
  });

  test('tells the operator that the file is no database, and leaves it alone', async () => {
    const path = temporaryDatabase();
    writeFileSync(path, 'certainly no database. '.repeat(500));
    const before = readFileSync(path);
    await expect(open(path)).rejects.toMatchObject({ name: 'StoreError', failure: 'corrupt' });
    expect(readFileSync(path)).toEqual(before);
  });

  test('tells the operator that a page of the database is damaged', async () => {
    const path = temporaryDatabase();
    const store = await open(path);
    for (let i = 0; i < 100; i++) {
      await store.savedStates.save({ command: 'ban', ownerId: '7', data: 'x'.repeat(1000), ttlMs: 60_000 });
    }
    await store.close();
    const bytes = readFileSync(path);
    bytes.fill(0xff, 4096, bytes.length - 4096);
    writeFileSync(path, bytes);
    await expect(open(path)).rejects.toMatchObject({ failure: 'corrupt' });
  });

  test('tells the operator that the path is a folder', async () => {
    const path = temporaryDatabase();
    mkdirSync(path);
    await expect(open(path)).rejects.toMatchObject({ failure: 'unusable-path' });
    await expect(open(path)).rejects.toThrow(/DATABASE_URL/);
  });

  test('tells the operator that a folder cannot be made', async () => {
    const path = temporaryDatabase();
    writeFileSync(path, '');
    await expect(open(join(path, 'squawk.db'))).rejects.toMatchObject({ failure: 'unusable-path' });
  });

  test('refuses a database that a later version has used', async () => {
    const path = temporaryDatabase();
    await (await open(path)).close();
    const later = new Database(path);
    later.prepare('INSERT INTO migrations VALUES (?, ?, ?)').run(999, 'from-the-future', 0);
    later.close();
    await expect(open(path)).rejects.toMatchObject({ failure: 'too-new' });
    await expect(open(path)).rejects.toThrow(/later version/);
  });
});

describe('migrations', () => {
  test('are numbered from one without a gap', () => {
    expect(MIGRATIONS.map((migration) => migration.version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
  });

  test('run once each, also when the program starts again', () => {
    const database = new Database(temporaryDatabase());
    const steps = [
      { version: 1, name: 'one', sql: 'CREATE TABLE one (id INTEGER)' },
      { version: 2, name: 'two', sql: 'CREATE TABLE two (id INTEGER)' },
    ];
    expect(migrate(database, steps.slice(0, 1), () => 5)).toEqual([1]);
    expect(migrate(database, steps, () => 6)).toEqual([2]);
    expect(migrate(database, steps, () => 7)).toEqual([]);
    expect(database.prepare('SELECT version, applied_at FROM migrations').all()).toEqual([
      { version: 1, applied_at: 5 },
      { version: 2, applied_at: 6 },
    ]);
    database.close();
  });

  test('leave nothing behind when a step fails halfway', () => {
    const database = new Database(temporaryDatabase());
    const steps = [
      { version: 1, name: 'good', sql: 'CREATE TABLE good (id INTEGER)' },
      { version: 2, name: 'bad', sql: 'CREATE TABLE half (id INTEGER); CREATE TABLE good (id INTEGER)' },
    ];
    expect(() => migrate(database, steps, Date.now)).toThrow(/shape 2 \(bad\)/);
    expect(database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()).toEqual([]);
    database.close();
  });
});
