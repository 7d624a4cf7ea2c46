import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type { Tables } from './schema.ts';

/** A watched player on one of our servers, from joining to having been away for a while. Times are epoch milliseconds. */
export interface WatchedVisit {
  readonly playerId: string;
  /** Hostile text. */
  readonly playerName: string;
  /** Where it began. */
  readonly serverId: string;
  readonly beganAt: number;
  readonly lastSeenAt: number;
  /** Whether the ping is still to be posted. */
  readonly ping: 'owed' | 'sent';
}

/** The repository of `watched_visits`: one row a player at most. */
export interface WatchedVisits {
  /** Begins a visit whose ping is owed; false when one is under way. */
  begin(visit: Pick<WatchedVisit, 'playerId' | 'playerName' | 'serverId'>): Promise<boolean>;
  /** These players were seen now. */
  stillThere(playerIds: readonly string[]): Promise<void>;
  /** Ends the visits of whoever was last seen before `time`, unless their ping is owed: that is to be posted first. */
  endBefore(time: number): Promise<void>;
  /** Oldest first. */
  owed(): Promise<readonly WatchedVisit[]>;
  /** The ping is posted, or too old to be of use. */
  pinged(playerId: string): Promise<void>;
  /** Oldest first. */
  all(): Promise<readonly WatchedVisit[]>;
}

const PingSchema = z.enum(['owed', 'sent']);
/** Values in one statement; SQLite takes some 32,000. */
const MOST_VALUES = 500;

export function createWatchedVisits(db: Kysely<Tables>, now: () => number): WatchedVisits {
  const select = () => db.selectFrom('watched_visits').selectAll().orderBy('began_at').orderBy('player_id');

  return {
    async begin({ playerId, playerName, serverId }) {
      const row = await db
        .insertInto('watched_visits')
        .values({
          player_id: playerId,
          player_name: playerName,
          server_id: serverId,
          began_at: now(),
          last_seen_at: now(),
          ping: 'owed',
        })
        .onConflict((conflict) => conflict.column('player_id').doNothing())
        .returning('player_id')
        .executeTakeFirst();
      return row !== undefined;
    },

    async stillThere(playerIds) {
      for (let at = 0; at < playerIds.length; at += MOST_VALUES) {
        await db
          .updateTable('watched_visits')
          .set({ last_seen_at: now() })
          .where('player_id', 'in', playerIds.slice(at, at + MOST_VALUES))
          .execute();
      }
    },

    async endBefore(time) {
      await db
        .deleteFrom('watched_visits')
        .where('last_seen_at', '<', time)
        .where('ping', '=', 'sent')
        .execute();
    },

    async owed() {
      return (await select().where('ping', '=', 'owed').execute()).map(toVisit);
    },

    async pinged(playerId) {
      await db
        .updateTable('watched_visits')
        .set({ ping: 'sent' })
        .where('player_id', '=', playerId)
        .execute();
    },

    async all() {
      return (await select().execute()).map(toVisit);
    },
  };
}

function toVisit(row: Selectable<Tables['watched_visits']>): WatchedVisit {
  return {
    playerId: row.player_id,
    playerName: row.player_name,
    serverId: row.server_id,
    beganAt: row.began_at,
    lastSeenAt: row.last_seen_at,
    ping: PingSchema.parse(row.ping),
  };
}
