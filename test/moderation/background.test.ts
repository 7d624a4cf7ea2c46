import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Call } from '../../src/http/call.ts';
import { type BackgroundPart, createBackground } from '../../src/moderation/background.ts';
import { silent } from '../store/open.ts';

const MINUTE = 60_000;

function setUp(options: { readonly mayWrite?: () => Promise<boolean> } = {}) {
  const clock = { now: 1_000_000_000_000 };
  const ran: string[] = [];
  const failing = new Set<string>();
  const calls: Call[] = [];
  let under = 0;
  let most = 0;
  const part = (name: string, everyMs: number): BackgroundPart => ({
    name,
    everyMs,
    async run(call) {
      under += 1;
      most = Math.max(most, under);
      calls.push(call);
      ran.push(name);
      await Promise.resolve();
      under -= 1;
      if (failing.has(name)) throw new Error(`${name} fails`);
    },
  });
  const background = createBackground({
    parts: [part('first', MINUTE), part('second', 2 * MINUTE), part('third', MINUTE)],
    mayWrite: options.mayWrite ?? (async () => true),
    now: () => clock.now,
    log: silent,
  });
  onTestFinished(() => background.stop());
  return { clock, ran, failing, calls, background, mostAtOnce: () => most };
}

describe('what moderation does by itself', () => {
  test('is done one thing after the other, each as often as it is due', async () => {
    const { clock, ran, background, mostAtOnce } = setUp();
    await background.round();
    expect(ran).toEqual(['first', 'second', 'third']);
    await background.round();
    expect(ran).toHaveLength(3);
    clock.now += MINUTE;
    await background.round();
    expect(ran.slice(3)).toEqual(['first', 'third']);
    clock.now += MINUTE;
    await Promise.all([background.round(), background.round()]);
    expect(ran.slice(5)).toEqual(['first', 'second', 'third']);
    expect(mostAtOnce()).toBe(1);
  });

  test('goes on although a part of it fails', async () => {
    const { clock, ran, failing, background } = setUp();
    failing.add('first');
    await background.round();
    expect(ran).toEqual(['first', 'second', 'third']);
    clock.now += MINUTE;
    await background.round();
    expect(ran.slice(3)).toEqual(['first', 'third']);
  });

  test('is done at once when the clock was put back', async () => {
    const { clock, ran, background } = setUp();
    await background.round();
    clock.now -= 60 * MINUTE;
    await background.round();
    expect(ran).toHaveLength(6);
  });

  test('asks in the class background, for no longer than the round is of use', async () => {
    const { clock, calls, background } = setUp();
    await background.round();
    expect(calls[0]).toMatchObject({ class: 'background', deadline: expect.any(Number) });
    expect(calls[0]?.deadline).toBeGreaterThan(clock.now);
    expect(calls[0]?.deadline).toBeLessThan(clock.now + MINUTE);
  });

  test('rests while another process may be the one that writes', async () => {
    const lease = { held: false };
    const { ran, background } = setUp({ mayWrite: async () => lease.held });
    await background.round();
    expect(ran).toEqual([]);
    lease.held = true;
    await background.round();
    expect(ran).toHaveLength(3);
  });

  test('lasts no longer than the question whether it may write can be answered', async () => {
    const { ran, background } = setUp({
      mayWrite: () => Promise.reject(new Error('the database is locked')),
    });
    await background.round();
    expect(ran).toEqual([]);
  });

  test('ends with the bot: what is under way is told so, and nothing is begun any more', async () => {
    const { clock, ran, calls, background } = setUp();
    await background.round();
    await background.stop();
    expect(calls[0]?.signal?.aborted).toBe(true);
    clock.now += 60 * MINUTE;
    await background.round();
    expect(ran).toHaveLength(3);
  });

  describe('by a timer', () => {
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    });
    afterEach(() => {
      vi.useRealTimers();
    });

    test('begins at once, and a clock that was moved is noticed within half a minute', async () => {
      const { clock, ran, background } = setUp();
      background.start();
      await vi.advanceTimersByTimeAsync(0);
      expect(ran).toHaveLength(3);
      await vi.advanceTimersByTimeAsync(10 * MINUTE);
      expect(ran).toHaveLength(3);
      clock.now += MINUTE;
      await vi.advanceTimersByTimeAsync(30_000);
      expect(ran.slice(3)).toEqual(['first', 'third']);
    });

    test('does not ask without a pause whether it may write', async () => {
      const mayWrite = vi.fn(async () => false);
      const { background } = setUp({ mayWrite });
      background.start();
      await vi.advanceTimersByTimeAsync(10_000);
      expect(mayWrite.mock.calls.length).toBeLessThan(15);
    });

    test('is not set anew by a round that a stop came into', async () => {
      const { background } = setUp({
        mayWrite: () => new Promise((resolve) => setTimeout(() => resolve(true), 5_000)),
      });
      background.start();
      await Promise.all([background.stop(), vi.advanceTimersByTimeAsync(1_000)]);
      await vi.advanceTimersByTimeAsync(10_000);
      expect(vi.getTimerCount()).toBe(0);
    });

    test('begins nothing after a stop', async () => {
      const { clock, ran, background } = setUp();
      background.start();
      await vi.advanceTimersByTimeAsync(0);
      await Promise.all([background.stop(), vi.advanceTimersByTimeAsync(1_000)]);
      clock.now += 60 * MINUTE;
      await vi.advanceTimersByTimeAsync(MINUTE);
      expect(ran).toHaveLength(3);
    });
  });
});
