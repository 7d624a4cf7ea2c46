import type Database from 'libsql';
import { z } from 'zod';
import { foldName } from '../folded-name.ts';
import type { Migration } from './migration.ts';

/**
 * `moderation_actions` is built anew, for SQLite cannot change a CHECK; its rows stay as they are. From here on what
 * was asked for and what became of it cannot be changed any more, whoever tries.
 */
export const moderation: Migration = {
  version: 4,
  name: 'moderation',
  sql: `
    CREATE TABLE moderation_actions_4 (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN (
        'ban', 'unban', 'ban-edit', 'exemption-add', 'exemption-remove', 'ban-import',
        'flag-add', 'flag-remove', 'flag-create', 'flag-edit', 'flag-delete',
        'note-add', 'note-edit', 'note-delete', 'slot-add', 'slot-remove', 'rcon'
      )),
      state TEXT NOT NULL CHECK (state IN (
        'draft', 'proposed', 'sending', 'done', 'failed', 'unknown', 'cancelled', 'lapsed'
      )),
      revision INTEGER NOT NULL DEFAULT 1,
      moderator_id TEXT NOT NULL,
      moderator_name TEXT NOT NULL,
      cause TEXT NOT NULL DEFAULT 'command' CHECK (cause IN ('command', 'undo', 'expiry')),
      cause_of TEXT,
      request_key TEXT UNIQUE,
      subject TEXT NOT NULL,
      -- The name as it is searched for: SQLite knows the small letters of ASCII alone, so the program writes it.
      subject_folded TEXT,
      uid TEXT UNIQUE,
      timestamp INTEGER,
      request TEXT NOT NULL,
      result TEXT,
      error TEXT,
      approver_id TEXT,
      approver_name TEXT,
      created_at INTEGER NOT NULL,
      lapses_at INTEGER,
      confirmed_at INTEGER,
      settled_at INTEGER,
      undo_until INTEGER,
      undone_by TEXT,
      audit_pending INTEGER NOT NULL DEFAULT 0 CHECK (audit_pending IN (0, 1)),
      audit_channel_id TEXT,
      audit_message_id TEXT
    ) STRICT;
    INSERT INTO moderation_actions_4 (
      id, kind, state, revision, moderator_id, moderator_name, subject, uid, timestamp, request, result, error,
      created_at, lapses_at, confirmed_at, settled_at, audit_pending, audit_channel_id, audit_message_id
    )
    SELECT
      id, kind, state, revision, moderator_id, moderator_name, subject, uid, timestamp, request, result, error,
      created_at, lapses_at, confirmed_at, settled_at, audit_pending, audit_channel_id, audit_message_id
    FROM moderation_actions;
    DROP TABLE moderation_actions;
    ALTER TABLE moderation_actions_4 RENAME TO moderation_actions;

    CREATE INDEX moderation_actions_open ON moderation_actions (state)
      WHERE state IN ('draft', 'proposed', 'sending');
    CREATE INDEX moderation_actions_unposted ON moderation_actions (created_at) WHERE audit_pending = 1;
    CREATE INDEX moderation_actions_undoable ON moderation_actions (undo_until) WHERE undo_until IS NOT NULL;
    CREATE INDEX moderation_actions_by_subject ON moderation_actions (subject, created_at);
    CREATE INDEX moderation_actions_by_time ON moderation_actions (created_at, id);
    CREATE INDEX moderation_actions_by_moderator ON moderation_actions (moderator_id, created_at);

    CREATE TRIGGER moderation_actions_are_kept BEFORE DELETE ON moderation_actions
    BEGIN
      SELECT RAISE(ABORT, 'the record of moderation is never deleted');
    END;
    -- INSERT OR REPLACE deletes without asking the trigger above.
    CREATE TRIGGER moderation_actions_are_not_replaced BEFORE INSERT ON moderation_actions
    WHEN EXISTS (SELECT 1 FROM moderation_actions WHERE id = NEW.id OR uid = NEW.uid)
    BEGIN
      SELECT RAISE(ABORT, 'the record of moderation is never replaced');
    END;
    CREATE TRIGGER moderation_actions_say_what_was_asked BEFORE UPDATE OF
      id, kind, moderator_id, moderator_name, cause, cause_of, request_key, subject, subject_folded, uid, request,
      created_at
    ON moderation_actions
    WHEN NEW.id IS NOT OLD.id OR NEW.kind IS NOT OLD.kind OR NEW.moderator_id IS NOT OLD.moderator_id
      OR NEW.moderator_name IS NOT OLD.moderator_name OR NEW.cause IS NOT OLD.cause
      OR NEW.cause_of IS NOT OLD.cause_of OR NEW.request_key IS NOT OLD.request_key
      OR NEW.subject IS NOT OLD.subject
      OR (OLD.subject_folded IS NOT NULL AND NEW.subject_folded IS NOT OLD.subject_folded)
      OR (OLD.uid IS NOT NULL AND NEW.uid IS NOT OLD.uid)
      OR NEW.request IS NOT OLD.request OR NEW.created_at IS NOT OLD.created_at
    BEGIN
      SELECT RAISE(ABORT, 'what was asked of moderation is never changed');
    END;
    CREATE TRIGGER moderation_actions_stay_settled BEFORE UPDATE OF
      state, uid, timestamp, result, error, approver_id, approver_name, lapses_at, confirmed_at, settled_at
    ON moderation_actions
    WHEN OLD.state IN ('done', 'failed', 'cancelled', 'lapsed') AND (
      NEW.state IS NOT OLD.state OR NEW.uid IS NOT OLD.uid OR NEW.timestamp IS NOT OLD.timestamp
      OR NEW.result IS NOT OLD.result OR NEW.error IS NOT OLD.error
      OR NEW.approver_id IS NOT OLD.approver_id OR NEW.approver_name IS NOT OLD.approver_name
      OR NEW.lapses_at IS NOT OLD.lapses_at OR NEW.confirmed_at IS NOT OLD.confirmed_at
      OR NEW.settled_at IS NOT OLD.settled_at
    )
    BEGIN
      SELECT RAISE(ABORT, 'what is settled stays so');
    END;

    -- The bans of an import, by which they are told from bans that others made.
    CREATE TABLE imported_uids (
      uid TEXT PRIMARY KEY,
      action_id TEXT NOT NULL
    ) STRICT;

    CREATE TABLE flag_expiries (
      action_id TEXT PRIMARY KEY,
      player_id TEXT NOT NULL,
      flag_id TEXT NOT NULL,
      expires_at INTEGER NOT NULL,
      when_over TEXT NOT NULL CHECK (when_over IN ('remove', 'ask')),
      state TEXT NOT NULL CHECK (state IN ('waiting', 'asked', 'removing', 'over')),
      message_channel_id TEXT,
      message_id TEXT
    ) STRICT;
    CREATE INDEX flag_expiries_due ON flag_expiries (expires_at) WHERE state <> 'over';

    CREATE TABLE player_watches (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('player', 'flag')),
      target_id TEXT NOT NULL,
      target_name TEXT NOT NULL,
      reason TEXT,
      role_id TEXT,
      moderator_id TEXT NOT NULL,
      moderator_name TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      UNIQUE (kind, target_id)
    ) STRICT;
    CREATE TABLE watched_visits (
      player_id TEXT PRIMARY KEY,
      player_name TEXT NOT NULL,
      server_id TEXT NOT NULL,
      began_at INTEGER NOT NULL,
      last_seen_at INTEGER NOT NULL,
      ping TEXT NOT NULL CHECK (ping IN ('owed', 'sent'))
    ) STRICT;

    CREATE TABLE outside_bans (
      ban_id TEXT PRIMARY KEY,
      made_at INTEGER NOT NULL,
      found_at INTEGER NOT NULL,
      post TEXT NOT NULL CHECK (post IN ('none', 'owed', 'sent')),
      ban TEXT
    ) STRICT;
    CREATE INDEX outside_bans_owed ON outside_bans (made_at) WHERE post = 'owed';
  `,
  finish: foldNames,
};

const NamesSchema = z.array(z.object({ id: z.string(), name: z.string() }));

function foldNames(database: Database.Database): void {
  const rows = database
    .prepare(
      `SELECT id, json_extract(request, '$.subject.name') AS name FROM moderation_actions
       WHERE json_extract(request, '$.subject.name') IS NOT NULL`,
    )
    .all();
  const fold = database.prepare('UPDATE moderation_actions SET subject_folded = ? WHERE id = ?');
  for (const { id, name } of NamesSchema.parse(rows)) fold.run(foldName(name), id);
}
