import { createHash } from 'node:crypto';

/** What the rate limit says to a request. */
export interface RateVerdict {
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined: it may pass. */
  readonly retryAfterMs: number | undefined;
  readonly scope: 'user' | 'global';
}

interface Bucket {
  readonly limit: number;
  readonly windowMs: number;
  startedAt: number;
  used: number;
}

/** As observed at Discord, which documents no numbers but the global 50 a second. */
const BUCKETS: Readonly<Record<string, { limit: number; windowMs: number }>> = {
  'POST /channels/:channel/messages': { limit: 5, windowMs: 5_000 },
  'PATCH /channels/:channel/messages/:message': { limit: 5, windowMs: 5_000 },
  'POST /webhooks/:application/:token': { limit: 5, windowMs: 2_000 },
  'PATCH /webhooks/:application/:token/messages/:message': { limit: 5, windowMs: 2_000 },
};
const GLOBAL = { limit: 50, windowMs: 1_000 };

/** Discord's limits: buckets by route and its first parameters, and 50 a second over all but interaction callbacks. */
export class RateLimits {
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @param major channel id, or webhook id and token: what a bucket is counted by. */
  check(method: string, template: string, major: string): RateVerdict {
    const exempt = template.endsWith('/callback');
    if (!exempt) {
      const global = this.#take('global', GLOBAL);
      if (!global.passed) return { headers: {}, retryAfterMs: global.resetMs, scope: 'global' };
    }
    const rule = BUCKETS[`${method} ${template}`];
    if (rule === undefined) return { headers: {}, retryAfterMs: undefined, scope: 'user' };
    const { passed, resetMs, remaining } = this.#take(`${method} ${template} ${major}`, rule);
    return {
      headers: {
        'x-ratelimit-limit': String(rule.limit),
        'x-ratelimit-remaining': String(remaining),
        'x-ratelimit-reset': ((this.#now() + resetMs) / 1000).toFixed(3),
        'x-ratelimit-reset-after': (resetMs / 1000).toFixed(3),
        'x-ratelimit-bucket': createHash('md5').update(`${method} ${template}`).digest('hex'),
      },
      retryAfterMs: passed ? undefined : resetMs,
      scope: 'user',
    };
  }

  #take(key: string, rule: { limit: number; windowMs: number }) {
    const now = this.#now();
    const old = this.#buckets.get(key);
    const bucket =
      old !== undefined && now < old.startedAt + old.windowMs ? old : { ...rule, startedAt: now, used: 0 };
    this.#buckets.set(key, bucket);
    const passed = bucket.used < bucket.limit;
    if (passed) bucket.used += 1;
    return {
      passed,
      resetMs: bucket.startedAt + bucket.windowMs - now,
      remaining: bucket.limit - bucket.used,
    };
  }
}
