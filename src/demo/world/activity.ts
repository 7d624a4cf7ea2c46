const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** When most are on: an evening of Europe, in UTC. */
const PEAK_HOUR = 19.5;

/**
 * The time by which the demo's people live when it starts, whatever the hour of whoever looks at it: a Saturday's
 * evening, in UTC.
 */
export const FIRST_EVENING = Date.parse('2026-01-03T18:30:00Z');

/**
 * How much of its evening crowd a community has at a time: 1 on a weekend's evening, little before dawn.
 * @param time epoch milliseconds
 */
export function activityAt(time: number): number {
  const hour = (((time % DAY) + DAY) % DAY) / HOUR;
  const day = Math.cos(((hour - PEAK_HOUR) / 24) * 2 * Math.PI);
  // Day 0 of the epoch was a Thursday.
  const weekday = Math.floor(time / DAY + 4) % 7;
  const weekend = weekday === 0 || weekday === 6 ? 1 : 0.8;
  return weekend * (0.15 + 0.85 * ((1 + day) / 2) ** 1.5);
}

/** Whether an hour of the day lies between two, which may be on both sides of midnight. */
export function isWithinHours(time: number, [from, to]: readonly [number, number]): boolean {
  const hour = (((time % DAY) + DAY) % DAY) / HOUR;
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to;
}
