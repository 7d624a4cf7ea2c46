import { describe, expect, it } from 'vitest';
import { RollingWindow } from '../../src/ratelimit/rolling-window.ts';

/** A window of 3 in 1,000 ms whose permits return at these times. */
function withReturns(...returns: number[]): RollingWindow {
  const window = new RollingWindow(3, 1_000);
  for (const at of returns) {
    window.take();
    window.settle(at - 1_002);
  }
  return window;
}

describe('a rolling window', () => {
  it('gets a permit back two milliseconds more than a window after the call arrived', () => {
    const window = new RollingWindow(3, 1_000);
    window.take();
    window.settle(50);
    expect([1_050, 1_051.9, 1_052].map((at) => window.free(at))).toEqual([2, 2, 3]);
  });

  it('gets permits back in the order of their times, not of the calls', () => {
    const window = withReturns(3_000, 2_000);
    expect(window.nextReturn(1_000)).toBe(2_000);
    expect(window.free(2_500)).toBe(2);
    expect(window.nextReturn(2_500)).toBe(3_000);
  });

  it('has no next return while every permit is with a call on its way', () => {
    const window = new RollingWindow(3, 1_000);
    window.take();
    expect(window.nextReturn(5_000)).toBeUndefined();
  });

  it('tells how long each place of the queue waits, lap after lap', () => {
    const window = withReturns(1_500, 1_700);
    const waits = [0, 1, 2, 3, 4, 5].map((place) => window.waitFor(place, 1_000, 100));
    // One is free now, two return; the one that is free now is back a window and a latency later; and so on.
    expect(waits).toEqual([0, 500, 700, 1_100, 1_600, 1_800]);
  });

  it('counts what a lowered limit swallows into the wait', () => {
    const window = withReturns(1_500, 1_600, 1_700);
    window.limit = 1;
    expect(window.free(1_000)).toBe(-2);
    expect(window.waitFor(0, 1_000, 100)).toBe(700);
  });
});
