import { firstTables } from './0001-first-tables.ts';
import { schedules } from './0002-schedules.ts';
import { boards } from './0003-boards.ts';
import { moderation } from './0004-moderation.ts';
import type { Migration } from './migration.ts';

/** All steps in their order. */
export const MIGRATIONS: readonly Migration[] = [firstTables, schedules, boards, moderation];
