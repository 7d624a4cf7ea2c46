import type { Migration } from './migration.ts';

export const firstTables: Migration = {
  version: 1,
  name: 'first-tables',
  sql: `
    CREATE TABLE saved_states (
      key TEXT PRIMARY KEY,
      command TEXT NOT NULL,
      owner_id TEXT NOT NULL,
      data TEXT NOT NULL,
      expires_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX saved_states_by_expiry ON saved_states (expires_at);

    CREATE TABLE lease (
      slot INTEGER PRIMARY KEY CHECK (slot = 1),
      holder TEXT NOT NULL,
      pid INTEGER NOT NULL,
      host TEXT NOT NULL,
      space TEXT NOT NULL,
      process_start TEXT,
      acquired_at INTEGER NOT NULL,
      renewed_at INTEGER NOT NULL,
      released_at INTEGER
    ) STRICT;

    CREATE TABLE moderation_actions (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('ban', 'unban', 'flag-add', 'flag-remove')),
      state TEXT NOT NULL
        CHECK (state IN ('draft', 'sending', 'done', 'failed', 'unknown', 'cancelled', 'lapsed')),
      revision INTEGER NOT NULL DEFAULT 1,
      moderator_id TEXT NOT NULL,
      moderator_name TEXT NOT NULL,
      subject TEXT NOT NULL,
      uid TEXT UNIQUE,
      timestamp INTEGER,
      request TEXT NOT NULL,
      result TEXT,
      error TEXT,
      created_at INTEGER NOT NULL,
      lapses_at INTEGER,
      confirmed_at INTEGER,
      settled_at INTEGER,
      audit_pending INTEGER NOT NULL DEFAULT 0 CHECK (audit_pending IN (0, 1)),
      audit_channel_id TEXT,
      audit_message_id TEXT
    ) STRICT;
    CREATE INDEX moderation_actions_open ON moderation_actions (state) WHERE state IN ('draft', 'sending');
    CREATE INDEX moderation_actions_unposted ON moderation_actions (created_at) WHERE audit_pending = 1;
    CREATE INDEX moderation_actions_by_subject ON moderation_actions (subject, created_at);

    CREATE TRIGGER moderation_actions_are_kept BEFORE DELETE ON moderation_actions
    BEGIN
      SELECT RAISE(ABORT, 'the record of moderation is never deleted');
    END;
  `,
};
