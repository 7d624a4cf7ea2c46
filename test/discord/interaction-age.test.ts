import { describe, expect, it } from 'vitest';
import { createdAt, InteractionAges } from '../../src/discord/interaction-age.ts';

/** An id of that time, as Discord makes them. */
const idAt = (ms: number) => String(BigInt(ms - 1_420_070_400_000) << 22n);
const NOON = Date.UTC(2026, 5, 1, 12);

describe('createdAt', () => {
  it('reads the example of Discord’s documentation', () => {
    expect(new Date(createdAt('175928847299117063')).toISOString()).toBe('2016-04-30T11:18:25.796Z');
  });
});

describe('the age of an interaction', () => {
  const ages = (offMs: number, ...delays: number[]) => {
    let elapsed = 0;
    const clock = new InteractionAges(
      () => elapsed + offMs,
      () => elapsed,
    );
    return delays.map((delay, index) => {
      const created = NOON + index * 2_000;
      elapsed = created + delay;
      return clock.of(idAt(created));
    });
  };

  it('is the time since Discord made it', () => {
    expect(ages(0, 80, 1900, 300)).toEqual([80, 1900, 300]);
  });

  it('is told by the youngest one when the clock is far ahead', () => {
    expect(ages(60_000, 80, 1900, 90)).toEqual([0, 1820, 10]);
  });

  it('is told by the youngest one when the clock is so far ahead that little time would seem left', () => {
    expect(ages(2_500, 80, 400, 90)).toEqual([0, 320, 10]);
  });

  it('is told by the lately youngest one when the clock gains seconds a day', () => {
    const gains = 4_000 / 86_400_000;
    let discord = NOON;
    const ours = () => NOON + (discord - NOON) * (1 + gains);
    const clock = new InteractionAges(ours, ours);
    const seen: number[] = [];
    for (let minute = 0; minute < 2 * 1440; minute += 10) {
      const created = NOON + minute * 60_000;
      discord = created + 80;
      seen.push(clock.of(idAt(created)));
    }
    expect(Math.max(...seen)).toBeLessThan(1_100);
  });

  it('is told by the youngest one when the clock is behind', () => {
    expect(ages(-60_000, 80, 1900, 60)).toEqual([0, 1820, 0]);
  });

  it.each([60_000, -60_000])('is told right after the clock was set by %i ms', (step) => {
    let elapsed = NOON;
    let set = 0;
    const clock = new InteractionAges(
      () => elapsed + set,
      () => elapsed,
    );
    const age = (delay: number) => {
      const created = elapsed;
      elapsed += delay;
      return clock.of(idAt(created));
    };
    expect(age(80)).toBe(80);
    set = step;
    expect([age(90), age(1900)]).toEqual([0, 1810]);
    set = 0;
    expect(age(70)).toBe(70);
  });
});
