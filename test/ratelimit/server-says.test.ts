import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Allowance, Limiter, Permit } from '../../src/ratelimit/limiter.ts';
import { answering, closeVirtually, dropReason, limiterWith, useVirtualTime, warmUp } from './setup.ts';

beforeEach(useVirtualTime);
afterEach(() => {
  vi.useRealTimers();
});

/** A job whose end the test decides. */
function held(limiter: Limiter, log: string[] = [], name = 'held') {
  let finish: (end: (permit: Permit) => void) => void = () => undefined;
  const ended = new Promise<(permit: Permit) => void>((resolve) => {
    finish = resolve;
  });
  const outcome = dropReason(
    limiter.run(
      async (permit) => {
        log.push(name);
        (await ended)(permit);
      },
      { class: 'person' },
    ),
  );
  return { finish, outcome };
}

const answer =
  (allowance: Allowance = {}) =>
  (permit: Permit): void =>
    permit.answered(allowance);

function crowd(limiter: Limiter, sent: string[], count: number): void {
  for (let i = 0; i < count; i++)
    void limiter.run(answering(sent, 'crowd'), { class: 'person' }).catch(() => undefined);
}

describe('a fresh process', () => {
  it('sends a single call first, and the others when the server has answered', async () => {
    const limiter = limiterWith({});
    const sent: string[] = [];
    const probe = held(limiter, sent, 'probe');
    crowd(limiter, sent, 20);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(sent).toEqual(['probe']);
    probe.finish(answer());
    await vi.advanceTimersByTimeAsync(500);
    expect(sent).toHaveLength(10);
    await closeVirtually(limiter);
  });

  it('counts what an earlier process has used by what the server says remains', async () => {
    const limiter = limiterWith({ perMinute: 10, windowMs: 5_000 });
    const sent: string[] = [];
    const probe = held(limiter);
    crowd(limiter, sent, 20);
    await vi.advanceTimersByTimeAsync(10);
    probe.finish(answer({ limit: 10, remaining: 4 }));
    await vi.advanceTimersByTimeAsync(4_900);
    expect(sent).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(sent.length).toBeGreaterThan(9);
    await closeVirtually(limiter);
  });

  it('waits until an earlier process is forgotten when the server says nothing', async () => {
    const limiter = limiterWith({
      windowMs: 5_000,
      transitMs: 300,
      previousUse: { until: Date.now() - 2_000 },
    });
    const sent: string[] = [];
    crowd(limiter, sent, 5);
    await vi.advanceTimersByTimeAsync(3_290);
    expect(sent).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toHaveLength(5);
  });

  it('waits no longer than a window when the system clock was set back since the earlier process', async () => {
    const limiter = limiterWith({
      windowMs: 5_000,
      transitMs: 300,
      previousUse: { until: Date.now() + 3_600_000 },
    });
    const sent: string[] = [];
    crowd(limiter, sent, 5);
    await vi.advanceTimersByTimeAsync(5_400);
    expect(sent).toHaveLength(5);
  });

  it('does not wait for an earlier process that ended more than a window ago', async () => {
    const limiter = limiterWith({
      windowMs: 5_000,
      transitMs: 300,
      previousUse: { until: Date.now() - 6_000 },
    });
    const sent: string[] = [];
    crowd(limiter, sent, 5);
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toHaveLength(5);
  });

  it.each([
    ['was not sent', (permit: Permit) => permit.unsent()],
    [
      'got no answer',
      () => {
        // A job that says nothing.
      },
    ],
  ])('probes again when the probe %s', async (_, end) => {
    const limiter = limiterWith({});
    const sent: string[] = [];
    const probe = held(limiter, sent, 'first');
    const second = held(limiter, sent, 'second');
    crowd(limiter, sent, 5);
    probe.finish(end);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(sent).toEqual(['first', 'second']);
    second.finish(answer());
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toHaveLength(7);
  });
});

describe('a 429', () => {
  it('stops everything until Retry-After, permits that return meanwhile included, then sends one call', async () => {
    const limiter = limiterWith({ perMinute: 10, windowMs: 1_000 });
    await warmUp(limiter);
    const sent: string[] = [];
    crowd(limiter, [], 5);
    const refused = held(limiter);
    const inFlight = held(limiter);
    await vi.advanceTimersByTimeAsync(100);
    refused.finish((permit) => permit.refused(4_000));
    const probe = held(limiter, sent, 'probe');
    crowd(limiter, sent, 5);
    await vi.advanceTimersByTimeAsync(100);
    expect(limiter.status()).toMatchObject({ available: 0, pausedUntil: Date.now() + 3_900 });
    inFlight.finish(answer({ limit: 10, remaining: 10 }));
    await vi.advanceTimersByTimeAsync(3_890);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual(['probe']);
    expect(limiter.status().pausedUntil).toBeUndefined();
    probe.finish(answer());
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toHaveLength(6);
  });

  it('also stops the call whose turn Bottleneck has just granted', async () => {
    // At every step that a turn takes through Bottleneck.
    for (let steps = 0; steps < 8; steps++) {
      const limiter = limiterWith({});
      await warmUp(limiter);
      const refused = held(limiter);
      await vi.advanceTimersByTimeAsync(100);
      const sent: string[] = [];
      crowd(limiter, sent, 1);
      for (let step = 0; step < steps; step++) await vi.advanceTimersToNextTimerAsync();
      const before = sent.length;
      refused.finish((permit) => permit.refused(5_000));
      await refused.outcome;
      await vi.advanceTimersByTimeAsync(4_900);
      expect(sent).toHaveLength(before);
      await closeVirtually(limiter);
    }
  });

  it('to the probe pauses everything again', async () => {
    const limiter = limiterWith({});
    const sent: string[] = [];
    const first = held(limiter, sent, 'first');
    const second = held(limiter, sent, 'second');
    const third = held(limiter, sent, 'third');
    crowd(limiter, sent, 5);
    first.finish((permit) => permit.refused(2_000));
    second.finish((permit) => permit.refused(2_000));
    await vi.advanceTimersByTimeAsync(1_900);
    expect(sent).toEqual(['first']);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual(['first', 'second']);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(sent).toEqual(['first', 'second', 'third']);
    third.finish(answer());
    await vi.advanceTimersByTimeAsync(500);
    expect(sent).toHaveLength(8);
  });

  it('that comes late does not shorten a longer pause, and an answer to an older call does not end the probing', async () => {
    const limiter = limiterWith({});
    await warmUp(limiter);
    const sent: string[] = [];
    const [long, short, old] = [held(limiter), held(limiter), held(limiter)];
    await vi.advanceTimersByTimeAsync(50);
    long.finish((permit) => permit.refused(3_000));
    await vi.advanceTimersByTimeAsync(10);
    short.finish((permit) => permit.refused(100));
    const probe = held(limiter, sent, 'probe');
    crowd(limiter, sent, 5);
    await vi.advanceTimersByTimeAsync(2_900);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toEqual(['probe']);
    old.finish(answer());
    await vi.advanceTimersByTimeAsync(3_000);
    expect(sent).toEqual(['probe']);
    probe.finish(answer());
    await vi.advanceTimersByTimeAsync(300);
    expect(sent).toHaveLength(6);
  });

  it('without a usable time pauses for half a minute', async () => {
    const limiter = limiterWith({});
    const refused = held(limiter);
    refused.finish((permit) => permit.refused(Number.NaN));
    await vi.advanceTimersByTimeAsync(20);
    const left = (limiter.status().pausedUntil ?? 0) - Date.now();
    expect(left).toBeGreaterThan(29_000);
    expect(left).toBeLessThanOrEqual(30_000);
  });

  it('for longer than Node has timers still pauses', async () => {
    const limiter = limiterWith({});
    const sent: string[] = [];
    const refused = held(limiter);
    crowd(limiter, sent, 1);
    refused.finish((permit) => permit.refused(30 * 86_400_000));
    await vi.advanceTimersByTimeAsync(86_400_000);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(29 * 86_400_000 + 1_000);
    expect(sent).toHaveLength(1);
  });
});

describe('what the server says remains', () => {
  it('books calls of others for one window when it is less than believed', async () => {
    const limiter = limiterWith({ perMinute: 20, windowMs: 5_000, perSecond: 20 });
    await warmUp(limiter);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(limiter.status().available).toBe(20);
    const call = held(limiter);
    await vi.advanceTimersByTimeAsync(10);
    call.finish(answer({ remaining: 7 }));
    await vi.advanceTimersByTimeAsync(200);
    expect(limiter.status().available).toBe(7);
    await vi.advanceTimersByTimeAsync(4_900);
    expect(limiter.status().available).toBe(20);
  });

  it('may be nonsense and stops calls for one window at most', async () => {
    const limiter = limiterWith({ perMinute: 20, windowMs: 5_000, perSecond: 20 });
    await warmUp(limiter);
    for (const remaining of [Number.NaN, -1e12, Number.POSITIVE_INFINITY]) {
      const call = held(limiter);
      await vi.advanceTimersByTimeAsync(10);
      call.finish(answer({ limit: Number.NaN, remaining }));
      await vi.advanceTimersByTimeAsync(5_100);
      expect(limiter.status()).toMatchObject({ available: 20, limitPerMinute: 20 });
    }
  });

  it('does not take calls in flight, or answers out of order, for calls of others', async () => {
    const limiter = limiterWith({ perMinute: 20, windowMs: 5_000, perSecond: 20 });
    await warmUp(limiter);
    await vi.advanceTimersByTimeAsync(5_000);
    const calls = Array.from({ length: 10 }, () => held(limiter));
    await vi.advanceTimersByTimeAsync(100);
    for (const [index, call] of calls.toReversed().entries()) {
      call.finish(answer({ limit: 20, remaining: 10 + index }));
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(limiter.status().available).toBe(10);
  });

  it('may hold calls that left while the one it answers was on its way', async () => {
    const limiter = limiterWith({ perMinute: 20, windowMs: 5_000, perSecond: 20 });
    await warmUp(limiter);
    await vi.advanceTimersByTimeAsync(5_000);
    const overtaken = held(limiter);
    await vi.advanceTimersByTimeAsync(10);
    crowd(limiter, [], 5);
    await vi.advanceTimersByTimeAsync(200);
    overtaken.finish(answer({ limit: 20, remaining: 14 }));
    await vi.advanceTimersByTimeAsync(200);
    expect(limiter.status().available).toBe(14);
  });

  it('may hold calls whose permits returned before a slow answer came', async () => {
    const limiter = limiterWith({ perMinute: 20, windowMs: 5_000, perSecond: 20 });
    await warmUp(limiter);
    await vi.advanceTimersByTimeAsync(5_000);
    crowd(limiter, [], 10);
    await vi.advanceTimersByTimeAsync(4_800);
    const slow = held(limiter);
    await vi.advanceTimersByTimeAsync(1_000);
    slow.finish(answer({ limit: 20, remaining: 9 }));
    await vi.advanceTimersByTimeAsync(200);
    expect(limiter.status().available).toBe(19);
  });

  it('says nothing about the second, so calls of others are taken to be as young as that', async () => {
    const limiter = limiterWith({ perMinute: 100, windowMs: 10_000, perSecond: 8, burstWindowMs: 1_000 });
    const probe = held(limiter);
    await vi.advanceTimersByTimeAsync(10);
    probe.finish(answer({ limit: 100, remaining: 94 }));
    await vi.advanceTimersByTimeAsync(500);
    expect(limiter.status().available).toBe(2);
    await vi.advanceTimersByTimeAsync(600);
    expect(limiter.status().available).toBe(8);
  });

  it('never frees permits when it is more than believed', async () => {
    const limiter = limiterWith({ perMinute: 20, windowMs: 5_000, perSecond: 20 });
    await warmUp(limiter);
    await vi.advanceTimersByTimeAsync(5_000);
    const calls = Array.from({ length: 10 }, () => held(limiter));
    await vi.advanceTimersByTimeAsync(100);
    for (const call of calls) call.finish(answer({ limit: 40, remaining: 40 }));
    await vi.advanceTimersByTimeAsync(100);
    expect(limiter.status()).toMatchObject({ available: 10, limitPerMinute: 20 });
  });

  it('does not count against an allowance that the operator set lower than the server does', async () => {
    const limiter = limiterWith({ perMinute: 5, windowMs: 5_000, perSecond: 5 });
    const probe = held(limiter);
    await vi.advanceTimersByTimeAsync(10);
    probe.finish(answer({ limit: 300, remaining: 150 }));
    await vi.advanceTimersByTimeAsync(200);
    expect(limiter.status()).toMatchObject({ available: 4, limitPerMinute: 5 });
  });
});

describe('a limit that the server says', () => {
  const say = async (limiter: Limiter, allowance: Allowance): Promise<void> => {
    const call = held(limiter);
    await vi.advanceTimersByTimeAsync(10);
    call.finish(answer(allowance));
    await vi.advanceTimersByTimeAsync(200);
  };

  it('lowers ours, and a higher one later brings back no more than was configured', async () => {
    const limiter = limiterWith({ perMinute: 20, windowMs: 5_000, perSecond: 20 });
    await say(limiter, { limit: 6, remaining: 5 });
    expect(limiter.status()).toMatchObject({ limitPerMinute: 6, available: 5 });
    await say(limiter, { limit: 100, remaining: 98 });
    expect(limiter.status()).toMatchObject({ limitPerMinute: 20, available: 18 });
  });

  it('holds back calls when more than it are out already', async () => {
    const limiter = limiterWith({ perMinute: 20, windowMs: 2_000, perSecond: 20 });
    await say(limiter, {});
    const sent: string[] = [];
    crowd(limiter, [], 9);
    await vi.advanceTimersByTimeAsync(300);
    await say(limiter, { limit: 5 });
    expect(limiter.status().available).toBe(0);
    crowd(limiter, sent, 20);
    await vi.advanceTimersByTimeAsync(2_100);
    expect(sent.length).toBeLessThanOrEqual(5);
    await closeVirtually(limiter);
  });

  it('of nothing leaves one call, so that its end can be learnt', async () => {
    const limiter = limiterWith({ perMinute: 20, windowMs: 1_000 });
    await say(limiter, { limit: 0 });
    expect(limiter.status().limitPerMinute).toBe(1);
    await vi.advanceTimersByTimeAsync(1_500);
    await say(limiter, { limit: 20 });
    expect(limiter.status().limitPerMinute).toBe(20);
  });
});

describe('a permit', () => {
  it('returns at once when nothing was sent, a window after the answer, and later when the call was given up', async () => {
    const limiter = limiterWith({ perMinute: 10, windowMs: 1_000, transitMs: 500 });
    await warmUp(limiter);
    const [unsent, answered, lost] = [held(limiter), held(limiter), held(limiter)];
    await vi.advanceTimersByTimeAsync(50);
    expect(limiter.status()).toMatchObject({ available: 7, running: 3 });
    for (const call of [unsent, answered, lost]) void call.outcome;
    unsent.finish((permit) => permit.unsent());
    answered.finish(answer());
    lost.finish(() => undefined);
    await vi.advanceTimersByTimeAsync(1);
    expect(limiter.status()).toMatchObject({ available: 8, running: 0 });
    await vi.advanceTimersByTimeAsync(990);
    expect(limiter.status().available).toBe(8);
    await vi.advanceTimersByTimeAsync(20);
    expect(limiter.status().available).toBe(9);
    await vi.advanceTimersByTimeAsync(480);
    expect(limiter.status().available).toBe(9);
    await vi.advanceTimersByTimeAsync(20);
    expect(limiter.status().available).toBe(10);
  });

  it('heeds only the first word about its call', async () => {
    const limiter = limiterWith({});
    const call = held(limiter);
    call.finish((permit) => {
      permit.answered({});
      permit.unsent();
      permit.refused(60_000);
    });
    await vi.advanceTimersByTimeAsync(150);
    expect(limiter.status()).toEqual({
      queued: 0,
      running: 0,
      available: 9,
      leftInMinute: 9,
      limitPerMinute: 10,
    });
  });

  it('goes by the monotonic clock: a system clock that is set forward opens no window', async () => {
    const limiter = limiterWith({ perMinute: 3, windowMs: 5_000 });
    await warmUp(limiter);
    await vi.advanceTimersByTimeAsync(5_000);
    const sent: string[] = [];
    crowd(limiter, sent, 6);
    await vi.advanceTimersByTimeAsync(500);
    vi.setSystemTime(Date.now() + 3_600_000);
    crowd(limiter, sent, 1);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(sent).toHaveLength(3);
    await closeVirtually(limiter);
  });
});
