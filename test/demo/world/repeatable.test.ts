import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStage, digest, HOUR, MINUTE, START } from './harness.ts';

const seeds = fc.string({ maxLength: 12 });
const cuts = fc.array(fc.integer({ min: 1, max: 20 * MINUTE }), { maxLength: 20 });

describe('the demo world', () => {
  it('is the same for the same seed, however the same time is cut into ticks', () => {
    fc.assert(
      fc.property(seeds, cuts, (seed, parts) => {
        const one = createStage({ seed });
        const other = createStage({ seed });
        for (const ms of parts) one.pass(ms);
        other.pass(parts.reduce((sum, ms) => sum + ms, 0));
        expect(digest(one)).toBe(digest(other));
      }),
      { numRuns: 12 },
    );
  });

  it('is the same at any time of any day, but for its dates', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_600_000_000, max: 2_200_000_000 }), (seconds) => {
        const start = seconds * 1_000;
        const one = createStage();
        const other = createStage({ start });
        one.pass(5 * HOUR);
        other.pass(5 * HOUR);
        expect(digest(other, start)).toBe(digest(one));
      }),
      { numRuns: 6 },
    );
  });

  it('is another one for another seed', () => {
    const one = createStage({ seed: 'one' });
    const other = createStage({ seed: 'other' });
    const names = (stage: typeof one) => stage.dcs.pilots.slice(0, 40).map(({ name }) => name);
    expect(names(one)).not.toEqual(names(other));
    expect(one.battlemetrics.bans[0]?.uid).not.toBe(other.battlemetrics.bans[0]?.uid);
  });

  it('moves', () => {
    const stage = createStage();
    const before = digest(stage);
    stage.pass(MINUTE);
    expect(digest(stage)).not.toBe(before);
  });

  it('dates nothing after the clock, though it is ticked ahead of it', () => {
    const stage = createStage();
    stage.moving.tick(6 * HOUR);
    const { players } = stage.battlemetrics;
    expect(Math.max(...stage.dcs.pilots.map(({ lastSeen }) => Math.floor(lastSeen / 1_000)))).toBe(START);
    expect(Math.max(...players.map(({ updatedAt }) => updatedAt))).toBe(START);
  });
});
