import { existsSync, readFileSync } from 'node:fs';
import Database from 'libsql';
import { z } from 'zod';

/** Statements that make a database exactly as a version of Squawk left it, with rows in every table. */
export function fixtureFile(version: number): URL {
  return new URL(`../fixtures/store/v${version}.sql`, import.meta.url);
}

export function hasFixture(version: number): boolean {
  return existsSync(fixtureFile(version));
}

/** Makes the database of an earlier version as a file, with the journal that it had. */
export function buildFixture(version: number, path: string): void {
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.exec(readFileSync(fixtureFile(version), 'utf8'));
  database.close();
}

const ObjectsSchema = z.array(z.object({ type: z.string(), name: z.string(), sql: z.string() }));

/** Everything that was created, tables first, in the words of its statement. */
export function schemaOf(database: Database.Database) {
  return ObjectsSchema.parse(
    database
      .prepare(
        `SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
         ORDER BY type <> 'table', rowid`,
      )
      .all(),
  );
}

/** The same without regard to spaces, lines and order. */
export function shapeOf(database: Database.Database): readonly string[] {
  return schemaOf(database)
    .map(({ sql }) => sql.replace(/\s+/g, ' ').trim())
    .sort();
}

export function columnsOf(database: Database.Database, table: string): readonly string[] {
  const rows = database.prepare(`SELECT name FROM pragma_table_info('${table}')`).all();
  return z
    .array(z.object({ name: z.string() }))
    .parse(rows)
    .map(({ name }) => name);
}

/** All rows as lists of SQL literals, sorted; only some columns if named. */
export function rowsOf(
  database: Database.Database,
  table: string,
  columns = columnsOf(database, table),
): readonly string[] {
  const literals = columns.map((column) => `quote("${column}")`).join(` || ', ' || `);
  const rows = database.prepare(`SELECT ${literals} AS literals FROM "${table}"`).all();
  return z
    .array(z.object({ literals: z.string() }))
    .parse(rows)
    .map(({ literals }) => literals)
    .sort();
}
