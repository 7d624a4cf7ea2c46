import { createDemoBattleMetricsWorld } from '../../../src/demo/world/bm-world.ts';
import { createDemoDcsWorld } from '../../../src/demo/world/dcs-world.ts';
import type { WorldEvent } from '../../../src/demo/world/moment.ts';
import { startWorld } from '../../../src/demo/world/start-world.ts';

export const START = Date.parse('2026-11-22T08:00:00Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** Both worlds, paused, under a clock that moves with them. */
export function createStage({ seed = 'test', start = START } = {}) {
  let clock = start;
  const now = () => clock;
  const dcs = { world: createDemoDcsWorld({ seed, now: clock }) };
  const battlemetrics = { world: createDemoBattleMetricsWorld({ seed, now: clock }) };
  const events: WorldEvent[] = [];
  const log = (event: WorldEvent) => void events.push(event);
  const moving = startWorld({ dcs, battlemetrics, seed, now, speed: 0, log });
  return {
    dcs: dcs.world,
    battlemetrics: battlemetrics.world,
    events,
    moving,
    now,
    /** Lets time pass by the world's and everybody's clock. */
    pass(ms: number) {
      clock += ms;
      moving.tick(ms);
    },
  };
}

export type DemoStage = ReturnType<typeof createStage>;

/** Everything in both worlds, with dates relative to the start. */
export function digest({ dcs, battlemetrics }: DemoStage, start = START): string {
  return JSON.stringify({ dcs, battlemetrics }, (key, value: unknown) => {
    if (value instanceof Map) return [...value];
    if (typeof value !== 'number') return value;
    if (key === 'restartAt') return value - start / 1_000;
    if (value > 1e15) return value - start * 1_000;
    return value > 1e12 ? value - start : value;
  });
}

/** Every text anywhere in a value. */
export function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Map) return [...value].flatMap(texts);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(texts);
}
