import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Life } from '../../src/demo/battlemetrics/life.ts';
import { startOutsideModerator } from '../../src/demo/outside-moderator.ts';
import { createDemoBattleMetricsWorld } from '../../src/demo/world/bm-world.ts';

const START = Date.parse('2026-06-06T19:00:00Z');
const MINUTE = 60_000;

beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

function start() {
  const world = createDemoBattleMetricsWorld({ seed: 'test', now: START });
  const life = new Life(world, Date.now);
  const state = { still: false };
  const before = world.bans.length;
  const outside = startOutsideModerator({
    battlemetrics: { world, life },
    seed: 'test',
    isStill: () => state.still,
    now: Date.now,
  });
  onTestFinished(() => outside.stop());
  return { world, outside, state, made: () => world.bans.slice(before) };
}

describe('somebody who bans on the page of BattleMetrics', () => {
  it('does so within two minutes, and now and then afterwards, for hours only', async () => {
    const { world, made } = start();
    await vi.advanceTimersByTimeAsync(2 * MINUTE);
    expect(made()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    expect(made().length).toBeGreaterThan(5);
    expect(made().length).toBeLessThan(12);
    const marked = new Set(world.flagPlayers.map(({ playerId }) => playerId));
    for (const { playerId, expires, timestamp, userId } of made()) {
      expect(marked.has(playerId ?? '')).toBe(false);
      expect(userId).toBe(world.users[0]?.id);
      expect((expires ?? Infinity) - timestamp).toBeLessThanOrEqual(2 * 60 * MINUTE);
    }
  });

  it('bans nobody while the world stands still, nor once stopped', async () => {
    const { made, state, outside } = start();
    state.still = true;
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    expect(made()).toEqual([]);
    state.still = false;
    outside.stop();
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    expect(made()).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves a demo that is open for days as large as it was', async () => {
    const { made } = start();
    await vi.advanceTimersByTimeAsync(24 * 60 * MINUTE);
    expect(made().length).toBeLessThanOrEqual(40);
    // Whoever is left has been banned lately.
    expect(Date.now() - (made()[0]?.timestamp ?? 0)).toBeLessThan(6 * 60 * MINUTE);
  });
});
