import { pino } from 'pino';
import { vi } from 'vitest';
import { createLimiter, type LimiterOptions } from '../../src/ratelimit/create-limiter.ts';
import { type Limiter, LimiterError, type Permit } from '../../src/ratelimit/limiter.ts';

/** What all simulated clocks of a limiter are: its timers, the time of day, and the monotonic clock. */
export function useVirtualTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'], now: 1_700_000_000_000 });
}

export function limiterWith(options: Partial<LimiterOptions>): Limiter {
  return createLimiter({
    perMinute: 10,
    windowMs: 1_000,
    perSecond: 10,
    burstWindowMs: 100,
    transitMs: 100,
    now: Date.now,
    log: pino({ level: 'silent' }),
    ...options,
  });
}

/** A job that answers after so many milliseconds, and notes when it was sent. */
export function answering(sent: string[], name: string, ms = 10): (permit: Permit) => Promise<string> {
  return async (permit) => {
    sent.push(name);
    await new Promise((resolve) => setTimeout(resolve, ms));
    permit.answered({});
    return name;
  };
}

/** Gets the start's probe over with. */
export async function warmUp(limiter: Limiter): Promise<void> {
  const probe = limiter.run(answering([], 'probe', 0), { class: 'write' });
  await vi.advanceTimersByTimeAsync(5_000);
  await probe;
}

export async function closeVirtually(limiter: Limiter): Promise<void> {
  const closing = limiter.close();
  await vi.advanceTimersByTimeAsync(1_000);
  await closing;
}

/** Why a job was not sent, or `sent`. */
export async function dropReason(outcome: Promise<unknown>): Promise<string> {
  try {
    await outcome;
    return 'sent';
  } catch (error) {
    if (error instanceof LimiterError) return error.reason;
    throw error;
  }
}
