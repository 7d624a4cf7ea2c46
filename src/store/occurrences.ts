import { type Kysely, sql } from 'kysely';
import type { MessageRef } from './message-ref.ts';
import { toOccurrence } from './occurrence-row.ts';
import { randomKey } from './random-key.ts';
import type { Occurrence, OccurrenceState } from './schedule.ts';
import type { Tables } from './schema.ts';
import { type SnapshotData, SnapshotDataSchema } from './snapshot.ts';

/** The repository of `occurrences`: what was due, what became of it, and that nothing is posted twice. */
export interface Occurrences {
  /**
   * Takes a due time in hand; undefined when it was taken before, by whomever, or the schedule is gone. Unique by
   * schedule and due time. Due times between the newest one that is known and this one stay unclaimed: they were
   * missed.
   */
  claim(scheduleId: string, dueAt: number): Promise<Occurrence | undefined>;
  /** Takes a run by hand in hand, due now. @throws Error when the schedule is gone */
  claimManual(scheduleId: string): Promise<Occurrence>;
  get(id: string): Promise<Occurrence | undefined>;
  /** Those that an earlier process, or an earlier attempt, left `claimed` or `sending`; oldest first. */
  open(): Promise<readonly Occurrence[]>;
  /** Posted ones whose pins and deletions are still to be done; oldest first. */
  untidy(): Promise<readonly Occurrence[]>;
  /** The newest of a schedule, whatever became of it. */
  latest(scheduleId: string): Promise<Occurrence | undefined>;
  /** Data were not to be had: counts the attempt and says when the next is due. Nothing if it is settled. */
  postpone(id: string, nextTryAt: number, note: string): Promise<void>;
  /**
   * Before its message is sent: `sending`, with what the message shows, in one transaction. A second time it replaces
   * what an earlier attempt showed. Undefined unless it was `claimed` or `sending`.
   */
  sending(id: string, shown: SnapshotData | null): Promise<Occurrence | undefined>;
  /**
   * Its message stands: `posted`, the schedule's message becomes this one (unless it has moved to another channel
   * since), and `previous` (if given) is to be unpinned or deleted; all in one transaction. Nothing if it is settled.
   * @param tidyPending whether anything is left to do.
   */
  posted(
    id: string,
    result: {
      readonly message: MessageRef;
      readonly previous: MessageRef | null;
      readonly tidyPending: boolean;
    },
  ): Promise<void>;
  /** Pins and deletions are done. */
  tidied(id: string): Promise<void>;
  /** It ends without a message; its snapshot, if one was written, is dropped. Nothing if it is settled. */
  settle(
    id: string,
    state: Extract<OccurrenceState, 'skipped' | 'failed' | 'missed'>,
    note: string,
  ): Promise<void>;
}

/** Of what is not settled yet; written out in the statement, for else SQLite can't know that its index serves. */
const OPEN = (['claimed', 'sending'] satisfies OccurrenceState[]).map((state) => sql.lit(state));

export function createOccurrences(db: Kysely<Tables>, now: () => number): Occurrences {
  const select = () => db.selectFrom('occurrences').selectAll();

  return {
    async claim(scheduleId, dueAt) {
      const row = await db
        .insertInto('occurrences')
        .columns(['id', 'schedule_id', 'kind', 'due_at', 'state', 'claimed_at'])
        // From the schedule's own row, so that one that was removed a moment ago has none.
        .expression((eb) =>
          eb
            .selectFrom('schedules')
            .select((from) => [
              from.val(randomKey(16)).as('id'),
              'schedules.id as schedule_id',
              from.val('due').as('kind'),
              from.val(dueAt).as('due_at'),
              from.val('claimed').as('state'),
              from.val(now()).as('claimed_at'),
            ])
            .where('schedules.id', '=', scheduleId),
        )
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? undefined : toOccurrence(row);
    },

    async claimManual(scheduleId) {
      const at = now();
      const row = await db
        .insertInto('occurrences')
        .values({
          id: randomKey(16),
          schedule_id: scheduleId,
          kind: 'manual',
          due_at: at,
          state: 'claimed',
          claimed_at: at,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return toOccurrence(row);
    },

    async get(id) {
      const row = await select().where('id', '=', id).executeTakeFirst();
      return row === undefined ? undefined : toOccurrence(row);
    },

    async open() {
      const rows = await select().where('state', 'in', OPEN).orderBy('due_at').orderBy('id').execute();
      return rows.map(toOccurrence);
    },

    async untidy() {
      const rows = await select()
        .where('tidy_pending', '=', sql.lit(1))
        .orderBy('due_at')
        .orderBy('id')
        .execute();
      return rows.map(toOccurrence);
    },

    async latest(scheduleId) {
      const row = await select()
        .where('schedule_id', '=', scheduleId)
        .orderBy('due_at', 'desc')
        .orderBy('claimed_at', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? undefined : toOccurrence(row);
    },

    async postpone(id, nextTryAt, note) {
      await db
        .updateTable('occurrences')
        .set((eb) => ({ attempts: eb('attempts', '+', 1), next_try_at: nextTryAt, note }))
        .where('id', '=', id)
        .where('state', 'in', OPEN)
        .execute();
    },

    sending(id, shown) {
      return db.transaction().execute(async (trx) => {
        const at = now();
        const row = await trx
          .updateTable('occurrences')
          .set((eb) => ({ state: 'sending', sent_at: eb.fn.coalesce('sent_at', eb.val(at)) }))
          .where('id', '=', id)
          .where('state', 'in', OPEN)
          .returningAll()
          .executeTakeFirst();
        if (row === undefined) return undefined;
        await trx.deleteFrom('snapshots').where('occurrence_id', '=', id).execute();
        if (shown !== null) {
          await trx
            .insertInto('snapshots')
            .values({
              occurrence_id: id,
              schedule_id: row.schedule_id,
              taken_at: at,
              // Parsed before it is kept: what could not be read again would stop all later posts.
              data: JSON.stringify(SnapshotDataSchema.parse(shown)),
            })
            .execute();
        }
        return toOccurrence(row);
      });
    },

    posted(id, { message, previous, tidyPending }) {
      return db.transaction().execute(async (trx) => {
        const row = await trx
          .updateTable('occurrences')
          .set({
            state: 'posted',
            settled_at: now(),
            next_try_at: null,
            message_channel_id: message.channelId,
            message_id: message.messageId,
            previous_channel_id: previous?.channelId ?? null,
            previous_message_id: previous?.messageId ?? null,
            tidy_pending: tidyPending ? 1 : 0,
          })
          .where('id', '=', id)
          .where('state', 'in', OPEN)
          .returning('schedule_id')
          .executeTakeFirst();
        if (row === undefined) return;
        await trx
          .updateTable('schedules')
          .set({ message_channel_id: message.channelId, message_id: message.messageId })
          .where('id', '=', row.schedule_id)
          // It may have moved to another channel while the message was on its way.
          .where('channel_id', '=', message.channelId)
          .execute();
      });
    },

    async tidied(id) {
      await db.updateTable('occurrences').set({ tidy_pending: 0 }).where('id', '=', id).execute();
    },

    settle(id, state, note) {
      return db.transaction().execute(async (trx) => {
        const row = await trx
          .updateTable('occurrences')
          .set({ state, note, settled_at: now(), next_try_at: null })
          .where('id', '=', id)
          .where('state', 'in', OPEN)
          .returning('id')
          .executeTakeFirst();
        if (row === undefined) return;
        await trx.deleteFrom('snapshots').where('occurrence_id', '=', id).execute();
      });
    },
  };
}
