import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Engine, HOUR, MINUTE, NOON } from './engine.ts';

const SIX = NOON + 6 * HOUR;
const DUE = '2026-06-01T18:00:00.000Z';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets what was begun come to an end; only timers stand still. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets time pass in the clock and in the timers. */
async function pass(engine: Engine, ms: number, stepMs = 1_000): Promise<void> {
  for (let passed = 0; passed < ms; passed += stepMs) {
    engine.now += stepMs;
    vi.advanceTimersByTime(stepMs);
    await settle();
  }
}

describe('the timer', () => {
  it('posts within a second of the due time', async () => {
    const engine = await Engine.start();
    await engine.add();
    engine.now = SIX - 3 * MINUTE;
    engine.scheduler.start();
    await settle();
    await pass(engine, 3 * MINUTE - 2_000);
    expect(engine.texts()).toEqual([]);
    await pass(engine, 3_000);
    expect(engine.texts()).toEqual([DUE]);
    expect(engine.moments[0]?.now).toBeLessThanOrEqual(SIX + 1_000);
    await engine.scheduler.stop();
  });

  it('misses no due time that comes between two of its looks at the clock', async () => {
    for (let looks = 0; looks < 12; looks += 1) {
      const engine = await Engine.start();
      await engine.add();
      let left = looks;
      let time = SIX - 1;
      Object.defineProperty(engine, 'now', {
        get: () => {
          if (left === 0) time = Math.max(time, SIX);
          left -= 1;
          return time;
        },
        set: (value: number) => {
          time = value;
        },
      });
      engine.scheduler.start();
      await settle();
      await pass(engine, 2_000);
      expect(engine.texts(), `after ${looks} looks`).toEqual([DUE]);
      await engine.scheduler.stop();
    }
  });

  it('notices within half a minute that the clock was put forward', async () => {
    const engine = await Engine.start();
    await engine.add();
    engine.scheduler.start();
    await settle();
    engine.now = SIX + MINUTE;
    await pass(engine, 31_000);
    expect(engine.texts()).toEqual([DUE]);
    await engine.scheduler.stop();
  });

  it('takes up at the start what an earlier process left', async () => {
    const engine = await Engine.start();
    const schedule = await engine.add();
    await engine.store.occurrences.claim(schedule.id, SIX);
    engine.now = SIX + MINUTE;
    engine.scheduler.start();
    await settle();
    expect(engine.texts()).toEqual([DUE]);
    await engine.scheduler.stop();
  });

  it('wakes for a schedule that was made a moment before it is due', async () => {
    const engine = await Engine.start();
    engine.now = SIX - 5_000;
    engine.scheduler.start();
    await settle();
    await engine.add();
    engine.scheduler.wake();
    await settle();
    await pass(engine, 6_000);
    expect(engine.texts()).toEqual([DUE]);
    await engine.scheduler.stop();
  });

  it('wakes for a schedule that was made while a round was under way', async () => {
    const engine = await Engine.start();
    engine.now = SIX - 5_000;
    const { occurrences } = engine.store;
    const { untidy } = occurrences;
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    occurrences.untidy = async () => {
      await held;
      return untidy();
    };
    engine.scheduler.start();
    await settle();
    await engine.add();
    engine.scheduler.wake();
    goOn();
    await settle();
    await pass(engine, 6_000);
    expect(engine.texts()).toEqual([DUE]);
    await engine.scheduler.stop();
  });

  it('is a single one, however often it is woken', async () => {
    const engine = await Engine.start();
    engine.scheduler.start();
    await settle();
    for (let time = 0; time < 5; time += 1) engine.scheduler.wake();
    await settle();
    expect(vi.getTimerCount()).toBe(1);
    await engine.scheduler.stop();
  });

  it('does not let a reading that hangs hold up other schedules', async () => {
    const engine = await Engine.start();
    await engine.add({ channelId: 'slow' });
    await engine.add({ when: 'daily 18:01', channelId: 'quick' });
    engine.now = SIX - 1_000;
    let first = true;
    engine.whileReading = () => {
      if (!first) return Promise.resolve();
      first = false;
      return new Promise(() => undefined);
    };
    engine.scheduler.start();
    await settle();
    await pass(engine, 2 * MINUTE);
    expect(engine.texts('quick')).toEqual(['2026-06-01T18:01:00.000Z']);
    expect(engine.texts('slow')).toEqual([]);
  });

  it('is still after the stop', async () => {
    const engine = await Engine.start();
    await engine.add();
    engine.scheduler.start();
    await settle();
    await engine.scheduler.stop();
    engine.now = SIX;
    engine.scheduler.wake();
    await pass(engine, 2 * MINUTE, 30_000);
    expect(engine.discord.calls).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves nothing behind when it is stopped, and does not start again', async () => {
    const engine = await Engine.start();
    const all = vi.spyOn(engine.store.schedules, 'all');
    engine.scheduler.start();
    await engine.scheduler.stop();
    engine.scheduler.start();
    await settle();
    expect(vi.getTimerCount()).toBe(0);
    expect(all).toHaveBeenCalledTimes(1);
  });

  it('thins out the snapshots once a day', async () => {
    const engine = await Engine.start();
    const thin = vi.spyOn(engine.store.snapshots, 'thin');
    engine.scheduler.start();
    await settle();
    await pass(engine, 25 * HOUR, 5 * MINUTE);
    expect(thin).toHaveBeenCalledTimes(2);
    await engine.scheduler.stop();
  });
});
