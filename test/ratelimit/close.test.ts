import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answering, closeVirtually, dropReason, limiterWith, useVirtualTime, warmUp } from './setup.ts';

beforeEach(useVirtualTime);
afterEach(() => {
  vi.useRealTimers();
});

describe('closing the limiter', () => {
  it('drops those who wait, lets those on the wire finish, and leaves no timer', async () => {
    const limiter = limiterWith({ perMinute: 3, windowMs: 10_000 });
    await warmUp(limiter);
    await vi.advanceTimersByTimeAsync(10_000);
    const running = Array.from({ length: 3 }, () =>
      limiter.run(answering([], 'done', 400), { class: 'person' }),
    );
    await vi.advanceTimersByTimeAsync(100);
    const waiting = Array.from({ length: 5 }, () =>
      dropReason(limiter.run(answering([], ''), { class: 'write', deadline: Date.now() + 5_000 })),
    );
    await vi.advanceTimersByTimeAsync(100);
    let closed = false;
    const closing = limiter.close().then(() => {
      closed = true;
    });
    expect(await Promise.all(waiting)).toEqual(Array.from({ length: 5 }, () => 'closed'));
    await vi.advanceTimersByTimeAsync(100);
    expect(closed).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(await Promise.all(running)).toEqual(['done', 'done', 'done']);
    await closing;
    expect(vi.getTimerCount()).toBe(0);
  });

  it('can be done twice, during a pause, and before the first call', async () => {
    const limiter = limiterWith({});
    await closeVirtually(limiter);
    await closeVirtually(limiter);
    const paused = limiterWith({});
    const refused = paused.run(
      (permit) => {
        permit.refused(60_000);
        return Promise.resolve('refused');
      },
      { class: 'person' },
    );
    await vi.advanceTimersByTimeAsync(100);
    expect(await refused).toBe('refused');
    const waiting = dropReason(paused.run(answering([], ''), { class: 'person' }));
    await vi.advanceTimersByTimeAsync(100);
    await closeVirtually(paused);
    expect(await waiting).toBe('closed');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('refuses later calls, and a call submitted in the same moment is not sent', async () => {
    const limiter = limiterWith({});
    const sent: string[] = [];
    const same = dropReason(limiter.run(answering(sent, 'same'), { class: 'write' }));
    await closeVirtually(limiter);
    expect(await same).toBe('closed');
    expect(await dropReason(limiter.run(answering(sent, 'later'), { class: 'write' }))).toBe('closed');
    expect(sent).toEqual([]);
  });
});

describe('an idle limiter', () => {
  it('has no timer, though permits are still out', async () => {
    const limiter = limiterWith({ windowMs: 60_000, previousUse: { until: Date.now() } });
    await warmUp(limiter);
    expect(limiter.status().available).toBeLessThan(10);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a process with a limiter', () => {
  it('lives until its waiting calls are done, ends then, and does not die of dropped calls', async () => {
    const script = fileURLToPath(new URL('./fixtures/short-lived.ts', import.meta.url));
    const run = promisify(execFile);
    const { stdout } = await run(process.execPath, [
      '--import',
      'tsx',
      '--unhandled-rejections=strict',
      script,
    ]);
    const { done, lastedMs } = JSON.parse(stdout) as { done: number; lastedMs: number };
    expect(done).toBe(5);
    expect(lastedMs).toBeGreaterThan(600);
  });
});
