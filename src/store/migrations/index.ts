import { firstTables } from './0001-first-tables.ts';
import type { Migration } from './migration.ts';

/** All steps in their order. */
export const MIGRATIONS: readonly Migration[] = [firstTables];
