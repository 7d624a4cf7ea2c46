import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { Tables } from './schema.ts';

const OutsideBanSchema = z.object({
  banId: z.string(),
  uid: z.string().nullable(),
  playerId: z.string().nullable(),
  player: z.string().optional(),
  reason: z.string(),
  expires: z.number().nullable(),
  orgWide: z.boolean(),
  server: z.string().optional(),
  author: z.string().optional(),
  madeAt: z.number(),
});

/**
 * What is to be told of a ban that nobody made with this bot; nothing private. Texts are hostile; times are epoch
 * milliseconds.
 */
export interface OutsideBan {
  readonly banId: string;
  readonly uid: string | null;
  readonly playerId: string | null;
  readonly player: string | undefined;
  readonly reason: string;
  /** Null is for good. */
  readonly expires: number | null;
  readonly orgWide: boolean;
  readonly server: string | undefined;
  readonly author: string | undefined;
  readonly madeAt: number;
}

/** A ban that was seen in the organization's list. */
export interface SeenBan {
  readonly banId: string;
  /** Epoch milliseconds. */
  readonly madeAt: number;
  /** `owed`: the audit channel is to be told. */
  readonly post: 'none' | 'owed';
  /** With `owed`. */
  readonly ban: OutsideBan | null;
}

/** The repository of `outside_bans`: which bans were seen, and which of them are still to be told. */
export interface OutsideBans {
  known(banIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** When the newest known ban was made; undefined when none was ever seen. */
  latest(): Promise<number | undefined>;
  /** Adds those that are not known yet; the others stay as they are. */
  add(bans: readonly SeenBan[]): Promise<void>;
  /** Oldest first. */
  owed(): Promise<readonly OutsideBan[]>;
  /** The audit channel was told. */
  sent(banIds: readonly string[]): Promise<void>;
  /** Forgets those made before `time` that are told, except for the newest. Epoch milliseconds. */
  prune(time: number): Promise<void>;
}

/** Rows in one statement; SQLite takes some 32,000 values. */
const MOST_ROWS = 500;

export function createOutsideBans(db: Kysely<Tables>, now: () => number): OutsideBans {
  const latest = async (): Promise<number | undefined> => {
    const row = await db
      .selectFrom('outside_bans')
      .select((eb) => eb.fn.max('made_at').as('latest'))
      .executeTakeFirst();
    return row?.latest ?? undefined;
  };

  return {
    latest,

    async known(banIds) {
      const known = new Set<string>();
      for (const some of slices(banIds)) {
        const rows = await db
          .selectFrom('outside_bans')
          .select('ban_id')
          .where('ban_id', 'in', some)
          .execute();
        for (const row of rows) known.add(row.ban_id);
      }
      return known;
    },

    async add(bans) {
      for (const some of slices(bans)) {
        await db
          .insertInto('outside_bans')
          .values(
            some.map(({ banId, madeAt, post, ban }) => ({
              ban_id: banId,
              made_at: madeAt,
              found_at: now(),
              post,
              ban: ban === null ? null : JSON.stringify(ban),
            })),
          )
          .onConflict((conflict) => conflict.column('ban_id').doNothing())
          .execute();
      }
    },

    async owed() {
      const rows = await db
        .selectFrom('outside_bans')
        .select('ban')
        .where('post', '=', 'owed')
        .orderBy('made_at')
        .orderBy('ban_id')
        .execute();
      return rows.flatMap(({ ban }) => (ban === null ? [] : [toBan(ban)]));
    },

    async sent(banIds) {
      for (const some of slices(banIds)) {
        // What was told is not needed any more.
        await db
          .updateTable('outside_bans')
          .set({ post: 'sent', ban: null })
          .where('ban_id', 'in', some)
          .execute();
      }
    },

    async prune(time) {
      const newest = await latest();
      await db
        .deleteFrom('outside_bans')
        .where('made_at', '<', Math.min(time, newest ?? time))
        .where('post', '<>', 'owed')
        .execute();
    },
  };
}

function toBan(text: string): OutsideBan {
  const { player, server, author, ...ban } = OutsideBanSchema.parse(JSON.parse(text));
  return { ...ban, player, server, author };
}

function* slices<T>(items: readonly T[]): Generator<T[]> {
  for (let at = 0; at < items.length; at += MOST_ROWS) yield items.slice(at, at + MOST_ROWS);
}
