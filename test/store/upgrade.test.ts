import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { describe, expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';
import { buildFixture, columnsOf, hasFixture, rowsOf, schemaOf, shapeOf } from './fixtures.ts';
import { openTestStore, temporaryDatabase } from './open.ts';
import { READABLE } from './readable.ts';

const VERSIONS = MIGRATIONS.map((migration) => migration.version);
const OLDER = VERSIONS.slice(0, -1);

/** A time at which nothing in the fixtures has ended. */
const now = () => 1_764_000_000_000;

function open(path: string): Database.Database {
  const database = new Database(path);
  onTestFinished(() => {
    database.close();
  });
  return database;
}

function fixture(version: number): string {
  const path = temporaryDatabase();
  buildFixture(version, path);
  return path;
}

function freshShape(version = MIGRATIONS.length): readonly string[] {
  const database = open(':memory:');
  migrate(database, MIGRATIONS.slice(0, version), now);
  return shapeOf(database);
}

function tablesOf(database: Database.Database): readonly string[] {
  return schemaOf(database)
    .filter(({ type }) => type === 'table')
    .map(({ name }) => name);
}

function contentsOf(path: string) {
  const database = open(path);
  return tablesOf(database).map((table) => {
    const columns = columnsOf(database, table);
    return { table, columns, rows: rowsOf(database, table, columns) };
  });
}

describe('the fixtures of earlier versions', () => {
  test('are there for every migration, for each was somebody’s database', () => {
    // Of a new one: npx tsx test/store/write-fixture.ts VERSION
    expect(VERSIONS.filter((version) => !hasFixture(version))).toEqual([]);
    expect(Object.keys(READABLE).map(Number)).toEqual(VERSIONS);
  });

  test.each(VERSIONS)('have the shape that the migrations up to %i make: none was changed', (version) => {
    expect(shapeOf(open(fixture(version)))).toEqual(freshShape(version));
  });

  test.each(VERSIONS)('have rows in every table of version %i, and none that breaks a rule', (version) => {
    const path = fixture(version);
    expect(contentsOf(path).filter(({ rows }) => rows.length === 0)).toEqual([]);
    expect(open(path).pragma('foreign_key_check')).toEqual([]);
  });
});

describe('opening the database of an earlier version', () => {
  test.each(VERSIONS)('gives version %i the shape of a new one, sound and whole', async (version) => {
    const path = fixture(version);
    await openTestStore(path, now);
    const database = open(path);
    expect(shapeOf(database)).toEqual(freshShape());
    expect(database.prepare('SELECT version, name FROM migrations ORDER BY version').all()).toEqual(
      MIGRATIONS.map(({ version, name }) => ({ version, name })),
    );
    expect(database.pragma('foreign_key_check')).toEqual([]);
    expect(database.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });

  test.each(VERSIONS)('keeps every row of version %i as it was', async (version) => {
    const path = fixture(version);
    const before = contentsOf(path);
    await openTestStore(path, now);
    const database = open(path);
    for (const { table, columns, rows } of before) {
      expect(rowsOf(database, table, columns), table).toEqual(expect.arrayContaining([...rows]));
    }
  });

  test.each(VERSIONS)('reads what version %i kept through the repositories', async (version) => {
    const store = await openTestStore(fixture(version), now);
    for (const [since, readable] of Object.entries(READABLE)) {
      if (Number(since) <= version) await readable(store);
    }
  });

  test.each(OLDER)('leaves a copy that opens as version %i did', async (version) => {
    const path = fixture(version);
    const before = contentsOf(path);
    await openTestStore(path, now);
    const copy = `${path}.v${version}.bak`;
    expect(contentsOf(copy)).toEqual(before);
    expect(shapeOf(open(copy))).toEqual(freshShape(version));
    expect(open(copy).pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    // The way back: the copy is a database that opens, and is brought to the newest shape again.
    const store = await openTestStore(copy, now);
    await READABLE[1]?.(store);
  });

  test('makes no copy of one that has the newest shape', async () => {
    const path = fixture(MIGRATIONS.length);
    await openTestStore(path, now);
    expect(readdirSync(dirname(path)).filter((name) => name.includes('.bak'))).toEqual([]);
  });
});

describe('a process that is killed in the middle of a migration', () => {
  test('leaves the old shape with all rows, and the next start brings it to the new one', async () => {
    const path = fixture(1);
    const before = contentsOf(path);
    const script = fileURLToPath(new URL('migrate-and-stall.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(contentsOf(path)).toEqual(before);
    const store = await openTestStore(path, now);
    expect(shapeOf(open(path))).toEqual(freshShape());
    await READABLE[1]?.(store);
    expect(readdirSync(dirname(path))).toContain('squawk.db.v1.bak');
  });
});
