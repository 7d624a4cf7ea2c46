import { setTimeout as delay } from 'node:timers/promises';
import { ApiError, CallAbortedError, RateLimitedError } from './errors.ts';

export interface RetryOptions {
  readonly signal?: AbortSignal | undefined;
  /** Epoch milliseconds after which the answer is of no use. Read at each failure: a shared read's may grow. */
  readonly deadline?: number | undefined;
  readonly now: () => number;
  /** Rejects when the signal is aborted; default: Node's timer. */
  readonly sleep?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  /** How often to try at most; default 3. */
  readonly attempts?: number;
  /**
   * What a 429 waits for. `gate` (default): each attempt passes a limiter, which pauses by itself until the server
   * wants to hear from us again. `here`: there is none, so the pause is kept here.
   */
  readonly rateLimit?: 'gate' | 'here';
  /** From 0 to below 1; default Math.random. */
  readonly random?: () => number;
}

const BASE_MS = 250;
const LONGEST_MS = 4_000;

/**
 * Repeats a read that failed for a reason that may pass (`ApiError.transient`), with full-jitter backoff: a random
 * wait of up to 250 ms, then up to 500 ms, doubling up to 4 s, so that callers who failed together do not come back
 * together. Gives up with the last error, at once if the wait would pass the deadline. Never for writes.
 * @param attempt sends the read; told how often it was tried, from 1. Each attempt must pass the limiter anew.
 */
export async function retryRead<T>(attempt: (n: number) => Promise<T>, options: RetryOptions): Promise<T> {
  const { signal, now, sleep = sleepFor, attempts = 3 } = options;
  for (let n = 1; ; n += 1) {
    try {
      return await attempt(n);
    } catch (error) {
      if (!(error instanceof ApiError) || !error.transient || n >= attempts) throw error;
      signalled(signal, error);
      const { wait, ready } = waitAfter(error, n, options);
      const { deadline = Number.POSITIVE_INFINITY } = options;
      if (now() + Math.max(wait, ready) >= deadline) throw error;
      try {
        await sleep(wait, signal);
      } catch (interruption) {
        signalled(signal, error);
        throw interruption;
      }
    }
  }
}

/** @returns milliseconds to sleep here, and until the server may answer: the latter decides about the deadline. */
function waitAfter(
  error: ApiError,
  n: number,
  { rateLimit = 'gate', random = Math.random }: RetryOptions,
): { wait: number; ready: number } {
  const backoff = random() * Math.min(LONGEST_MS, BASE_MS * 2 ** (n - 1));
  if (!(error instanceof RateLimitedError)) return { wait: backoff, ready: backoff };
  const ready = error.retryAfterMs + backoff;
  return { wait: rateLimit === 'gate' ? 0 : ready, ready };
}

/** @throws CallAbortedError when nobody waits any more. */
function signalled(signal: AbortSignal | undefined, last: ApiError): void {
  if (signal?.aborted !== true) return;
  throw new CallAbortedError(
    { api: last.api, method: last.method, url: last.url, cause: last },
    last.executed,
  );
}

async function sleepFor(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await delay(ms, undefined, signal === undefined ? {} : { signal });
}
