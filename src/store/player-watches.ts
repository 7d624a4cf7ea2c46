import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import type { Moderator } from './moderation-action.ts';
import { randomKey } from './random-key.ts';
import type { Tables } from './schema.ts';

/** A moderator's wish to hear in the audit channel when somebody joins. */
export interface PlayerWatch {
  /** Eight letters and digits. */
  readonly id: string;
  /** One player, or everybody who has a flag. */
  readonly kind: 'player' | 'flag';
  /** BattleMetrics' id of the player, or the flag's UUID. */
  readonly targetId: string;
  /** As it was called then; hostile text. */
  readonly targetName: string;
  readonly reason: string | null;
  /** Who is pinged; null for the moderator. */
  readonly roleId: string | null;
  readonly moderator: Moderator;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** The repository of `player_watches`. */
export interface PlayerWatches {
  /** Adds one. The same target again keeps its id and takes name, reason, role and moderator from the new one. */
  add(watch: Omit<PlayerWatch, 'id' | 'createdAt'>): Promise<PlayerWatch>;
  /** Undefined when there is none. */
  remove(id: string): Promise<PlayerWatch | undefined>;
  /** Oldest first. */
  list(): Promise<readonly PlayerWatch[]>;
  find(kind: PlayerWatch['kind'], targetId: string): Promise<PlayerWatch | undefined>;
}

const KindSchema = z.enum(['player', 'flag']);

export function createPlayerWatches(db: Kysely<Tables>, now: () => number): PlayerWatches {
  return {
    async add({ kind, targetId, targetName, reason, roleId, moderator }) {
      const columns = {
        target_name: targetName,
        reason,
        role_id: roleId,
        moderator_id: moderator.id,
        moderator_name: moderator.name,
      };
      const row = await db
        .insertInto('player_watches')
        .values({ id: randomKey(8), kind, target_id: targetId, created_at: now(), ...columns })
        .onConflict((conflict) => conflict.columns(['kind', 'target_id']).doUpdateSet(columns))
        .returningAll()
        .executeTakeFirstOrThrow();
      return toWatch(row);
    },

    async remove(id) {
      const row = await db
        .deleteFrom('player_watches')
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? undefined : toWatch(row);
    },

    async list() {
      const rows = await db
        .selectFrom('player_watches')
        .selectAll()
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(toWatch);
    },

    async find(kind, targetId) {
      const row = await db
        .selectFrom('player_watches')
        .selectAll()
        .where('kind', '=', kind)
        .where('target_id', '=', targetId)
        .executeTakeFirst();
      return row === undefined ? undefined : toWatch(row);
    },
  };
}

function toWatch(row: Selectable<Tables['player_watches']>): PlayerWatch {
  return {
    id: row.id,
    kind: KindSchema.parse(row.kind),
    targetId: row.target_id,
    targetName: row.target_name,
    reason: row.reason,
    roleId: row.role_id,
    moderator: { id: row.moderator_id, name: row.moderator_name },
    createdAt: row.created_at,
  };
}
