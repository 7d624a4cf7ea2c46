import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CallClass } from '../../src/ratelimit/limiter.ts';
import { answering, closeVirtually, dropReason, limiterWith, useVirtualTime, warmUp } from './setup.ts';

beforeEach(useVirtualTime);
afterEach(() => {
  vi.useRealTimers();
});

/** Calls that fill a limiter of ten in a second, so that the next ones wait until 1,000 ms from now. */
const FULL = { perMinute: 10, windowMs: 1_000, perSecond: 10, burstWindowMs: 100 } as const;

async function filled(options: Parameters<typeof limiterWith>[0] = {}) {
  const limiter = limiterWith({ ...FULL, ...options });
  await warmUp(limiter);
  for (let i = 0; i < 10; i++) {
    void limiter.run(answering([], ''), { class: 'background' });
    await vi.advanceTimersByTimeAsync(10);
  }
  await vi.advanceTimersByTimeAsync(20);
  expect(limiter.status()).toMatchObject({ available: 0, queued: 0 });
  return limiter;
}

describe('the order of waiting calls', () => {
  it('is writes, moderators, people, background, and within a class first come first served', async () => {
    const limiter = await filled({ perMinute: 10 });
    const sent: string[] = [];
    for (const of of ['background', 'person', 'moderator', 'write'] as const) {
      void limiter.run(answering(sent, `${of} 1`), { class: of });
      void limiter.run(answering(sent, `${of} 2`), { class: of });
    }
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual([
      'write 1',
      'write 2',
      'moderator 1',
      'moderator 2',
      'person 1',
      'person 2',
      'background 1',
      'background 2',
    ]);
  });

  it('lets a write be the next to go even when it comes in the same moment as 1,000 background calls', async () => {
    const limiter = limiterWith({ perMinute: 20, maxQueued: 2_000 });
    await warmUp(limiter);
    const sent: string[] = [];
    for (let i = 0; i < 1_000; i++) {
      void limiter.run(answering(sent, 'background'), { class: 'background' }).catch(() => undefined);
    }
    const before = performance.now();
    let sentAt = Number.POSITIVE_INFINITY;
    const write = limiter.run(
      async (permit) => {
        sentAt = performance.now();
        return await answering(sent, 'write')(permit);
      },
      { class: 'write' },
    );
    await vi.advanceTimersByTimeAsync(500);
    await write;
    expect(sent[0]).toBe('write');
    expect(sentAt - before).toBeLessThan(300);
    await closeVirtually(limiter);
  });

  it('lets a write that comes while 1,000 background calls wait for a permit take the next permit', async () => {
    const limiter = limiterWith({ ...FULL, maxQueued: 2_000 });
    await warmUp(limiter);
    const sent: string[] = [];
    for (let i = 0; i < 1_000; i++) {
      void limiter.run(answering(sent, 'background'), { class: 'background' }).catch(() => undefined);
    }
    await vi.advanceTimersByTimeAsync(600);
    expect(sent).toHaveLength(10);
    void limiter.run(answering(sent, 'write'), { class: 'write' });
    await vi.advanceTimersByTimeAsync(900);
    expect(sent[10]).toBe('write');
    expect(sent.length).toBeGreaterThan(11);
    await closeVirtually(limiter);
  });

  it('puts a call that someone more urgent joins behind those of that class, and sends it once', async () => {
    const limiter = await filled();
    const sent: string[] = [];
    let raise: (to: CallClass) => void = () => undefined;
    const outcomes = [
      limiter.run(answering(sent, 'person'), { class: 'person' }),
      limiter.run(answering(sent, 'background'), { class: 'background' }),
      limiter.run(answering(sent, 'raised'), {
        class: 'background',
        onRaise: (listener) => {
          raise = listener;
        },
      }),
      limiter.run(answering(sent, 'moderator'), { class: 'moderator' }),
    ];
    raise('moderator');
    // Nobody is put back by someone less urgent who joins.
    raise('person');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual(['moderator', 'raised', 'person', 'background']);
    expect(await Promise.all(outcomes)).toHaveLength(4);
    raise('write');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toHaveLength(4);
    expect(limiter.status()).toMatchObject({ queued: 0, running: 0, available: 10 });
  });
});

describe('a waiting call', () => {
  it('is dropped at once when nobody waits for it any more, and costs no permit', async () => {
    const limiter = await filled();
    const sent: string[] = [];
    const leaving = new AbortController();
    const given = Array.from({ length: 9 }, () =>
      dropReason(limiter.run(answering(sent, 'given up'), { class: 'write', signal: leaving.signal })),
    );
    const others = Array.from({ length: 10 }, () =>
      limiter.run(answering(sent, 'wanted', 0), { class: 'person' }),
    );
    await vi.advanceTimersByTimeAsync(10);
    leaving.abort();
    expect(await Promise.all(given)).toEqual(Array.from({ length: 9 }, () => 'aborted'));
    await vi.advanceTimersByTimeAsync(1_100);
    // All ten permits went to those who still wait.
    expect(sent).toEqual(Array.from({ length: 10 }, () => 'wanted'));
    await Promise.all(others);
  });

  it('is not even queued when it was given up before', async () => {
    const limiter = limiterWith({});
    const outcome = limiter.run(answering([], ''), { class: 'write', signal: AbortSignal.abort() });
    expect(await dropReason(outcome)).toBe('aborted');
  });

  it('is dropped at its deadline, though no permit comes before', async () => {
    const limiter = await filled();
    const sent: string[] = [];
    const outcome = limiter.run(answering(sent, 'late'), { class: 'write', deadline: Date.now() + 300 });
    const reason = dropReason(outcome);
    await vi.advanceTimersByTimeAsync(310);
    expect(limiter.status().queued).toBe(0);
    expect(await reason).toBe('deadline');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is not sent after its deadline, though the timer of the deadline be late', async () => {
    const limiter = await filled();
    const sent: string[] = [];
    const reason = dropReason(
      limiter.run(answering(sent, 'late'), { class: 'write', deadline: Date.now() + 60_000 }),
    );
    vi.setSystemTime(Date.now() + 61_000);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await reason).toBe('deadline');
    expect(sent).toEqual([]);
  });

  it('is sent when its turn comes before its deadline', async () => {
    const limiter = await filled();
    const outcome = limiter.run(answering([], 'in time'), { class: 'write', deadline: Date.now() + 1_500 });
    await vi.advanceTimersByTimeAsync(1_400);
    expect(await outcome).toBe('in time');
  });

  it('gives its place to a more urgent one when the queue is full, the last of the least important first', async () => {
    const limiter = await filled({ maxQueued: 3 });
    const sent: string[] = [];
    const run = (name: string, of: CallClass) =>
      dropReason(limiter.run(answering(sent, name), { class: of }));
    const outcomes = [
      run('person', 'person'),
      run('background 1', 'background'),
      run('background 2', 'background'),
      run('background 3', 'background'),
      run('write 1', 'write'),
      run('moderator', 'moderator'),
      run('write 2', 'write'),
      run('write 3', 'write'),
      run('write 4', 'write'),
    ];
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await Promise.all(outcomes)).toEqual([
      'queue-full',
      'queue-full',
      'queue-full',
      'queue-full',
      'sent',
      'queue-full',
      'sent',
      'sent',
      'queue-full',
    ]);
    expect(sent).toEqual(['write 1', 'write 2', 'write 3']);
  });

  it('keeps its place when one that came later can make room', async () => {
    const limiter = await filled({ maxQueued: 2 });
    const sent: string[] = [];
    for (const name of ['background 1', 'background 2']) {
      void limiter.run(answering(sent, name), { class: 'background' });
    }
    void limiter.run(answering(sent, 'write'), { class: 'write' });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual(['write', 'background 1']);
  });

  it('hears about how long it has to wait, when that is a second or more', async () => {
    const limiter = limiterWith({ perMinute: 10, windowMs: 10_000, perSecond: 10, burstWindowMs: 100 });
    await warmUp(limiter);
    await vi.advanceTimersByTimeAsync(10_000);
    const waits: number[][] = Array.from({ length: 25 }, () => []);
    const delays: number[] = [];
    const start = performance.now();
    for (const told of waits) {
      const call = limiter.run(
        async (permit) => {
          delays.push(performance.now() - start);
          return await answering([], '')(permit);
        },
        { class: 'person', onWait: (ms) => told.push(ms) },
      );
      call.catch(() => undefined);
    }
    await vi.advanceTimersByTimeAsync(40_000);
    expect(delays).toHaveLength(25);
    for (const [index, told] of waits.entries()) {
      // Once is enough as long as it stays true.
      expect(told).toHaveLength(index < 10 ? 0 : 1);
      // What was told is what happened, within a twentieth.
      if (index >= 10)
        expect(Math.abs((told[0] ?? 0) - (delays[index] ?? 0)) / (delays[index] ?? 1)).toBeLessThan(0.05);
    }
  });

  it('hears about the budget of its endpoint too, each in its turn', async () => {
    const limiter = limiterWith({
      perMinute: 100,
      perSecond: 50,
      budgets: { slow: { limit: 1, windowMs: 3_000 } },
    });
    await warmUp(limiter);
    const told: number[][] = [[], [], []];
    for (const waits of told) {
      const onWait = (ms: number) => waits.push(ms);
      void limiter.run(answering([], ''), { class: 'person', budgets: ['slow'], onWait });
    }
    await vi.advanceTimersByTimeAsync(20_000);
    expect(told.map((waits) => waits.map((ms) => Math.round(ms / 1_000)))).toEqual([[], [3], [6]]);
  });

  it('is told of a pause', async () => {
    const limiter = limiterWith({});
    await warmUp(limiter);
    const told: number[] = [];
    const refused = limiter.run(
      async (permit) => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        permit.refused(20_000);
      },
      { class: 'write' },
    );
    void limiter.run(answering([], ''), { class: 'write', onWait: (ms) => told.push(ms) });
    for (let i = 0; i < 9; i++) void limiter.run(answering([], ''), { class: 'write' });
    void limiter.run(answering([], ''), { class: 'person', onWait: (ms) => told.push(ms) });
    await vi.advanceTimersByTimeAsync(100);
    await refused;
    expect(told.at(-1)).toBeGreaterThan(19_000);
    expect(told.at(-1)).toBeLessThanOrEqual(20_000);
    await vi.advanceTimersByTimeAsync(30_000);
  });

  it('is told anew when more urgent calls make it wait longer', async () => {
    const limiter = limiterWith({ perMinute: 2, windowMs: 5_000, perSecond: 2, burstWindowMs: 100 });
    await warmUp(limiter);
    await vi.advanceTimersByTimeAsync(5_000);
    for (let i = 0; i < 2; i++) void limiter.run(answering([], ''), { class: 'person' });
    await vi.advanceTimersByTimeAsync(1_000);
    const told: number[] = [];
    void limiter.run(answering([], ''), { class: 'person', onWait: (ms) => told.push(ms) });
    await vi.advanceTimersByTimeAsync(10);
    expect(told).toHaveLength(1);
    expect(told[0]).toBeGreaterThan(3_900);
    expect(told[0]).toBeLessThan(4_200);
    for (let i = 0; i < 2; i++) void limiter.run(answering([], ''), { class: 'write' });
    await vi.advanceTimersByTimeAsync(10);
    expect(told).toHaveLength(2);
    expect(told[1]).toBeGreaterThan(8_500);
    await vi.advanceTimersByTimeAsync(20_000);
  });

  it('survives a listener that throws when it is told to wait', async () => {
    const limiter = await filled({ windowMs: 3_000 });
    const outcome = limiter.run(answering([], 'answer'), {
      class: 'person',
      onWait: () => {
        throw new Error('the message was deleted');
      },
    });
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await outcome).toBe('answer');
  });
});

describe('a call on the wire', () => {
  it('ends as it ends, though it is given up and its deadline passes meanwhile', async () => {
    const limiter = limiterWith({});
    const leaving = new AbortController();
    const outcome = limiter.run(answering([], 'answer', 500), {
      class: 'write',
      signal: leaving.signal,
      deadline: Date.now() + 200,
    });
    await vi.advanceTimersByTimeAsync(100);
    leaving.abort();
    await vi.advanceTimersByTimeAsync(500);
    expect(await outcome).toBe('answer');
  });
});

describe('the budget of an endpoint', () => {
  const budgets = { match: { limit: 2, windowMs: 1_000 }, update: { limit: 1, windowMs: 3_000 } };

  it('holds back the calls that need it and nobody else', async () => {
    const limiter = limiterWith({ perMinute: 100, perSecond: 50, budgets });
    await warmUp(limiter);
    const sent: string[] = [];
    for (let i = 0; i < 5; i++) {
      void limiter.run(answering(sent, 'match'), { class: 'person', budgets: ['match'] });
    }
    for (let i = 0; i < 5; i++) void limiter.run(answering(sent, 'other'), { class: 'background' });
    await vi.advanceTimersByTimeAsync(500);
    expect(sent).toEqual(['match', 'match', 'other', 'other', 'other', 'other', 'other']);
    // Permits are free, and yet nothing spins: one timer waits for the budget.
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent.filter((name) => name === 'match')).toHaveLength(5);
  });

  it('is a rolling window too, whatever the arrivals', async () => {
    const limiter = limiterWith({ perMinute: 100, perSecond: 50, budgets });
    await warmUp(limiter);
    const at: number[] = [];
    for (let i = 0; i < 12; i++) {
      await vi.advanceTimersByTimeAsync(137 * (i % 4));
      void limiter.run(
        async (permit) => {
          at.push(performance.now());
          await answering([], '', 150)(permit);
        },
        { class: 'background', budgets: ['match'] },
      );
    }
    await vi.advanceTimersByTimeAsync(20_000);
    expect(at).toHaveLength(12);
    for (const [index, time] of at.entries()) {
      // A call may arrive as late as its answer, 150 ms after it was sent.
      if (index >= 2) expect(time - ((at[index - 2] ?? 0) + 150)).toBeGreaterThan(1_000);
    }
  });

  it('goes to the more urgent call first, though a less urgent one waited before', async () => {
    const limiter = limiterWith({ perMinute: 100, perSecond: 50, budgets });
    await warmUp(limiter);
    const sent: string[] = [];
    for (let i = 0; i < 4; i++) {
      void limiter.run(answering(sent, 'background'), { class: 'background', budgets: ['match'] });
    }
    await vi.advanceTimersByTimeAsync(500);
    void limiter.run(answering(sent, 'write'), { class: 'write', budgets: ['match'] });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(sent).toEqual(['background', 'background', 'write', 'background', 'background']);
  });

  it('counts for each key alone when a name is used with a key', async () => {
    const limiter = limiterWith({ perMinute: 100, perSecond: 50, budgets });
    await warmUp(limiter);
    const sent: string[] = [];
    for (const name of ['update:1', 'update:2', 'update:1']) {
      void limiter.run(answering(sent, name), { class: 'person', budgets: [name] });
    }
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual(['update:1', 'update:2']);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toEqual(['update:1', 'update:2', 'update:1']);
  });

  it('is kept for a key though hundreds of other keys were used since', async () => {
    const limiter = limiterWith({ perMinute: 2_000, perSecond: 2_000, maxQueued: 2_000, budgets });
    await warmUp(limiter);
    const sent: string[] = [];
    for (let key = 0; key < 600; key++) {
      void limiter.run(answering(sent, `${key}`), { class: 'person', budgets: [`update:${key}`] });
    }
    void limiter.run(answering(sent, 'again'), { class: 'person', budgets: ['update:0'] });
    await vi.advanceTimersByTimeAsync(2_900);
    expect(sent).toHaveLength(600);
    expect(sent).not.toContain('again');
    await vi.advanceTimersByTimeAsync(3_000);
    expect(sent).toContain('again');
  });

  it('that nobody declared is an error that names those declared', async () => {
    const limiter = limiterWith({ budgets });
    const outcome = limiter.run(answering([], ''), { class: 'person', budgets: ['mach'] });
    await expect(outcome).rejects.toThrow('no rate limit is called "mach"; known are match, update');
  });
});
