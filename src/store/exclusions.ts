import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { randomKey } from './random-key.ts';
import type { Tables } from './schema.ts';

/** Why somebody is left off the boards. `opt-out`: the member's own wish. */
export const EXCLUSION_REASONS = ['banned', 'staff', 'other', 'opt-out'] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

/** Somebody who is on no board. Exactly one of the three says who. */
export interface Exclusion {
  /** Six letters and digits. */
  readonly id: string;
  /**
   * `key`: a board's key of a person, `ucid:…`, `bm:…`, or `nick:…` where no more is known. `discord`: everybody who is
   * linked to that account.
   */
  readonly subject:
    | { readonly kind: 'key'; readonly key: string }
    | { readonly kind: 'discord'; readonly discordId: string };
  /** Hostile text: the name at the time. */
  readonly name: string;
  readonly reason: ExclusionReason;
  /** Discord id of who asked for it. */
  readonly createdBy: string;
  readonly createdAt: number;
}

/** The repository of `exclusions`. */
export interface Exclusions {
  /** All of them, oldest first. */
  all(): Promise<readonly Exclusion[]>;
  /**
   * Adds one; somebody who is excluded already keeps the first entry, with the new reason. The member's own wish and
   * what admins say are two entries, so that whoever takes back the wish does not undo the other.
   */
  add(exclusion: Omit<Exclusion, 'id' | 'createdAt'>): Promise<Exclusion>;
  /** The member's own wish; undefined when there is none. */
  optOut(discordId: string): Promise<Exclusion | undefined>;
  /** False when there was none. */
  remove(id: string): Promise<boolean>;
}

type Row = Selectable<Tables['exclusions']>;

const ReasonSchema = z.enum(EXCLUSION_REASONS);
const SubjectKindSchema = z.enum(['key', 'discord']);

export function createExclusions(db: Kysely<Tables>, now: () => number): Exclusions {
  return {
    async all() {
      const rows = await db
        .selectFrom('exclusions')
        .selectAll()
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(toExclusion);
    },

    async add({ subject, name, reason, createdBy }) {
      const row = await db
        .insertInto('exclusions')
        .values({
          id: randomKey(6),
          subject_kind: subject.kind,
          subject: subject.kind === 'key' ? subject.key : subject.discordId,
          name,
          reason,
          own_wish: reason === 'opt-out' ? 1 : 0,
          created_by: createdBy,
          created_at: now(),
        })
        .onConflict((conflict) =>
          conflict.columns(['subject_kind', 'subject', 'own_wish']).doUpdateSet({ reason }),
        )
        .returningAll()
        .executeTakeFirstOrThrow();
      return toExclusion(row);
    },

    async optOut(discordId) {
      const row = await db
        .selectFrom('exclusions')
        .selectAll()
        .where('subject_kind', '=', 'discord')
        .where('subject', '=', discordId)
        .where('own_wish', '=', 1)
        .executeTakeFirst();
      return row === undefined ? undefined : toExclusion(row);
    },

    async remove(id) {
      const row = await db.deleteFrom('exclusions').where('id', '=', id).returning('id').executeTakeFirst();
      return row !== undefined;
    },
  };
}

function toExclusion(row: Row): Exclusion {
  const kind = SubjectKindSchema.parse(row.subject_kind);
  return {
    id: row.id,
    subject: kind === 'key' ? { kind, key: row.subject } : { kind, discordId: row.subject },
    name: row.name,
    reason: ReasonSchema.parse(row.reason),
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}
