import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallClass } from '../../src/ratelimit/limiter.ts';
import { CLASSES } from '../../src/ratelimit/waiting.ts';
import { closeVirtually, limiterWith, useVirtualTime } from './setup.ts';
import { type Fate, mostInWindow, SimulatedServer, sustainedCalls } from './simulated-server.ts';

const WINDOW = 1_000;
const BURST_WINDOW = 150;
const TRANSIT = 120;

interface PlannedCall {
  readonly at: number;
  readonly class: CallClass;
  readonly fate: Fate;
  readonly abortAfter: number | undefined;
  readonly deadlineAfter: number | undefined;
  readonly raiseTo: CallClass;
}

const anyClass = fc.constantFrom<CallClass>(...CLASSES);

const anyFate: fc.Arbitrary<Fate> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ up: fc.nat(200), down: fc.nat(300) }).map(({ up, down }) => ({
      ending: 'answer' as const,
      arrivesAfter: up,
      answeredAfter: up + down,
    })),
  },
  {
    weight: 2,
    // Given up after a while, and arrived long before, at that time, or up to the transit allowance later.
    arbitrary: fc
      .record({ givenUp: fc.nat(300), late: fc.integer({ min: -300, max: TRANSIT }) })
      .map((fate) => ({
        ending: 'lost' as const,
        arrivesAfter: Math.max(0, fate.givenUp + fate.late),
        answeredAfter: fate.givenUp,
      })),
  },
  {
    weight: 1,
    arbitrary: fc.nat(300).map((ms) => ({ ending: 'unsent' as const, arrivesAfter: 0, answeredAfter: ms })),
  },
  {
    weight: 1,
    arbitrary: fc.record({ up: fc.nat(50), retryAfterMs: fc.nat(1_500) }).map(({ up, retryAfterMs }) => ({
      ending: 'refuse' as const,
      arrivesAfter: up,
      answeredAfter: up + 20,
      retryAfterMs,
    })),
  },
);

const anyCall: fc.Arbitrary<PlannedCall> = fc.record({
  // In crowds and alone: everything at once, or spread over a few windows.
  at: fc.oneof(fc.constant(0), fc.nat(4 * WINDOW), fc.constant(WINDOW)),
  class: anyClass,
  fate: anyFate,
  abortAfter: fc.option(fc.nat(2_000), { nil: undefined, freq: 5 }),
  deadlineAfter: fc.option(fc.nat(3_000), { nil: undefined, freq: 5 }),
  raiseTo: anyClass,
});

const anyScenario = fc.record({
  perMinute: fc.integer({ min: 1, max: 20 }),
  perSecond: fc.integer({ min: 1, max: 8 }),
  headers: fc.boolean(),
  calls: fc.array(anyCall, { minLength: 1, maxLength: 70 }),
  // Milliseconds before the start.
  earlier: fc.array(fc.integer({ min: 0, max: WINDOW }), { maxLength: 20 }),
});

/** What an earlier process that kept the limits may have left, with one call to spare for the probe. */
function keepingTheLimits(
  ages: readonly number[],
  perMinute: number,
  perSecond: number,
  now: number,
): number[] {
  const arrivals: number[] = [];
  for (const age of ages.toSorted((a, b) => b - a)) {
    const next = [...arrivals, now - age];
    if (mostInWindow(next, WINDOW) < perMinute && mostInWindow(next, BURST_WINDOW) < perSecond)
      arrivals.push(now - age);
  }
  return arrivals;
}

beforeEach(useVirtualTime);
afterEach(() => {
  vi.useRealTimers();
});

describe('the windows of the limiter', () => {
  it('are never exceeded at the server, whatever arrives, fails, is given up, refused or left by an earlier process', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario, async ({ perMinute, perSecond, headers, calls, earlier: ages }) => {
        const earlier = keepingTheLimits(ages, perMinute, perSecond, performance.now());
        const server = new SimulatedServer({ perMinute, windowMs: WINDOW, headers, earlier });
        const limiter = limiterWith({
          perMinute,
          windowMs: WINDOW,
          perSecond,
          burstWindowMs: BURST_WINDOW,
          transitMs: TRANSIT,
          ...(earlier.length > 0 && {
            previousUse: { until: Date.now() - performance.now() + Math.max(...earlier) },
          }),
        });
        const outcomes: Promise<unknown>[] = [];
        // A server that still counts an earlier process's calls says how long; ours may not send before.
        const retryAfterMs = earlier.length > 0 ? WINDOW : 0;
        for (const call of calls) {
          const fate = { ...call.fate, retryAfterMs: Math.max(retryAfterMs, call.fate.retryAfterMs ?? 0) };
          setTimeout(() => {
            const leaving = new AbortController();
            const { abortAfter, deadlineAfter } = call;
            if (abortAfter !== undefined) setTimeout(() => leaving.abort(), abortAfter);
            const outcome = limiter.run(server.call(fate), {
              class: call.class,
              signal: leaving.signal,
              ...(deadlineAfter !== undefined && { deadline: Date.now() + deadlineAfter }),
              onRaise: (listener) => {
                setTimeout(() => listener(call.raiseTo), 50);
              },
            });
            outcomes.push(
              outcome.then(
                (value) => value,
                (error: Error) => error.message,
              ),
            );
          }, call.at);
        }
        let settled = false;
        await vi.advanceTimersByTimeAsync(4 * WINDOW);
        const all = Promise.all(outcomes).then(() => {
          settled = true;
        });
        // Everybody gets a turn in the end: no pause, probe or lost permit holds the gate for ever.
        for (let windows = 0; windows < 400 && !settled; windows++) await vi.advanceTimersByTimeAsync(WINDOW);
        expect(settled).toBe(true);
        await all;
        await vi.advanceTimersByTimeAsync(2 * TRANSIT);

        expect(server.most(WINDOW)).toBeLessThanOrEqual(perMinute);
        expect(server.most(BURST_WINDOW)).toBeLessThanOrEqual(perSecond);
        for (const { from, until } of server.pauses) {
          expect(server.dispatches.filter((at) => at > from && at < until)).toEqual([]);
        }
        expect(limiter.status()).toMatchObject({ queued: 0, running: 0 });
        await closeVirtually(limiter);
        expect(vi.getTimerCount()).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  it('let 98 % or more of the allowance through while calls wait', async () => {
    const latency = 150;
    const server = new SimulatedServer({ perMinute: 300, windowMs: 60_000, headers: true });
    const limiter = limiterWith({
      perMinute: 300,
      windowMs: 60_000,
      perSecond: 45,
      burstWindowMs: 1_000,
      maxQueued: 3_000,
    });
    const fate: Fate = { ending: 'answer', arrivesAfter: 70, answeredAfter: latency };
    for (let i = 0; i < 2_000; i++)
      void limiter.run(server.call(fate), { class: 'background' }).catch(() => undefined);
    const rounds = 5;
    await vi.advanceTimersByTimeAsync(rounds * (60_000 + latency));

    expect(sustainedCalls(server.dispatches.slice(1), 300, 60_000 + latency)).toBeGreaterThanOrEqual(
      0.98 * 300,
    );
    expect(server.most(60_000)).toBe(300);
    expect(server.most(1_000)).toBe(45);
    await closeVirtually(limiter);
  });

  it('let 98 % or more of the burst through while the minute has room', async () => {
    const latency = 100;
    const server = new SimulatedServer({ perMinute: 5_000, windowMs: 60_000, headers: true });
    const limiter = limiterWith({
      perMinute: 5_000,
      windowMs: 60_000,
      perSecond: 45,
      burstWindowMs: 1_000,
      maxQueued: 3_000,
    });
    const fate: Fate = { ending: 'answer', arrivesAfter: 40, answeredAfter: latency };
    for (let i = 0; i < 1_000; i++)
      void limiter.run(server.call(fate), { class: 'person' }).catch(() => undefined);
    const rounds = 20;
    await vi.advanceTimersByTimeAsync(rounds * (1_000 + latency));

    expect(sustainedCalls(server.dispatches.slice(1), 45, 1_000 + latency)).toBeGreaterThanOrEqual(0.98 * 45);
    expect(server.most(1_000)).toBe(45);
    await closeVirtually(limiter);
  });
});
