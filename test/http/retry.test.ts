import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CallAbortedError,
  ConnectionLostError,
  NotFoundError,
  RateLimitedError,
  ServerError,
} from '../../src/http/errors.ts';
import { type RetryOptions, retryRead } from '../../src/http/retry.ts';

const DETAILS = { api: 'DCSServerBot', method: 'GET', url: 'http://host/servers' } as const;
const broken = (): ServerError => new ServerError('the server failed (500)', DETAILS);

/** A clock that only sleeping moves. */
function clock() {
  const slept: number[] = [];
  let time = 1_000_000;
  return {
    slept,
    now: () => time,
    sleep: async (ms: number, signal: AbortSignal | undefined): Promise<void> => {
      signal?.throwIfAborted();
      slept.push(ms);
      time += ms;
    },
  };
}

async function failing(
  errors: readonly Error[],
  options: Partial<RetryOptions> = {},
): Promise<{ outcome: unknown; attempts: readonly number[]; slept: readonly number[] }> {
  const { slept, ...time } = clock();
  const attempts: number[] = [];
  const outcome: unknown = await retryRead(
    async (n) => {
      attempts.push(n);
      const error = errors[n - 1];
      if (error !== undefined) throw error;
      return 'answer';
    },
    { ...time, random: () => 1, ...options },
  ).catch((reason: unknown) => reason);
  return { outcome, attempts, slept };
}

describe('a read', () => {
  it('that succeeds is sent once', async () => {
    expect(await failing([])).toEqual({ outcome: 'answer', attempts: [1], slept: [] });
  });

  it('that failed for a reason that may pass is sent again, later each time', async () => {
    const lost = new ConnectionLostError('lost', DETAILS);
    expect(await failing([broken(), lost])).toEqual({
      outcome: 'answer',
      attempts: [1, 2, 3],
      slept: [250, 500],
    });
  });

  it('fails with the last error after three attempts, or as many as are allowed', async () => {
    const errors = Array.from({ length: 10 }, broken);
    const three = await failing(errors);
    expect(three.attempts).toEqual([1, 2, 3]);
    expect(three.outcome).toBe(errors[2]);
    const seven = await failing(errors, { attempts: 7 });
    expect(seven.slept).toEqual([250, 500, 1_000, 2_000, 4_000, 4_000]);
    expect((await failing(errors, { attempts: 1 })).attempts).toEqual([1]);
  });

  it.each([new NotFoundError('not found', DETAILS), new TypeError('a mistake')])(
    'that failed for good is not sent again (%s)',
    async (error) => {
      expect(await failing([error])).toEqual({ outcome: error, attempts: [1], slept: [] });
    },
  );

  it('that is rate limited goes back to the limiter at once, which keeps the pause', async () => {
    expect((await failing([new RateLimitedError(DETAILS, 5_000)])).slept).toEqual([0]);
  });

  it('that is rate limited waits here where there is no limiter', async () => {
    expect((await failing([new RateLimitedError(DETAILS, 5_000)], { rateLimit: 'here' })).slept).toEqual([
      5_250,
    ]);
  });

  it('is not waited for beyond its deadline', async () => {
    const error = broken();
    expect(await failing([error], { deadline: 1_000_250 })).toEqual({
      outcome: error,
      attempts: [1],
      slept: [],
    });
    expect((await failing([error], { deadline: 1_000_251 })).outcome).toBe('answer');
    const limited = new RateLimitedError(DETAILS, 5_000);
    expect((await failing([limited], { deadline: 1_003_000 })).outcome).toBe(limited);
  });

  it('that nobody waits for any more is not sent again', async () => {
    const controller = new AbortController();
    let attempts = 0;
    const outcome = await retryRead(
      async () => {
        attempts += 1;
        controller.abort();
        throw broken();
      },
      { now: () => 0, signal: controller.signal },
    ).catch((reason: unknown) => reason);
    expect(outcome).toBeInstanceOf(CallAbortedError);
    expect(attempts).toBe(1);
  });

  it('stops waiting as soon as nobody waits for it', async () => {
    const controller = new AbortController();
    const outcome = retryRead(
      async () => {
        setTimeout(() => controller.abort(), 5);
        throw broken();
      },
      { now: () => 0, signal: controller.signal, random: () => 1_000_000 },
    ).catch((reason: unknown) => reason);
    expect(await outcome).toMatchObject({ kind: 'aborted', url: DETAILS.url });
  });

  it('sleeps for a random part of a bound that doubles', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 0.999, noNaN: true }), async (part) => {
        const { slept } = await failing([broken(), broken()], { random: () => part });
        expect(slept).toEqual([250 * part, 500 * part]);
      }),
    );
  });
});
