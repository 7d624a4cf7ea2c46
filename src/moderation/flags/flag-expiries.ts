import type { Logger } from 'pino';
import type { Call } from '../../http/call.ts';
import { PostError, type Posts } from '../../message/posts.ts';
import { UserError } from '../../message/user-error.ts';
import { flagExpiryAnswered, flagExpiryQuestion } from '../../render/moderation/flag-expiry.ts';
import type { FlagExpiries, FlagExpiry } from '../../store/flag-expiries.ts';
import type { ModerationAction, Moderator } from '../../store/moderation-action.ts';
import type { ModerationActions } from '../../store/moderation-actions.ts';
import type { FlagRequest } from '../../store/moderation-request.ts';
import type { Order } from '../actions/order.ts';
import type { PostOnce } from '../post-once.ts';
import { createExpiryRemovals } from './expiry-removals.ts';
import { flagAddOf, hasEnded } from './flag-end.ts';
import type { Flags } from './flags.ts';

export type ExpiryAnswer = 'remove' | 'keep';

export interface FlagExpiriesOptions {
  readonly actions: ModerationActions;
  readonly expiries: FlagExpiries;
  readonly flags: Pick<Flags, 'of'>;
  readonly posts: Pick<Posts, 'edit'>;
  readonly postOnce: PostOnce;
  /** Whether this process still may change something; asked after each wait for an API. */
  readonly mayWrite: () => Promise<boolean>;
  /** Carries out a draft that needs no answer. */
  readonly carryOut: (draft: ModerationAction, call: Call) => Promise<ModerationAction>;
  readonly now: () => number;
  readonly log: Logger;
}

/** Flags that are put on a player for a time. */
export interface ExpiringFlags {
  /** Takes off, or asks about, what is over by now. Rejects only when the database does. */
  round(call: Call): Promise<void>;
  /**
   * What a moderator wants done with a flag whose time is over; the first answer counts.
   * @returns the removal, which may have failed and is tried again then
   * @throws UserError when there is no such question
   */
  answer(
    actionId: string,
    answer: ExpiryAnswer,
    order: Order,
  ): Promise<ModerationAction | 'kept' | 'answered-already'>;
}

/** What Discord does not take now, it may take once somebody changed AutoMod. */
const REFUSED_AGAIN_MS = 60 * 60_000;

export function createExpiringFlags(options: FlagExpiriesOptions): ExpiringFlags {
  const { actions, expiries, posts, postOnce, mayWrite, now, log } = options;
  const removals = createExpiryRemovals(options);
  /** When a question was refused last, by the id of the action. */
  const refusedAt = new Map<string, number>();

  /** Only the message: what was decided stands in the database. */
  const showAnswer = async (
    { message }: FlagExpiry,
    action: ModerationAction<FlagRequest>,
    answer: ExpiryAnswer,
    by: Moderator,
  ): Promise<void> => {
    if (message === null) return;
    try {
      await posts.edit(message.channelId, message.messageId, flagExpiryAnswered({ action, answer, by }));
    } catch (error) {
      if (!(error instanceof PostError)) throw error;
      log.warn({ err: error, actionId: action.id }, 'an answered question about a flag could not be changed');
    }
  };

  const ask = async (row: FlagExpiry, action: ModerationAction<FlagRequest>): Promise<void> => {
    const { actionId, expiresAt } = row;
    const refused = refusedAt.get(actionId);
    if (refused !== undefined && Math.abs(now() - refused) < REFUSED_AGAIN_MS) return;
    const posted = await postOnce({
      nonce: `fx-${actionId}`,
      mark: `v1:flag:expire-remove:${actionId}`,
      message: flagExpiryQuestion({ action }),
      pings: { userIds: [action.moderator.id] },
      since: expiresAt,
    });
    if (posted.kind === 'posted') await expiries.move(actionId, 'waiting', 'asked', posted.message);
    if (posted.kind === 'refused') refusedAt.set(actionId, now());
  };

  const step = async (row: FlagExpiry, call: Call): Promise<void> => {
    const { actionId, state } = row;
    const action = await flagAddOf(actionId, actions);
    const ended = action === undefined || (await hasEnded(action, options, call));
    if (!(await mayWrite())) return;
    if (ended) {
      await expiries.move(actionId, state, 'over');
      return;
    }
    if (state === 'waiting' && row.whenOver === 'ask') {
      await ask(row, action);
      return;
    }
    if (state === 'waiting' && !(await expiries.move(actionId, 'waiting', 'removing'))) return;
    await removals.goOn(action, call);
  };

  return {
    async round(call) {
      for (const row of await expiries.due()) {
        try {
          await step(row, call);
        } catch (error) {
          log.warn(
            { err: error, actionId: row.actionId },
            'a flag whose time is over could not be seen to; trying again later',
          );
        }
      }
    },

    async answer(actionId, answer, { moderator, call }) {
      const [row, action] = await Promise.all([expiries.get(actionId), flagAddOf(actionId, actions)]);
      if (row === undefined || action === undefined) {
        throw new UserError(
          'flag-question-unknown',
          'I do not know this question any more. Use `/flag remove` to take the flag off.',
        );
      }
      if (row.state === 'over' || row.state === 'removing') return 'answered-already';
      if (answer === 'keep') {
        if (!(await expiries.move(actionId, row.state, 'over'))) return 'answered-already';
        await showAnswer(row, action, answer, moderator);
        return 'kept';
      }
      // Written down first: whoever takes this up after a crash must know who wanted it.
      const draft = await removals.draft(action, moderator);
      if (!(await expiries.move(actionId, row.state, 'removing'))) return 'answered-already';
      const removal = removals.carryOut(action, draft, call);
      await Promise.all([removal, showAnswer(row, action, answer, moderator)]);
      return removal;
    },
  };
}
