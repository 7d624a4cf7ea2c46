import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type { Tables } from './schema.ts';

/** One message in a channel that shows the servers as they are. One a channel. Times are epoch milliseconds. */
export interface StatusBoard {
  readonly channelId: string;
  /** Null until it is posted, and after somebody deleted it. */
  readonly messageId: string | null;
  /** Grows with every new message, so that its nonce is another one. */
  readonly generation: number;
  /** Of what the message shows, so that it is edited only when something changed; null: not known. */
  readonly shown: string | null;
  /** When its message was last sent or edited, even if that one is gone; null for never. */
  readonly editedAt: number | null;
  readonly state: 'active' | 'resting';
  readonly restReason: string | null;
  readonly createdBy: string;
  readonly createdAt: number;
}

/** The repository of `status_boards`. */
export interface StatusBoards {
  /** All of them, oldest first. */
  all(): Promise<readonly StatusBoard[]>;
  get(channelId: string): Promise<StatusBoard | undefined>;
  /** Makes one, or wakes the one that the channel has. */
  add(channelId: string, createdBy: string): Promise<StatusBoard>;
  /** Before a new message is sent: another generation, so another nonce. */
  renew(channelId: string): Promise<StatusBoard | undefined>;
  /** What the message shows now. */
  shows(channelId: string, message: { readonly messageId: string; readonly shown: string }): Promise<void>;
  /** The message is gone. */
  lost(channelId: string): Promise<void>;
  /** False when it rested already, or there is none. */
  rest(channelId: string, reason: string): Promise<boolean>;
  remove(channelId: string): Promise<boolean>;
}

type Row = Selectable<Tables['status_boards']>;

const StateSchema = z.enum(['active', 'resting']);

export function createStatusBoards(db: Kysely<Tables>, now: () => number): StatusBoards {
  return {
    async all() {
      const rows = await db
        .selectFrom('status_boards')
        .selectAll()
        .orderBy('created_at')
        .orderBy('channel_id')
        .execute();
      return rows.map(toStatusBoard);
    },

    async get(channelId) {
      const row = await db
        .selectFrom('status_boards')
        .selectAll()
        .where('channel_id', '=', channelId)
        .executeTakeFirst();
      return row === undefined ? undefined : toStatusBoard(row);
    },

    async add(channelId, createdBy) {
      const row = await db
        .insertInto('status_boards')
        .values({ channel_id: channelId, state: 'active', created_by: createdBy, created_at: now() })
        .onConflict((conflict) =>
          conflict.column('channel_id').doUpdateSet({ state: 'active', rest_reason: null }),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      return toStatusBoard(row);
    },

    async renew(channelId) {
      const row = await db
        .updateTable('status_boards')
        .set((eb) => ({ generation: eb('generation', '+', 1) }))
        .where('channel_id', '=', channelId)
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? undefined : toStatusBoard(row);
    },

    async shows(channelId, { messageId, shown }) {
      await db
        .updateTable('status_boards')
        .set({ message_id: messageId, shown, edited_at: now() })
        .where('channel_id', '=', channelId)
        .execute();
    },

    async lost(channelId) {
      await db
        .updateTable('status_boards')
        .set({ message_id: null, shown: null })
        .where('channel_id', '=', channelId)
        .execute();
    },

    async rest(channelId, reason) {
      const row = await db
        .updateTable('status_boards')
        .set({ state: 'resting', rest_reason: reason })
        .where('channel_id', '=', channelId)
        .where('state', '=', 'active')
        .returning('channel_id')
        .executeTakeFirst();
      return row !== undefined;
    },

    async remove(channelId) {
      const row = await db
        .deleteFrom('status_boards')
        .where('channel_id', '=', channelId)
        .returning('channel_id')
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

function toStatusBoard(row: Row): StatusBoard {
  return {
    channelId: row.channel_id,
    messageId: row.message_id,
    generation: row.generation,
    shown: row.shown,
    editedAt: row.edited_at,
    state: StateSchema.parse(row.state),
    restReason: row.rest_reason,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}
