import { SimError } from './api-error.ts';
import { RollingLimit } from './rolling-limit.ts';

export interface SimLimits {
  /** Calls in any `windowMs`; default 300. */
  readonly perMinute?: number;
  /** Calls in any second; default 45. */
  readonly perSecond?: number;
  /** Length of the minute in milliseconds, for tests in a hurry; default 60,000. */
  readonly windowMs?: number;
  /** Length of the second in milliseconds; default 1,000. */
  readonly burstWindowMs?: number;
}

/** The rate limits of one token. */
export class TokenLimits {
  readonly #minute: RollingLimit;
  readonly #second: RollingLimit;
  readonly #endpoints: ReadonlyMap<string, RollingLimit>;

  constructor({ perMinute = 300, perSecond = 45, windowMs = 60_000, burstWindowMs = 1_000 }: SimLimits) {
    this.#minute = new RollingLimit(perMinute, windowMs);
    this.#second = new RollingLimit(perSecond, burstWindowMs);
    this.#endpoints = new Map([
      ['POST /players/match', new RollingLimit(5, burstWindowMs)],
      ['POST /players/quick-match', new RollingLimit(10, burstWindowMs)],
    ]);
  }

  /** Of the minute alone: the burst limit stands in no header. */
  headers(now: number): Record<string, string> {
    return {
      'X-Rate-Limit-Limit': String(this.#minute.limit),
      'X-Rate-Limit-Remaining': String(this.#minute.remaining(now)),
    };
  }

  /** Lets a call in and counts it, or throws the 429 that it gets. */
  admit(method: string, path: string, now: number): void {
    const own = this.#endpoints.get(`${method} ${path}`);
    const limits = [this.#minute, this.#second, ...(own === undefined ? [] : [own])];
    const waitMs = Math.max(...limits.map((limit) => limit.waitMs(now)));
    if (waitMs > 0) throw tooMany(waitMs, now);
    for (const limit of limits) limit.take(now);
  }
}

/** A 429, which says twice how long to wait: in `Retry-After`, and as a time in its body. */
export function tooMany(waitMs: number, now: number): SimError {
  return new SimError(429, 'Too Many Requests', 'You have exceeded the rate limit.', {
    meta: { tryAgain: new Date(now + waitMs).toISOString() },
    retryAfterSeconds: waitMs / 1000,
  });
}
