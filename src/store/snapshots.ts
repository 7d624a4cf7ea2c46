import { type Kysely, type Selectable, sql } from 'kysely';
import type { Tables } from './schema.ts';
import { type Snapshot, SnapshotDataSchema } from './snapshot.ts';

/** The repository of `snapshots`: what posts showed. Written by `Occurrences.sending`. */
export interface Snapshots {
  /**
   * The newest of a schedule whose message was posted, taken before `before` (epoch milliseconds). By default before
   * this moment: one of later is from a time when the clock was wrong.
   */
  latest(scheduleId: string, before?: number): Promise<Snapshot | undefined>;
  /**
   * Thins out: of each schedule everything of the last 14 days is kept, before that the last one of each week up to a
   * year ago, nothing older; the newest stays always. Settled occurrences older than a year go too, save the newest of
   * a schedule. What is not settled is left alone. Nothing goes unless something was settled between half a year and a
   * day ago: else the clock may have jumped ahead, and what is forgotten then would be posted again when it is put right.
   * @returns how many snapshots went
   */
  thin(): Promise<number>;
}

type Row = Selectable<Tables['snapshots']>;

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const ALL_KEPT_MS = 14 * DAY_MS;
const YEAR_MS = 365 * DAY_MS;
const HALF_YEAR_MS = 182 * DAY_MS;

export function createSnapshots(db: Kysely<Tables>, now: () => number): Snapshots {
  return {
    async latest(scheduleId, before = now() + 1) {
      const row = await db
        .selectFrom('snapshots')
        .innerJoin('occurrences', 'occurrences.id', 'snapshots.occurrence_id')
        .selectAll('snapshots')
        .where('snapshots.schedule_id', '=', scheduleId)
        .where('snapshots.taken_at', '<', before)
        .where('occurrences.state', '=', 'posted')
        .orderBy('snapshots.taken_at', 'desc')
        .orderBy('snapshots.occurrence_id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? undefined : toSnapshot(row);
    },

    async thin() {
      const at = now();
      // Not within the transaction: one that begins with a read can't always become one that writes.
      if (!(await workedBefore(db, at))) return 0;
      return db.transaction().execute(async (trx) => {
        const gone = await thinSnapshots(trx, at);
        await thinOccurrences(trx, at);
        return gone;
      });
    },
  };
}

async function workedBefore(db: Kysely<Tables>, at: number): Promise<boolean> {
  const row = await db
    .selectFrom('occurrences')
    .select('id')
    .where('settled_at', '>', at - HALF_YEAR_MS)
    .where('settled_at', '<', at - DAY_MS)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Weeks are counted from the epoch: were they counted from now, each thinning would draw them anew. */
async function thinSnapshots(db: Kysely<Tables>, at: number): Promise<number> {
  const { rows } = await sql`
    DELETE FROM snapshots WHERE occurrence_id IN (
      SELECT occurrence_id FROM (
        SELECT
          snapshots.occurrence_id,
          snapshots.taken_at,
          row_number() OVER (
            PARTITION BY snapshots.schedule_id ORDER BY snapshots.taken_at DESC, snapshots.occurrence_id DESC
          ) AS nth,
          row_number() OVER (
            PARTITION BY snapshots.schedule_id, snapshots.taken_at / ${sql.lit(WEEK_MS)}
            ORDER BY snapshots.taken_at DESC, snapshots.occurrence_id DESC
          ) AS nth_of_week
        FROM snapshots JOIN occurrences ON occurrences.id = snapshots.occurrence_id
        WHERE occurrences.state = 'posted'
      )
      WHERE nth > 1
        AND (taken_at < ${at - YEAR_MS} OR (taken_at < ${at - ALL_KEPT_MS} AND nth_of_week > 1))
    )
    RETURNING occurrence_id`.execute(db);
  return rows.length;
}

/** Those whose snapshot is kept stay, for it would go with them. */
async function thinOccurrences(db: Kysely<Tables>, at: number): Promise<void> {
  await db
    .deleteFrom('occurrences')
    .where('settled_at', '<', at - YEAR_MS)
    .where('id', 'not in', (eb) => eb.selectFrom('snapshots').select('occurrence_id'))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('occurrences as newer')
          .select('newer.id')
          .whereRef('newer.schedule_id', '=', 'occurrences.schedule_id')
          .where((newer) =>
            newer(
              newer.refTuple('newer.due_at', 'newer.claimed_at', 'newer.id'),
              '>',
              newer.refTuple('occurrences.due_at', 'occurrences.claimed_at', 'occurrences.id'),
            ),
          ),
      ),
    )
    .execute();
}

function toSnapshot(row: Row): Snapshot {
  return {
    occurrenceId: row.occurrence_id,
    scheduleId: row.schedule_id,
    takenAt: row.taken_at,
    data: SnapshotDataSchema.parse(JSON.parse(row.data)),
  };
}
