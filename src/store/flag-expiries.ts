import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { type MessageRef, toMessageRef } from './message-ref.ts';
import type { Tables } from './schema.ts';

/** When a flag that was put on for a time is over. */
export interface FlagExpiry {
  /** The action that put it on. */
  readonly actionId: string;
  readonly playerId: string;
  /** UUID. */
  readonly flagId: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly whenOver: 'remove' | 'ask';
  /** `asked`: the question is posted. `removing`: the bot is to remove it. `over`: nothing is to be done any more. */
  readonly state: 'waiting' | 'asked' | 'removing' | 'over';
  /** The question. */
  readonly message: MessageRef | null;
}

/** The repository of `flag_expiries`. */
export interface FlagExpiries {
  /** Adds one that waits; a second one of the same action changes nothing. */
  add(expiry: Omit<FlagExpiry, 'state' | 'message'>): Promise<void>;
  get(actionId: string): Promise<FlagExpiry | undefined>;
  /** Waiting or being removed, whose time is over and whose flag surely was put on; the earliest first. */
  due(): Promise<readonly FlagExpiry[]>;
  /** Changes the state if it still is `from`; of two that try, one gets true. */
  move(
    actionId: string,
    from: FlagExpiry['state'],
    to: FlagExpiry['state'],
    message?: MessageRef,
  ): Promise<boolean>;
  /** Of one player: those that are not over and whose flag surely was put on. */
  ofPlayer(playerId: string): Promise<readonly FlagExpiry[]>;
}

const WhenOverSchema = z.enum(['remove', 'ask']);
const StateSchema = z.enum(['waiting', 'asked', 'removing', 'over']);

export function createFlagExpiries(db: Kysely<Tables>, now: () => number): FlagExpiries {
  /** Those whose action is done: of a flag that was not put on nothing is to be removed. */
  const effective = () =>
    db
      .selectFrom('flag_expiries')
      .innerJoin('moderation_actions', 'moderation_actions.id', 'flag_expiries.action_id')
      .where('moderation_actions.state', '=', 'done')
      .selectAll('flag_expiries')
      .orderBy('flag_expiries.expires_at')
      .orderBy('flag_expiries.action_id');

  return {
    async add({ actionId, playerId, flagId, expiresAt, whenOver }) {
      await db
        .insertInto('flag_expiries')
        .values({
          action_id: actionId,
          player_id: playerId,
          flag_id: flagId,
          expires_at: expiresAt,
          when_over: whenOver,
          state: 'waiting',
        })
        .onConflict((conflict) => conflict.column('action_id').doNothing())
        .execute();
    },

    async get(actionId) {
      const row = await db
        .selectFrom('flag_expiries')
        .selectAll()
        .where('action_id', '=', actionId)
        .executeTakeFirst();
      return row === undefined ? undefined : toExpiry(row);
    },

    async due() {
      const rows = await effective()
        .where('flag_expiries.state', 'in', ['waiting', 'removing'])
        .where('flag_expiries.expires_at', '<=', now())
        .execute();
      return rows.map(toExpiry);
    },

    async move(actionId, from, to, message) {
      const row = await db
        .updateTable('flag_expiries')
        .set({
          state: to,
          ...(message === undefined
            ? {}
            : { message_channel_id: message.channelId, message_id: message.messageId }),
        })
        .where('action_id', '=', actionId)
        .where('state', '=', from)
        .returning('action_id')
        .executeTakeFirst();
      return row !== undefined;
    },

    async ofPlayer(playerId) {
      const rows = await effective()
        .where('flag_expiries.player_id', '=', playerId)
        .where('flag_expiries.state', '<>', 'over')
        .execute();
      return rows.map(toExpiry);
    },
  };
}

function toExpiry(row: Selectable<Tables['flag_expiries']>): FlagExpiry {
  return {
    actionId: row.action_id,
    playerId: row.player_id,
    flagId: row.flag_id,
    expiresAt: row.expires_at,
    whenOver: WhenOverSchema.parse(row.when_over),
    state: StateSchema.parse(row.state),
    message: toMessageRef(row.message_channel_id, row.message_id),
  };
}
