import type { Kysely } from 'kysely';
import { canonicalJson } from './canonical-json.ts';
import { randomKey } from './random-key.ts';
import type { Schedule, ScheduleSettings } from './schedule.ts';
import { type ScheduleRow, toColumns, toSchedule, toSettings } from './schedule-row.ts';
import type { Tables } from './schema.ts';

/** A schedule of the file has the id of one that was made in Discord; the message is for the operator. */
export class ScheduleIdTakenError extends Error {
  readonly id: string;

  constructor(id: string) {
    super(
      `The schedules file has a schedule "${id}", and so has Discord: one that an admin made has this id already. Give the one in the file another id.`,
    );
    this.name = 'ScheduleIdTakenError';
    this.id = id;
  }
}

/** The repository of `schedules`. */
export interface Schedules {
  /** Makes a schedule of people; its id is new. Counts from now. */
  add(settings: ScheduleSettings, createdBy: string): Promise<Schedule>;
  get(id: string): Promise<Schedule | undefined>;
  /** All of them, oldest first. */
  all(): Promise<readonly Schedule[]>;
  /**
   * Replaces the settings, wakes a resting one, and lets it count from now. Another channel forgets the message
   * that stood in the old one. Undefined when there is none.
   */
  change(id: string, settings: ScheduleSettings): Promise<Schedule | undefined>;
  /** Lets it count from now, where the clock was set back to before the time that it counts from. */
  countFromNow(id: string): Promise<void>;
  /** Puts it to rest; false when it rested already, or there is none: so that the admins are told once. */
  rest(id: string, reason: string): Promise<boolean>;
  /** Somebody deleted its message; nothing if another one has taken its place. */
  forgetMessage(id: string, messageId: string): Promise<void>;
  /** Removes it with its occurrences and snapshots; false when there is none. */
  remove(id: string): Promise<boolean>;
  /**
   * Makes the schedules of the file those given, in one transaction: new ones are added, changed ones count from now
   * (and wake), others stay as they are, and those that are not in the file any more are removed.
   * @throws ScheduleIdTakenError when one has the id of a schedule made in Discord; nothing is changed then.
   */
  syncFile(entries: readonly { readonly id: string; readonly settings: ScheduleSettings }[]): Promise<{
    readonly added: readonly string[];
    readonly changed: readonly string[];
    readonly removed: readonly string[];
  }>;
}

export function createSchedules(db: Kysely<Tables>, now: () => number): Schedules {
  async function insert(
    on: Kysely<Tables>,
    identity: Pick<ScheduleRow, 'id' | 'source' | 'created_by'>,
    settings: ScheduleSettings,
  ): Promise<Schedule> {
    const at = now();
    const row = await on
      .insertInto('schedules')
      .values({
        ...identity,
        ...toColumns(settings),
        state: 'active',
        rest_reason: null,
        counts_from: at,
        created_at: at,
        updated_at: at,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    return toSchedule(row);
  }

  async function replace(on: Kysely<Tables>, id: string, settings: ScheduleSettings) {
    const at = now();
    const row = await on
      .updateTable('schedules')
      .set({ ...toColumns(settings), state: 'active', rest_reason: null, counts_from: at, updated_at: at })
      .set((eb) => {
        const ifChannelStays = (column: 'message_channel_id' | 'message_id') =>
          eb.case().when('channel_id', '=', settings.channelId).then(eb.ref(column)).else(null).end();
        return {
          message_channel_id: ifChannelStays('message_channel_id'),
          message_id: ifChannelStays('message_id'),
        };
      })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? undefined : toSchedule(row);
  }

  return {
    add(settings, createdBy) {
      return insert(db, { id: randomKey(6), source: 'discord', created_by: createdBy }, settings);
    },

    async get(id) {
      const row = await db.selectFrom('schedules').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? undefined : toSchedule(row);
    },

    async all() {
      const rows = await db.selectFrom('schedules').selectAll().orderBy('created_at').orderBy('id').execute();
      return rows.map(toSchedule);
    },

    change(id, settings) {
      return replace(db, id, settings);
    },

    async countFromNow(id) {
      const at = now();
      await db
        .updateTable('schedules')
        .set({ counts_from: at })
        .where('id', '=', id)
        .where('counts_from', '>', at)
        .execute();
    },

    async rest(id, reason) {
      const row = await db
        .updateTable('schedules')
        .set({ state: 'resting', rest_reason: reason, updated_at: now() })
        .where('id', '=', id)
        .where('state', '=', 'active')
        .returning('id')
        .executeTakeFirst();
      return row !== undefined;
    },

    async forgetMessage(id, messageId) {
      await db
        .updateTable('schedules')
        .set({ message_channel_id: null, message_id: null })
        .where('id', '=', id)
        .where('message_id', '=', messageId)
        .execute();
    },

    async remove(id) {
      const row = await db.deleteFrom('schedules').where('id', '=', id).returning('id').executeTakeFirst();
      return row !== undefined;
    },

    syncFile(entries) {
      return db.transaction().execute(async (trx) => {
        // Writes before it reads: a transaction that begins with a read can't always become one that writes.
        const removed = await trx
          .deleteFrom('schedules')
          .where('source', '=', 'file')
          .where(
            'id',
            'not in',
            entries.map(({ id }) => id),
          )
          .returning('id')
          .execute();
        const rows = await trx.selectFrom('schedules').selectAll().execute();
        const present = new Map(rows.map((row) => [row.id, row]));
        const added: string[] = [];
        const changed: string[] = [];
        for (const { id, settings } of entries) {
          const row = present.get(id);
          if (row === undefined) {
            await insert(trx, { id, source: 'file', created_by: null }, settings);
            added.push(id);
          } else if (row.source !== 'file') {
            throw new ScheduleIdTakenError(id);
          } else if (canonicalJson(toSettings(row)) !== canonicalJson(toSettings(toColumns(settings)))) {
            await replace(trx, id, settings);
            changed.push(id);
          }
        }
        return { added, changed, removed: removed.map(({ id }) => id).sort() };
      });
    },
  };
}
