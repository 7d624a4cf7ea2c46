import type Database from 'libsql';

/** One step of the database's shape. Once released it never changes: the next step is a new file. */
export interface Migration {
  /** 1, 2, 3 … without a gap; the number in the name of its file. */
  readonly version: number;
  readonly name: string;
  /** Statements that run together in one transaction. */
  readonly sql: string;
  /** What SQL cannot do; runs after it in the same transaction. */
  readonly finish?: (database: Database.Database) => void;
}
