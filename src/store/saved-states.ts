import type { Kysely } from 'kysely';
import { randomKey } from './random-key.ts';
import type { Tables } from './schema.ts';
import type { SavedStates } from './store.ts';

const KEY_LENGTH = 16;

/** The repository of `saved_states`. What has ended is swept whenever something is saved. */
export function createSavedStates(db: Kysely<Tables>, now: () => number): SavedStates {
  return {
    async save({ command, ownerId, data, ttlMs }) {
      const key = randomKey(KEY_LENGTH);
      await db.deleteFrom('saved_states').where('expires_at', '<=', now()).execute();
      await db
        .insertInto('saved_states')
        .values({
          key,
          command,
          owner_id: ownerId,
          data: JSON.stringify(data ?? null),
          expires_at: now() + ttlMs,
        })
        .execute();
      return key;
    },

    async load(command, key) {
      const row = await db
        .selectFrom('saved_states')
        .select(['owner_id', 'data'])
        .where('key', '=', key)
        .where('command', '=', command)
        .where('expires_at', '>', now())
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const data: unknown = JSON.parse(row.data);
      return { ownerId: row.owner_id, data };
    },
  };
}
