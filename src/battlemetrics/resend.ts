import { setTimeout as delay } from 'node:timers/promises';
import { ApiError, RateLimitedError } from '../http/errors.ts';

export interface ResendOptions {
  readonly signal?: AbortSignal | undefined;
  /** Epoch milliseconds. */
  readonly deadline?: number | undefined;
  readonly now: () => number;
  /** It is tried a single time. */
  readonly once?: boolean | undefined;
}

/** How often a write is tried at most. */
const ATTEMPTS = 3;
/** Milliseconds before another connection is tried; doubles. */
const RECONNECT_MS = 500;

/**
 * Sends a write, and sends it again only after a failure that surely left it undone and may pass: a 429, or no
 * connection. Anything that may have been carried out is thrown at once, for its caller to look up.
 * @param attempt passes the limiter, which holds it back until a 429's pause is over
 */
export async function sendWrite<T>(attempt: () => Promise<T>, options: ResendOptions): Promise<T> {
  const { signal, deadline = Number.POSITIVE_INFINITY, now, once = false } = options;
  const attempts = once ? 1 : ATTEMPTS;
  for (let n = 1; ; n += 1) {
    try {
      return await attempt();
    } catch (error) {
      const undone = error instanceof ApiError && error.executed === 'no' && error.transient;
      if (!undone || n >= attempts || signal?.aborted === true) throw error;
      const limited = error instanceof RateLimitedError;
      const wait = limited ? error.retryAfterMs : RECONNECT_MS * 2 ** (n - 1);
      if (now() + wait >= deadline) throw error;
      // An abort meanwhile ends the wait with the failure that is known, not with the timer's own error.
      if (!limited && !(await slept(wait, signal))) throw error;
    }
  }
}

async function slept(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  try {
    await delay(ms, undefined, signal === undefined ? {} : { signal });
    return true;
  } catch {
    return false;
  }
}
