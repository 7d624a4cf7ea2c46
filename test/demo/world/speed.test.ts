import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDemoBattleMetricsWorld } from '../../../src/demo/world/bm-world.ts';
import { createDemoDcsWorld } from '../../../src/demo/world/dcs-world.ts';
import { startWorld } from '../../../src/demo/world/start-world.ts';
import { HOUR, MINUTE, START } from './harness.ts';

beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

function start(speed?: number) {
  const seed = 'test';
  const dcs = { world: createDemoDcsWorld({ seed, now: START }) };
  const battlemetrics = { world: createDemoBattleMetricsWorld({ seed, now: START }) };
  const moving = startWorld({
    dcs,
    battlemetrics,
    seed,
    now: Date.now,
    ...(speed !== undefined && { speed }),
  });
  // A mission that is flown counts the seconds.
  const uptime = () => dcs.world.servers[0]?.mission?.uptime ?? 0;
  return { dcs: dcs.world, battlemetrics: battlemetrics.world, moving, uptime };
}

it.each([
  [1, 60],
  [60, 3_600],
])('at speed %i a minute is %i seconds long', async (speed, seconds) => {
  const { uptime, moving } = start(speed);
  const before = uptime();
  await vi.advanceTimersByTimeAsync(MINUTE);
  moving.stop();
  expect(uptime() - before).toBe(seconds);
});

it('runs in real time unless told otherwise', () => {
  expect(start().moving.speed).toBe(1);
});

it('stands still at speed 0 and does not catch up afterwards', async () => {
  const { uptime, moving } = start(0);
  const before = uptime();
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(uptime()).toBe(before);
  moving.setSpeed(60);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(uptime() - before).toBe(600);
});

it('does not move once it is stopped', async () => {
  const { uptime, moving } = start(60);
  moving.stop();
  const before = uptime();
  await vi.advanceTimersByTimeAsync(MINUTE);
  expect(uptime()).toBe(before);
  expect(vi.getTimerCount()).toBe(0);
});

it('dates what happens by the clock of the simulators, however fast it happens', async () => {
  const { dcs, battlemetrics, moving } = start(600);
  await vi.advanceTimersByTimeAsync(MINUTE);
  moving.stop();
  const seen = dcs.pilots.map(({ lastSeen }) => lastSeen / 1_000);
  const updated = battlemetrics.players.map(({ updatedAt }) => updatedAt);
  for (const times of [seen, updated]) {
    expect(times.filter((time) => time > START).length).toBeGreaterThan(50);
    expect(Math.max(...times)).toBeLessThanOrEqual(Date.now() + 1);
  }
});

it('takes no speed that would turn time back or outrun the machine', () => {
  const { moving } = start(1);
  for (const speed of [-1, Number.NaN, Number.POSITIVE_INFINITY, 1e6]) {
    expect(() => moving.setSpeed(speed)).toThrow(RangeError);
  }
  expect(moving.speed).toBe(1);
  expect(() => moving.tick(-1)).toThrow(RangeError);
  moving.stop();
});
