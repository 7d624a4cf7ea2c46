import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Database from 'libsql';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { buildFixture, shapeOf } from './fixtures.ts';
import { openTestStore, silent, temporaryDatabase } from './open.ts';

const run = promisify(execFile);
const OPEN_ONCE = ['--import', 'tsx', fileURLToPath(new URL('open-once.ts', import.meta.url))];

function oldDatabase(path = temporaryDatabase()): string {
  buildFixture(1, path);
  return path;
}

function copiesBeside(path: string): readonly string[] {
  return readdirSync(dirname(path))
    .filter((name) => name.includes('.bak'))
    .sort();
}

async function open(path: string): Promise<void> {
  const store = await openStore({ path, now: Date.now, log: silent });
  await store.close();
}

function versionsOf(path: string): unknown[] {
  const database = new Database(path);
  try {
    return database.prepare('SELECT version FROM migrations ORDER BY version').raw().all().flat();
  } finally {
    database.close();
  }
}

describe('the copy before a migration', () => {
  test('is not made of a new database', async () => {
    const path = temporaryDatabase();
    await openTestStore(path);
    expect(copiesBeside(path)).toEqual([]);
  });

  test('is told to the operator by name, without its folder', async () => {
    const path = oldDatabase();
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
    await (await openStore({ path, now: Date.now, log })).close();
    expect(lines.filter((line) => line.includes('"copy":"squawk.db.v1.bak"'))).toHaveLength(1);
    expect(lines.join('')).not.toContain(dirname(path));
  });

  test('overwrites no copy of an earlier time, and gets a number instead', async () => {
    const path = oldDatabase();
    writeFileSync(`${path}.v1.bak`, 'from another time');
    writeFileSync(`${path}.v1.bak-2`, 'and from yet another one');
    await open(path);
    expect(copiesBeside(path)).toEqual(['squawk.db.v1.bak', 'squawk.db.v1.bak-2', 'squawk.db.v1.bak-3']);
    expect(readFileSync(`${path}.v1.bak`, 'utf8')).toBe('from another time');
    expect(versionsOf(`${path}.v1.bak-3`)).toEqual([1]);
  });

  test('is not made twice when a start before failed after it', async () => {
    const path = oldDatabase();
    const hand = new Database(path);
    // In the way of the third step.
    hand.exec('CREATE TABLE exclusions (id TEXT)');
    hand.close();
    await expect(open(path)).rejects.toMatchObject({ failure: 'migration-failed' });
    await expect(open(path)).rejects.toMatchObject({ failure: 'migration-failed' });
    expect(copiesBeside(path)).toEqual(['squawk.db.v1.bak']);
    expect(versionsOf(path)).toEqual([1]);
  });

  test('is as private as the database', async () => {
    const path = oldDatabase();
    chmodSync(path, 0o600);
    await open(path);
    expect(statSync(`${path}.v1.bak`).mode & 0o777).toBe(statSync(path).mode & 0o777);
  });

  test('holds what is still in the file beside the database, which a plain copy would miss', async () => {
    const path = oldDatabase();
    const running = new Database(path);
    running.exec("UPDATE lease SET holder = 'StillInTheWal'");
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    await open(path);
    const copy = new Database(`${path}.v1.bak`);
    expect(copy.prepare('SELECT holder FROM lease').all()).toEqual([{ holder: 'StillInTheWal' }]);
    copy.close();
    running.close();
  });

  test('replaces what a killed process left half written', async () => {
    const path = oldDatabase();
    writeFileSync(`${path}.v1.bak.partial`, 'half');
    await open(path);
    expect(copiesBeside(path)).toEqual(['squawk.db.v1.bak']);
    expect(versionsOf(`${path}.v1.bak`)).toEqual([1]);
  });

  test('leaves the newest five beside the database, and everything that is no copy of it', async () => {
    const path = oldDatabase();
    const folder = dirname(path);
    // The names tell nothing about the age: a backup that was put back is copied again.
    const old = ['v9.bak', 'v1.bak', 'v1.bak-2', 'v1.bak-10', 'v2.bak', 'v1.bak-3'];
    for (const [age, end] of old.entries()) {
      writeFileSync(`${path}.${end}`, end);
      utimesSync(`${path}.${end}`, 1_700_000_000 - age, 1_700_000_000 - age);
    }
    const others = ['squawk.db.v1.bak.gz', 'squawk.db.bak', 'other.db.v1.bak', 'squawk.db.vx.bak'];
    for (const name of others) writeFileSync(join(folder, name), name);
    await open(path);
    const stay = ['v9.bak', 'v1.bak', 'v1.bak-2', 'v1.bak-10', 'v1.bak-4'].map((end) => `squawk.db.${end}`);
    expect(copiesBeside(path)).toEqual([...stay, ...others].sort());
  });

  test('refuses the update when it cannot be made, and says what to do', async () => {
    const path = oldDatabase();
    mkdirSync(`${path}.v1.bak.partial`);
    await expect(open(path)).rejects.toMatchObject({ name: 'StoreError', failure: 'copy-failed' });
    await expect(open(path)).rejects.toThrow(/Nothing was changed.*disk has room.*folder may be written/);
    expect(versionsOf(path)).toEqual([1]);
  });

  test.skipIf(process.platform === 'win32')('leaves nothing half written when the disk is full', async () => {
    const path = oldDatabase();
    const hand = new Database(path);
    hand.exec('CREATE TABLE bulk (data BLOB); INSERT INTO bulk VALUES (randomblob(4000000))');
    hand.close();
    // No file of that process may grow beyond a megabyte at most, as if the disk ended there.
    const limited = ['-c', 'ulimit -f 1000 && exec "$0" "$@"', process.execPath, ...OPEN_ONCE, path];
    const { stdout } = await run('sh', limited);
    expect(stdout).toMatch(/^copy-failed: .*Nothing was changed/);
    expect(copiesBeside(path)).toEqual([]);
    expect(versionsOf(path)).toEqual([1]);
    await open(path);
    expect(copiesBeside(path)).toEqual(['squawk.db.v1.bak']);
  });

  test('is made once by two processes that start at the same time', async () => {
    const path = oldDatabase();
    const outcomes = await Promise.all([0, 1].map(() => run(process.execPath, [...OPEN_ONCE, path])));
    expect(outcomes.map(({ stdout }) => stdout)).toEqual(['opened', 'opened']);
    expect(copiesBeside(path)).toEqual(['squawk.db.v1.bak']);
    expect(existsSync(`${path}.v1.bak.partial`)).toBe(false);
    const copy = new Database(`${path}.v1.bak`);
    expect(shapeOf(copy).some((sql) => sql.startsWith('CREATE TABLE schedules'))).toBe(false);
    copy.close();
  });
});
