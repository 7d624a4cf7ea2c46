import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type { Tables } from './schema.ts';

/** How busy a server was in one hour. */
export interface AttendanceHour {
  readonly api: 'dcs' | 'battlemetrics';
  readonly serverId: string;
  /** Beginning of the hour, epoch milliseconds. */
  readonly hour: number;
  /** How often the server was looked at, and the sum of the players that were seen then. */
  readonly looks: number;
  readonly players: number;
  readonly most: number;
}

/** The repository of `attendance`. */
export interface Attendance {
  /** Adds a look at each server to the hour of `at`, in one transaction. */
  note(
    at: number,
    seen: readonly {
      readonly api: 'dcs' | 'battlemetrics';
      readonly serverId: string;
      readonly players: number;
    }[],
  ): Promise<void>;
  /** The hours that begin from one moment on and before another, in their order. */
  between(from: number, to: number): Promise<readonly AttendanceHour[]>;
  /** Drops what is older than 60 days. */
  thin(): Promise<void>;
}

type Row = Selectable<Tables['attendance']>;

const ApiSchema = z.enum(['dcs', 'battlemetrics']);
const HOUR_MS = 3_600_000;
const KEPT_MS = 60 * 24 * HOUR_MS;

export function createAttendance(db: Kysely<Tables>, now: () => number): Attendance {
  return {
    async note(at, seen) {
      if (seen.length === 0) return;
      const hour = Math.floor(at / HOUR_MS) * HOUR_MS;
      await db
        .insertInto('attendance')
        .values(
          seen.map(({ api, serverId, players }) => ({
            hour,
            api,
            server_id: serverId,
            looks: 1,
            players,
            most: players,
          })),
        )
        .onConflict((conflict) =>
          conflict.columns(['hour', 'api', 'server_id']).doUpdateSet((eb) => ({
            looks: eb('attendance.looks', '+', 1),
            players: eb('attendance.players', '+', eb.ref('excluded.players')),
            most: eb.fn('max', ['attendance.most', 'excluded.most']),
          })),
        )
        .execute();
    },

    async between(from, to) {
      const rows = await db
        .selectFrom('attendance')
        .selectAll()
        .where('hour', '>=', from)
        .where('hour', '<', to)
        .orderBy('hour')
        .orderBy('api')
        .orderBy('server_id')
        .execute();
      return rows.map(toAttendanceHour);
    },

    async thin() {
      await db
        .deleteFrom('attendance')
        .where('hour', '<', now() - KEPT_MS)
        .execute();
    },
  };
}

function toAttendanceHour(row: Row): AttendanceHour {
  return {
    api: ApiSchema.parse(row.api),
    serverId: row.server_id,
    hour: row.hour,
    looks: row.looks,
    players: row.players,
    most: row.most,
  };
}
