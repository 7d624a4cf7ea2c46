import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { migrate } from '../../src/store/migrate.ts';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';
import { buildFixture, columnsOf, fixtureFile, hasFixture, rowsOf, schemaOf } from './fixtures.ts';

// Writes the fixture of a new migration, `npx tsx test/store/write-fixture.ts 4`: the rows of the one before, brought
// to the new shape. Rows for new tables are then added to the file by hand. Once released it never changes.
const [version = 0] = process.argv.slice(2).map(Number);
if (hasFixture(version)) throw new Error(`v${version}.sql is there already`);
const folder = mkdtempSync(join(tmpdir(), 'squawk-fixture-'));
const path = join(folder, 'squawk.db');
if (version > 1) buildFixture(version - 1, path);
const database = new Database(path);
migrate(database, MIGRATIONS.slice(0, version), () => 1_760_000_000_000 + version * 1_000_000_000);
const schema = schemaOf(database);
const rows = schema
  .filter(({ type }) => type === 'table')
  .flatMap(({ name }) =>
    rowsOf(database, name).map(
      (literals) => `INSERT INTO ${name} (${columnsOf(database, name).join(', ')})\n  VALUES (${literals});`,
    ),
  );
writeFileSync(fixtureFile(version), [...schema.map(({ sql }) => `${sql};`), ...rows, ''].join('\n'));
database.close();
rmSync(folder, { recursive: true });
