import type { Migration } from './migration.ts';

export const schedules: Migration = {
  version: 2,
  name: 'schedules',
  sql: `
    CREATE TABLE schedules (
      id TEXT PRIMARY KEY,
      source TEXT NOT NULL CHECK (source IN ('discord', 'file')),
      content TEXT NOT NULL,
      channel_id TEXT NOT NULL,
      when_text TEXT NOT NULL,
      cron TEXT NOT NULL,
      timezone TEXT NOT NULL,
      mode TEXT NOT NULL CHECK (mode IN ('edit', 'post')),
      pin INTEGER NOT NULL CHECK (pin IN (0, 1)),
      delete_previous INTEGER NOT NULL CHECK (delete_previous IN (0, 1)),
      mention_role_id TEXT,
      state TEXT NOT NULL CHECK (state IN ('active', 'resting')),
      rest_reason TEXT,
      counts_from INTEGER NOT NULL,
      message_channel_id TEXT,
      message_id TEXT,
      created_by TEXT,
      created_at INTEGER NOT NULL,
      updated_at INTEGER NOT NULL,
      CHECK ((message_channel_id IS NULL) = (message_id IS NULL))
    ) STRICT;

    CREATE TABLE occurrences (
      id TEXT PRIMARY KEY,
      schedule_id TEXT NOT NULL REFERENCES schedules (id) ON DELETE CASCADE,
      kind TEXT NOT NULL CHECK (kind IN ('due', 'manual')),
      due_at INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('claimed', 'sending', 'posted', 'skipped', 'failed', 'missed')),
      attempts INTEGER NOT NULL DEFAULT 0,
      next_try_at INTEGER,
      claimed_at INTEGER NOT NULL,
      sent_at INTEGER,
      settled_at INTEGER,
      message_channel_id TEXT,
      message_id TEXT,
      tidy_pending INTEGER NOT NULL DEFAULT 0 CHECK (tidy_pending IN (0, 1)),
      previous_channel_id TEXT,
      previous_message_id TEXT,
      note TEXT,
      CHECK ((message_channel_id IS NULL) = (message_id IS NULL)),
      CHECK ((previous_channel_id IS NULL) = (previous_message_id IS NULL))
    ) STRICT;
    CREATE UNIQUE INDEX occurrences_once ON occurrences (schedule_id, due_at) WHERE kind = 'due';
    CREATE INDEX occurrences_by_schedule ON occurrences (schedule_id, due_at, claimed_at);
    CREATE INDEX occurrences_open ON occurrences (due_at) WHERE state IN ('claimed', 'sending');
    CREATE INDEX occurrences_untidy ON occurrences (due_at) WHERE tidy_pending = 1;

    CREATE TABLE snapshots (
      occurrence_id TEXT PRIMARY KEY REFERENCES occurrences (id) ON DELETE CASCADE,
      schedule_id TEXT NOT NULL REFERENCES schedules (id) ON DELETE CASCADE,
      taken_at INTEGER NOT NULL,
      data TEXT NOT NULL
    ) STRICT;
    CREATE INDEX snapshots_by_schedule ON snapshots (schedule_id, taken_at);
  `,
};
