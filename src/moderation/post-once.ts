import type { Logger } from 'pino';
import type { Message } from '../message/message.ts';
import { type Pings, PostError, type Posts } from '../message/posts.ts';
import type { MessageRef } from '../store/message-ref.ts';

/** A message that the audit channel must hold exactly once, whatever ends in between. */
export interface OncePost {
  /** The same for each attempt, at most 25 characters. */
  readonly nonce: string;
  /** By which the message is recognised among the bot's own: the `custom_id` of a button, or the footer of an embed. */
  readonly mark: string;
  readonly message: Message;
  readonly pings?: Pings;
  /** It was written down by this process just now, so no earlier one can have sent it. */
  readonly fresh?: boolean;
  /** Epoch milliseconds before which it was surely not sent. */
  readonly since: number;
}

/**
 * `posted`: it is there, from now or from before. `refused`: Discord does not take this message, and others it may.
 * `later`: it is not known to be there; try again, with the same nonce and mark.
 */
export type OncePosted =
  | { readonly kind: 'posted'; readonly message: MessageRef }
  | { readonly kind: 'refused' | 'later' };

export type PostOnce = (post: OncePost) => Promise<OncePosted>;

interface PostOnceOptions {
  readonly posts: Posts;
  readonly channelId: string;
  /** Whether this process still may change something; asked right before the message is sent. */
  readonly mayWrite: () => Promise<boolean>;
  readonly log: Logger;
}

/** How far Discord's clock, which its messages carry, may be from ours. */
const CLOCK_SKEW_MS = 60_000;

/** Sends to the audit channel what may have been sent before. The function never rejects because of Discord. */
export function createPostOnce({ posts, channelId, mayWrite, log }: PostOnceOptions): PostOnce {
  /** Nonces of attempts that may have arrived without our hearing of it. */
  const unsure = new Set<string>();

  const find = async ({ mark, since }: OncePost): Promise<string | undefined> => {
    const own = await posts.own(channelId, since - CLOCK_SKEW_MS);
    return own.find(({ customIds, footers }) => customIds.includes(mark) || footers.includes(mark))?.id;
  };

  return async (post) => {
    const { nonce, message, pings, fresh = false } = post;
    try {
      // Discord remembers a nonce for minutes alone, and a process may be gone for longer.
      const earlier = !fresh || unsure.has(nonce) ? await find(post) : undefined;
      if (earlier === undefined && !(await mayWrite())) return { kind: 'later' };
      unsure.add(nonce);
      const messageId = earlier ?? (await posts.send(channelId, message, nonce, pings));
      unsure.delete(nonce);
      return { kind: 'posted', message: { channelId, messageId } };
    } catch (error) {
      if (!(error instanceof PostError)) throw error;
      log.warn({ err: error, nonce, channelId }, 'a message could not be posted to the audit channel');
      return { kind: error.failure === 'refused' ? 'refused' : 'later' };
    }
  };
}
