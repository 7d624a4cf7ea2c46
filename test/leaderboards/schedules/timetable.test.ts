import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDueWindows } from '../../../src/leaderboards/schedules/due-windows.ts';
import { isCron, nextDue, previousDue, shortestGap } from '../../../src/leaderboards/schedules/timetable.ts';

const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Pacific/Apia',
  'UTC',
];
const CRONS = [
  '30 2 * * *',
  '0 0 * * *',
  '45 1 * * 0',
  '0 9 * * 1,4',
  '0 */6 * * *',
  '*/30 * * * *',
  '15 2,14 * * *',
  '0 9 1 * *',
  '0 20 L * *',
  '0 20 * * 5#L',
  '0 12 29 2 *',
];
const at = (iso: string) => Date.parse(iso);
const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());
const moments = fc.integer({ min: at('2020-01-01T00:00Z'), max: at('2031-01-01T00:00Z') });

describe('due times', () => {
  it('before and after any moment are neighbours, whatever the zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CRONS), fc.constantFrom(...ZONES), moments, (cron, zone, moment) => {
        const previous = previousDue(cron, zone, moment) ?? Number.NaN;
        const next = nextDue(cron, zone, moment) ?? Number.NaN;
        expect(previous).toBeLessThanOrEqual(moment);
        expect(next).toBeGreaterThan(moment);
        expect(iso(nextDue(cron, zone, previous))).toBe(iso(next));
        expect(iso(previousDue(cron, zone, next - 1))).toBe(iso(previous));
        expect(iso(nextDue(cron, zone, previous - 1))).toBe(iso(previous));
      }),
      { numRuns: 1_500 },
    );
  });

  it('begin at their very moment', () => {
    const due = at('2026-03-02T18:00Z');
    expect(iso(previousDue('0 18 * * *', 'UTC', due))).toBe('2026-03-02T18:00:00.000Z');
    expect(iso(previousDue('0 18 * * *', 'UTC', due - 1))).toBe('2026-03-01T18:00:00.000Z');
    expect(iso(nextDue('0 18 * * *', 'UTC', due))).toBe('2026-03-03T18:00:00.000Z');
  });

  it('come once on each day of a year, also where the clock skips or repeats the time', () => {
    for (const zone of ZONES) {
      for (const cron of ['30 2 * * *', '15 2 * * *', '45 1 * * *', '0 0 * * *', '30 23 * * *']) {
        const days: string[] = [];
        let due = nextDue(cron, zone, at('2026-03-01T00:00Z') - 1);
        while (due !== undefined && due < at('2027-03-01T00:00Z')) {
          days.push(new Date(due).toLocaleDateString('en-CA', { timeZone: zone }));
          due = nextDue(cron, zone, due);
        }
        expect(days).toHaveLength(365);
        expect(new Set(days).size).toBe(365);
      }
    }
  });

  it.each([
    [
      '30 2 * * *',
      'Europe/Berlin',
      '2026-03-28T12:00Z',
      '2026-03-29T01:00:00.000Z',
      'after the gap of an hour',
    ],
    [
      '15 2 * * *',
      'Australia/Lord_Howe',
      '2026-10-03T12:00Z',
      '2026-10-03T15:30:00.000Z',
      'after the gap of half an hour',
    ],
    [
      '30 2,14 * * *',
      'America/New_York',
      '2026-03-08T05:00Z',
      '2026-03-08T07:00:00.000Z',
      'of a list after the gap',
    ],
    [
      '30 1 * * *',
      'America/New_York',
      '2026-10-31T12:00Z',
      '2026-11-01T05:30:00.000Z',
      'at the first of two',
    ],
    [
      '0 20 L * *',
      'Europe/Berlin',
      '2028-02-01T00:00Z',
      '2028-02-29T19:00:00.000Z',
      'on the last day of a leap February',
    ],
    ['0 12 29 2 *', 'UTC', '2026-03-01T00:00Z', '2028-02-29T12:00:00.000Z', 'years later'],
  ])('of %s in %s after %s is %s: %s', (cron, zone, after, due) => {
    expect(iso(nextDue(cron, zone, at(after)))).toBe(due);
  });

  it('are remembered, and asked for anew when the clock leaves them, forwards or backwards', () => {
    const moves = fc.array(fc.integer({ min: -3 * 86_400_000, max: 3 * 86_400_000 }), { maxLength: 20 });
    fc.assert(
      fc.property(
        fc.constantFrom(...CRONS),
        fc.constantFrom(...ZONES),
        moments,
        moves,
        (cron, timezone, from, all) => {
          const windowOf = createDueWindows();
          let now = from;
          for (const move of all) {
            now += move;
            const { previous, next } = windowOf({ id: 'a', cron, timezone }, now);
            expect([iso(previous), iso(next)]).toEqual([
              iso(previousDue(cron, timezone, now)),
              iso(nextDue(cron, timezone, now)),
            ]);
          }
          const other = windowOf({ id: 'a', cron: '5 5 5 5 *', timezone }, now);
          expect(iso(other.next)).toBe(iso(nextDue('5 5 5 5 *', timezone, now)));
        },
      ),
    );
  });

  it('are none where the date never comes', () => {
    expect(nextDue('0 0 30 2 *', 'UTC', 0)).toBeUndefined();
    expect(previousDue('0 0 30 2 *', 'UTC', at('2026-01-01T00:00Z'))).toBeUndefined();
    expect(shortestGap('0 0 30 2 *', 'UTC', 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it.each([
    ['*/5 * * * *', 5],
    ['0,1 9 * * 1', 1],
    ['50 23 * * *', 1_440],
    ['0,50 0,23 1,15,16 * *', 10],
    ['0-4 9 1 1 *', 1],
  ])('of %s are never nearer to each other than %i minutes', (cron, minutes) => {
    expect(shortestGap(cron, 'UTC', at('2026-01-01T00:00Z'))).toBe(minutes * 60_000);
  });

  it('are those of five fields alone', () => {
    for (const cron of ['* * * * *', '0 18 * * MON-FRI', '0 9 L * *']) expect(isCron(cron)).toBe(true);
    for (const cron of ['', '* * * *', '* * * * * *', '60 * * * *', 'a b c d e', '0 18 * * 1/']) {
      expect(isCron(cron)).toBe(false);
    }
  });
});
