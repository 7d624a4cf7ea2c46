import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type BoardSpec, BoardSpecSchema } from './board.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Tables } from './schema.ts';

/**
 * The repository of `board_views`: the spec behind a button, which is too large for a `custom_id`. Views never end, for
 * buttons work as long as their message stands; equal specs are one view.
 */
export interface BoardViews {
  /** The id of a spec, 10 letters and digits; made if there is none. */
  idOf(spec: BoardSpec): Promise<string>;
  get(id: string): Promise<BoardSpec | undefined>;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const ID_LENGTH = 10;

export function createBoardViews(db: Kysely<Tables>, now: () => number): BoardViews {
  return {
    async idOf(spec) {
      const json = canonicalJson(spec);
      const id = digestId(json);
      // Most views are there already, and looking takes no lock.
      const known = await specOf(id);
      if (known === undefined) {
        await db
          .insertInto('board_views')
          .values({ id, spec: json, created_at: now() })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      } else if (known !== json) {
        throw new Error(`two board specs have the id ${id}`);
      }
      return id;
    },

    async get(id) {
      const json = await specOf(id);
      return json === undefined ? undefined : BoardSpecSchema.parse(JSON.parse(json));
    },
  };

  async function specOf(id: string): Promise<string | undefined> {
    const row = await db.selectFrom('board_views').select('spec').where('id', '=', id).executeTakeFirst();
    return row?.spec;
  }
}

/** Some 59 bits of the SHA-256, so that the same spec has the same id in every database. */
function digestId(text: string): string {
  let rest = BigInt(`0x${createHash('sha256').update(text).digest('hex')}`);
  const base = BigInt(ALPHABET.length);
  let id = '';
  while (id.length < ID_LENGTH) {
    id += ALPHABET.charAt(Number(rest % base));
    rest /= base;
  }
  return id;
}
