import { describe, expect, it } from 'vitest';
import type { SimulatedWorld } from '../../../src/demo/dcsserverbot/world.ts';
import { createStage, HOUR } from '../world/harness.ts';

const landings = ({ pilots }: SimulatedWorld) => pilots.flatMap(({ traps = [] }) => traps);

describe("the landings on carriers of the demo's world", () => {
  it('are those of many pilots, and more come while it runs', () => {
    const stage = createStage({ seed: 'squawk' });
    const before = landings(stage.dcs).length;
    expect(stage.dcs.pilots.filter(({ traps = [] }) => traps.length > 0).length).toBeGreaterThan(20);
    stage.pass(12 * HOUR);
    expect(landings(stage.dcs).length).toBeGreaterThan(before);
  });

  it('are each of a flight that ended well, and of points that the server can tell', () => {
    const stage = createStage({ seed: 'squawk' });
    stage.pass(6 * HOUR);
    for (const { sorties, traps = [] } of stage.dcs.pilots) {
      for (const { at, points, server, unitType } of traps) {
        expect(points).toSatisfy(Number.isInteger);
        const flight = sorties.find(({ endedAt }) => endedAt === Math.floor(at / 1_000));
        // Of older flights only the sum is kept.
        if (flight !== undefined) expect(flight).toMatchObject({ server, module: unitType });
      }
    }
    const ids = landings(stage.dcs).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
