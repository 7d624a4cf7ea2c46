import type { Logger } from 'pino';
import { PostError, type Posts } from '../message/posts.ts';
import { auditMessage } from '../render/audit-message.ts';
import type { ModerationActions } from '../store/moderation-actions.ts';

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
  /** Clears the timer; resolves when the post under way has ended. */
  stop(): Promise<void>;
}

const RETRY_DELAYS_MS: readonly number[] = [15_000, 60_000, 5 * 60_000, 15 * 60_000];

export function createAudit(options: AuditOptions): Audit {
  const { actions, posts, channelId, log, retryDelaysMs = RETRY_DELAYS_MS } = options;
  // One after the other: two posts about one action at once would make two messages of it.
  let queue: Promise<void> = Promise.resolve();
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

  /** @param again an earlier attempt may have arrived without our hearing of it. */
  const post = async (actionId: string, again: boolean): Promise<boolean> => {
    const action = await actions.get(actionId);
    if (action === undefined || !action.auditPending) return true;
    const message = auditMessage(action);
    try {
      const known = action.auditMessage;
      if (known !== null) {
        try {
          await posts.edit(known.channelId, known.messageId, message);
          await actions.auditPosted(actionId, action.revision, known);
          return true;
        } catch (error) {
          if (!(error instanceof PostError && error.failure === 'gone')) throw error;
        }
      }
      const messageId = await posts.send(
        channelId,
        message,
        nonceOf(actionId, action.revision, known !== null),
      );
      // Discord answers a nonce that it knows with the message that is there, which may show an earlier state.
      if (again) await posts.edit(channelId, messageId, message);
      await actions.auditPosted(actionId, action.revision, { channelId, messageId });
      return true;
    } catch (error) {
      log.warn(
        { err: error, actionId, channelId },
        'the audit message could not be posted; trying again later',
      );
      retryLater();
      return false;
    }
  };

  const catchUp = () =>
    enqueue(async () => {
      for (const { id } of await actions.auditPending()) {
        if (stopped || !(await post(id, true))) return;
      }
      failures = 0;
    });

  return {
    show: (actionId) =>
      enqueue(async () => {
        await post(actionId, false);
      }),
    catchUp,
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
