import type { Logger } from 'pino';
import type { Message } from '../../message/message.ts';
import { PostError, type Posts } from '../../message/posts.ts';
import { auditMessage } from '../../render/moderation/audit-message.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import type { ModerationActions } from '../../store/moderation-actions.ts';

export interface AuditOptions {
  readonly actions: ModerationActions;
  readonly posts: Posts;
  readonly channelId: string;
  readonly log: Logger;
  /** Milliseconds before the first, second … further attempt; the last one repeats. */
  readonly retryDelaysMs?: readonly number[];
}

/** Keeps the audit channel in step with the record. */
export interface Audit {
  /** Posts or edits the message of an action, if its present state is not shown yet. Never rejects. */
  show(actionId: string): Promise<void>;
  /** Catches up with what an earlier process or an earlier failure left. Never rejects. */
  catchUp(): Promise<void>;
  /** Ends questions, proposals and offers to undo whose time is over, and shows it. Never rejects. */
  sweep(): Promise<void>;
  /** Clears the timer; resolves when the post under way has ended. */
  stop(): Promise<void>;
}

/** How far Discord's clock, which its messages carry, may be from ours. */
const CLOCK_SKEW_MS = 60_000;
const RETRY_DELAYS_MS: readonly number[] = [15_000, 60_000, 5 * 60_000, 15 * 60_000];

export function createAudit(options: AuditOptions): Audit {
  const { actions, posts, channelId, log, retryDelaysMs = RETRY_DELAYS_MS } = options;
  // One after the other: two posts about one action at once would make two messages of it.
  let queue: Promise<void> = Promise.resolve();
  /** Actions of which an earlier attempt may have arrived without our hearing of it. */
  const unsure = new Set<string>();
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const enqueue = (work: () => Promise<void>): Promise<void> => {
    queue = queue.then(async () => {
      if (stopped) return;
      try {
        await work();
      } catch (error) {
        log.error({ err: error }, 'the audit record could not be read or written; trying again later');
        retryLater();
      }
    });
    return queue;
  };

  const retryLater = () => {
    if (stopped || timer !== undefined) return;
    const delay = retryDelaysMs[Math.min(failures, retryDelaysMs.length - 1)] ?? 60_000;
    failures += 1;
    timer = setTimeout(() => {
      timer = undefined;
      void catchUp();
    }, delay);
    timer.unref();
  };

  const messageOf = async (action: ModerationAction): Promise<Message> => {
    const undo = action.undoneBy === null ? undefined : await actions.get(action.undoneBy);
    return auditMessage(action, undo === undefined ? {} : { undoneBy: undo.moderator });
  };

  /** The message of an action that an attempt before this one may have left. */
  const find = async (action: ModerationAction, { embeds }: Message): Promise<string | undefined> => {
    const mark = embeds?.[0]?.footer?.text;
    if (mark === undefined) return undefined;
    const own = await posts.own(channelId, action.createdAt - CLOCK_SKEW_MS);
    return own.find(({ footers }) => footers.includes(mark))?.id;
  };

  /** Returns false when the next post would fail for the same reason. */
  const post = async (actionId: string): Promise<boolean> => {
    const action = await actions.get(actionId);
    if (action === undefined || !action.auditPending) return true;
    const message = await messageOf(action);
    const known = action.auditMessage;
    try {
      if (known === null || !(await edited(known, message))) {
        const nonce = nonceOf(actionId, action.revision, known !== null);
        const again = unsure.has(actionId);
        // Discord remembers a nonce for minutes alone, and a process may be gone for longer.
        const earlier = again && known === null ? await find(action, message) : undefined;
        unsure.add(actionId);
        const messageId = earlier ?? (await posts.send(channelId, message, nonce));
        // Discord answers a nonce that it knows with the message that is there, which may show an earlier state.
        if (again) await posts.edit(channelId, messageId, message);
        await actions.auditPosted(actionId, action.revision, { channelId, messageId });
      } else {
        await actions.auditPosted(actionId, action.revision, known);
      }
      unsure.delete(actionId);
      return true;
    } catch (error) {
      log.warn(
        { err: error, actionId, channelId },
        'the audit message could not be posted; trying again later',
      );
      retryLater();
      return error instanceof PostError && error.failure === 'refused';
    }
  };

  /** False when the message is out of reach: deleted, or in a channel that the bot may not enter any more. */
  const edited = async (
    { channelId: channel, messageId }: NonNullable<ModerationAction['auditMessage']>,
    message: Message,
  ): Promise<boolean> => {
    try {
      await posts.edit(channel, messageId, message);
      return true;
    } catch (error) {
      if (error instanceof PostError && (error.failure === 'gone' || error.failure === 'forbidden'))
        return false;
      throw error;
    }
  };

  /** Of all that is not shown yet a message may be there, which an earlier process posted without hearing of it. */
  const expectEarlier = async () => {
    const pending = await actions.auditPending();
    for (const { id } of pending) unsure.add(id);
    return pending;
  };

  const catchUp = () =>
    enqueue(async () => {
      const before = failures;
      for (const { id } of await expectEarlier()) {
        if (stopped) return;
        if (!(await post(id))) return;
      }
      if (failures === before) failures = 0;
    });

  // Before anything is shown: who confirms or approves does not wait until all has been caught up with.
  void enqueue(async () => {
    await expectEarlier();
  });

  return {
    show: (actionId) =>
      enqueue(async () => {
        await post(actionId);
      }),
    catchUp,
    async sweep() {
      try {
        await actions.lapse();
        await actions.endUndo();
      } catch (error) {
        log.error({ err: error }, 'what is over in the audit record could not be ended; trying again later');
      }
      // One that waits after a failure knows better when to try again.
      if (timer === undefined) await catchUp();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await queue;
    },
  };
}

/** The action's id, so that a repeated post is recognised; another one when the message was deleted since. */
function nonceOf(actionId: string, revision: number, replaced: boolean): string {
  return replaced ? `${actionId}-${revision}` : actionId;
}
