import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { PostError, type Posts } from '../message/posts.ts';
import { adminNotice } from '../render/admin-notice.ts';

export interface AdminNoticesOptions {
  readonly posts: Posts;
  /** Undefined where no audit channel is set: then the log alone tells. */
  readonly channelId: string | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
}

/** Tells the admins in the audit channel what needs them, each thing once. */
export interface AdminNotices {
  /**
   * Posts a notice, unless one of that key was posted and not cleared since. Never rejects.
   * @param key what it is about, for example `schedule:a1b2c3:rest`
   * @param text markdown, in which names from outside are escaped
   */
  readonly tell: (key: string, text: string) => Promise<void>;
  /** It is well again: the next time is told anew. */
  readonly clear: (key: string) => void;
  /** Posts what Discord did not take before. Never rejects. */
  readonly retry: () => Promise<void>;
}

const DAY_MS = 86_400_000;

export function createAdminNotices({ posts, channelId, now, log }: AdminNoticesOptions): AdminNotices {
  const told = new Set<string>();
  /** Texts that are not posted yet, by key. */
  const waiting = new Map<string, string>();

  const post = async (key: string, text: string): Promise<void> => {
    if (channelId === undefined) return;
    const at = now();
    try {
      await posts.send(channelId, adminNotice(text, at), nonceOf(key, text, at));
      waiting.delete(key);
    } catch (error) {
      log.warn({ err: error, key, channelId }, 'the admins could not be told in the audit channel');
      // A channel that refuses will refuse again; the log has the text.
      if (error instanceof PostError && error.failure !== 'unavailable') waiting.delete(key);
      else waiting.set(key, text);
    }
  };

  return {
    async tell(key, text) {
      if (told.has(key)) return;
      told.add(key);
      log.warn({ key, text }, 'something needs an admin');
      await post(key, text);
    },
    clear(key) {
      told.delete(key);
      waiting.delete(key);
    },
    async retry() {
      for (const [key, text] of [...waiting]) await post(key, text);
    },
  };
}

/** The same within a day, so that a process that was restarted does not repeat itself within Discord's memory. */
function nonceOf(key: string, text: string, at: number): string {
  const day = Math.floor(at / DAY_MS);
  return createHash('sha256').update(`${day}\n${key}\n${text}`).digest('base64url').slice(0, 24);
}
