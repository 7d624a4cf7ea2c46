import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { killsToPass, lowerBound } from '../../../src/leaderboards/boards/wilson.ts';

const kills = fc.integer({ min: 1, max: 5_000 });
const deaths = fc.integer({ min: 0, max: 5_000 });

describe('the lower bound of the share of kills', () => {
  it('is what the textbook says', () => {
    expect(lowerBound(1, 0)).toBeCloseTo(0.2065, 4);
    expect(lowerBound(10, 10)).toBeCloseTo(0.2993, 4);
    expect(lowerBound(90, 10)).toBeCloseTo(0.8256, 4);
  });

  it('is nothing without kills', () => {
    fc.assert(fc.property(deaths, (d) => lowerBound(0, d) === 0));
  });

  it('lies between nothing and the share itself', () => {
    fc.assert(
      fc.property(kills, deaths, (k, d) => {
        const bound = lowerBound(k, d);
        expect(bound).toBeGreaterThan(0);
        expect(bound).toBeLessThan(k / (k + d));
      }),
    );
  });

  it('grows with every kill, and falls with every death', () => {
    fc.assert(
      fc.property(kills, deaths, (k, d) => {
        expect(lowerBound(k + 1, d)).toBeGreaterThan(lowerBound(k, d));
        expect(lowerBound(k, d + 1)).toBeLessThan(lowerBound(k, d));
      }),
    );
  });

  it('is higher for more fights of the same share', () => {
    fc.assert(
      fc.property(kills, deaths, fc.integer({ min: 2, max: 20 }), (k, d, times) => {
        expect(lowerBound(k * times, d * times)).toBeGreaterThan(lowerBound(k, d));
      }),
    );
  });
});

describe('the kills to pass somebody', () => {
  it('are the fewest without a death that lift the bound above', () => {
    fc.assert(
      fc.property(kills, deaths, kills, deaths, (k, d, otherKills, otherDeaths) => {
        const score = lowerBound(otherKills, otherDeaths);
        const more = killsToPass(k, d, score);
        if (more === undefined) throw new Error('every score below 1 can be passed');
        expect(more).toBeGreaterThanOrEqual(1);
        expect(lowerBound(k + more, d)).toBeGreaterThan(score);
        if (more > 1) expect(lowerBound(k + more - 1, d)).toBeLessThanOrEqual(score);
      }),
    );
  });

  it('are unknown where no number that anybody could reach is enough', () => {
    expect(killsToPass(1, 10_000, 0.999_999_9)).toBeUndefined();
  });
});
