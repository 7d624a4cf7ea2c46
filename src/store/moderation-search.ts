import type { Kysely } from 'kysely';
import { foldName } from './folded-name.ts';
import type { ActionState, ModerationAction } from './moderation-action.ts';
import { toAction } from './moderation-action-row.ts';
import type { ActionKind } from './moderation-request.ts';
import type { Tables } from './schema.ts';

/** Which actions are looked for; all that is given must fit. Times are epoch milliseconds. */
export interface ActionFilter {
  readonly moderatorId?: string;
  /**
   * A BattleMetrics player id or another `subjectKey`; where nothing is known by that, a part of the name that a player
   * had then, in capitals or not.
   */
  readonly player?: string;
  readonly kinds?: readonly ActionKind[];
  /** Without it all but drafts, and what was never confirmed. */
  readonly states?: readonly ActionState[];
  readonly from?: number;
  readonly until?: number;
}

/** How the record of moderation is searched. */
export interface ModerationSearch {
  /** The latest first, at most `limit`, from `offset` on. */
  search(filter: ActionFilter, limit: number, offset?: number): Promise<readonly ModerationAction[]>;
  /** How many `search` would find altogether. */
  count(filter: ActionFilter): Promise<number>;
}

/** A BattleMetrics id, or one of the keys that say of what kind they are. */
const LIKE_A_KEY = /^(?:\d+|[a-z-]+:.+)$/su;

export function createModerationSearch(db: Kysely<Tables>): ModerationSearch {
  /** What is no name but a key, if anything is known by it: then no name needs to be looked at, which no index helps. */
  const isKnownKey = async (player: string): Promise<boolean> => {
    if (!LIKE_A_KEY.test(player)) return false;
    const known = db.selectFrom('moderation_actions').select('id').where('subject', '=', player).limit(1);
    return (await known.executeTakeFirst()) !== undefined;
  };

  const found = async (filter: ActionFilter) => {
    const { moderatorId, player, kinds, states, from, until } = filter;
    const byKey = player !== undefined && (await isKnownKey(player));
    let query = db.selectFrom('moderation_actions');
    if (moderatorId !== undefined) query = query.where('moderator_id', '=', moderatorId);
    if (kinds !== undefined) query = query.where('kind', 'in', [...kinds]);
    if (from !== undefined) query = query.where('created_at', '>=', from);
    if (until !== undefined) query = query.where('created_at', '<=', until);
    if (player !== undefined) {
      query = byKey
        ? query.where('subject', '=', player)
        : query.where((eb) =>
            eb(eb.fn<number>('instr', ['subject_folded', eb.val(foldName(player))]), '>', 0),
          );
    }
    // A question that nobody confirmed is no part of the record.
    return states === undefined
      ? query.where('confirmed_at', 'is not', null)
      : query.where('state', 'in', [...states]);
  };

  return {
    async search(filter, limit, offset = 0) {
      const query = await found(filter);
      const rows = await query
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .offset(offset)
        .execute();
      return rows.map(toAction);
    },

    async count(filter) {
      const query = await found(filter);
      const { count } = await query
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}
