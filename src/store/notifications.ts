import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { randomKey } from './random-key.ts';
import type { Tables } from './schema.ts';

/** A wish to be pinged when a server is busy. Times of day are minutes since midnight. */
export interface Notification {
  /** Six letters and digits. */
  readonly id: string;
  readonly userId: string;
  /** `dcs`: the server's name is its id. */
  readonly server: { readonly api: 'dcs' | 'battlemetrics'; readonly id: string; readonly name: string };
  /** Players on it, from which on the member is pinged. */
  readonly atLeast: number;
  /** No pings from the one to the other, in `timezone`; null for none. The end may be on the next day. */
  readonly quiet: { readonly from: number; readonly to: number } | null;
  /** IANA. */
  readonly timezone: string;
  /** Milliseconds after a ping in which there is no other. */
  readonly pauseMs: number;
  /** Where the wish was made: pinged there when direct messages are closed. */
  readonly channelId: string;
  /** Epoch milliseconds; null for never. */
  readonly pingedAt: number | null;
  /** Whether the server was below the number since the last ping: only then the next one is due. */
  readonly armed: boolean;
  readonly createdAt: number;
}

/** The repository of `notifications`. */
export interface Notifications {
  /** All of them, oldest first. */
  all(): Promise<readonly Notification[]>;
  /** Those of one person, oldest first. */
  of(userId: string): Promise<readonly Notification[]>;
  /**
   * Adds one, armed. A second wish of the same person for the same server replaces the first; it keeps the id, and the
   * time of the last ping, so that the pause goes on.
   */
  add(wish: Omit<Notification, 'id' | 'pingedAt' | 'armed' | 'createdAt'>): Promise<Notification>;
  /** Of that person; false when there is none. */
  remove(id: string, userId: string): Promise<boolean>;
  /** The server was seen below the number. */
  arm(id: string): Promise<void>;
  /**
   * Takes the ping in hand before it is sent: disarms, and notes the time; false when it is not armed any more, so that
   * nobody is pinged twice.
   */
  claimPing(id: string): Promise<boolean>;
}

type Row = Selectable<Tables['notifications']>;

const ApiSchema = z.enum(['dcs', 'battlemetrics']);

export function createNotifications(db: Kysely<Tables>, now: () => number): Notifications {
  const select = () => db.selectFrom('notifications').selectAll().orderBy('created_at').orderBy('id');

  return {
    async all() {
      return (await select().execute()).map(toNotification);
    },

    async of(userId) {
      return (await select().where('user_id', '=', userId).execute()).map(toNotification);
    },

    async add({ userId, server, ...wish }) {
      const columns = {
        server_name: server.name,
        at_least: wish.atLeast,
        quiet_from: wish.quiet?.from ?? null,
        quiet_to: wish.quiet?.to ?? null,
        timezone: wish.timezone,
        pause_ms: wish.pauseMs,
        channel_id: wish.channelId,
        armed: 1,
      };
      const row = await db
        .insertInto('notifications')
        .values({
          id: randomKey(6),
          user_id: userId,
          api: server.api,
          server_id: server.id,
          created_at: now(),
          ...columns,
        })
        .onConflict((conflict) => conflict.columns(['user_id', 'api', 'server_id']).doUpdateSet(columns))
        .returningAll()
        .executeTakeFirstOrThrow();
      return toNotification(row);
    },

    async remove(id, userId) {
      const row = await db
        .deleteFrom('notifications')
        .where('id', '=', id)
        .where('user_id', '=', userId)
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },

    async arm(id) {
      await db
        .updateTable('notifications')
        .set({ armed: 1 })
        .where('id', '=', id)
        .where('armed', '=', 0)
        .execute();
    },

    async claimPing(id) {
      const row = await db
        .updateTable('notifications')
        .set({ armed: 0, pinged_at: now() })
        .where('id', '=', id)
        .where('armed', '=', 1)
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}

function toNotification(row: Row): Notification {
  return {
    id: row.id,
    userId: row.user_id,
    server: { api: ApiSchema.parse(row.api), id: row.server_id, name: row.server_name },
    atLeast: row.at_least,
    quiet:
      row.quiet_from === null || row.quiet_to === null ? null : { from: row.quiet_from, to: row.quiet_to },
    timezone: row.timezone,
    pauseMs: row.pause_ms,
    channelId: row.channel_id,
    pingedAt: row.pinged_at,
    armed: row.armed === 1,
    createdAt: row.created_at,
  };
}
