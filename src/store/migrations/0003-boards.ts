import type { Migration } from './migration.ts';

export const boards: Migration = {
  version: 3,
  name: 'boards',
  sql: `
    CREATE TABLE exclusions (
      id TEXT PRIMARY KEY,
      subject_kind TEXT NOT NULL CHECK (subject_kind IN ('key', 'discord')),
      subject TEXT NOT NULL,
      name TEXT NOT NULL,
      reason TEXT NOT NULL CHECK (reason IN ('banned', 'staff', 'other', 'opt-out')),
      own_wish INTEGER NOT NULL CHECK (own_wish = (reason = 'opt-out')),
      created_by TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      UNIQUE (subject_kind, subject, own_wish)
    ) STRICT;

    CREATE TABLE board_views (
      id TEXT PRIMARY KEY,
      spec TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE status_boards (
      channel_id TEXT PRIMARY KEY,
      message_id TEXT,
      generation INTEGER NOT NULL DEFAULT 0,
      shown TEXT,
      edited_at INTEGER,
      state TEXT NOT NULL CHECK (state IN ('active', 'resting')),
      rest_reason TEXT,
      created_by TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE notifications (
      id TEXT PRIMARY KEY,
      user_id TEXT NOT NULL,
      api TEXT NOT NULL CHECK (api IN ('dcs', 'battlemetrics')),
      server_id TEXT NOT NULL,
      server_name TEXT NOT NULL,
      at_least INTEGER NOT NULL,
      quiet_from INTEGER CHECK (quiet_from BETWEEN 0 AND 1440),
      quiet_to INTEGER CHECK (quiet_to BETWEEN 0 AND 1440),
      timezone TEXT NOT NULL,
      pause_ms INTEGER NOT NULL CHECK (pause_ms >= 0),
      channel_id TEXT NOT NULL,
      pinged_at INTEGER,
      armed INTEGER NOT NULL DEFAULT 1 CHECK (armed IN (0, 1)),
      created_at INTEGER NOT NULL,
      UNIQUE (user_id, api, server_id),
      CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
    ) STRICT;

    CREATE TABLE attendance (
      hour INTEGER NOT NULL,
      api TEXT NOT NULL CHECK (api IN ('dcs', 'battlemetrics')),
      server_id TEXT NOT NULL,
      looks INTEGER NOT NULL,
      players INTEGER NOT NULL,
      most INTEGER NOT NULL,
      PRIMARY KEY (hour, api, server_id)
    ) STRICT, WITHOUT ROWID;
  `,
};
