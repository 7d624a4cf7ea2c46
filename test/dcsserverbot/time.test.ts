import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cleanMissionTime,
  parseNaiveUtc,
  parseRestart,
  parseTimedelta,
} from '../../src/dcsserverbot/wire/time.ts';

describe('times without a zone', () => {
  it('are UTC, whatever the zone of the machine', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (date) => {
        const iso = date.toISOString();
        expect(parseNaiveUtc(iso.slice(0, 23))).toBe(date.getTime());
        expect(parseNaiveUtc(iso.slice(0, 19))).toBe(Math.floor(date.getTime() / 1000) * 1000);
      }),
    );
  });

  it.each([
    ['2026-11-22T07:57:47.570694', '2026-11-22T07:57:47.570Z'],
    ['2026-11-22 07:57:47', '2026-11-22T07:57:47Z'],
    ['2026-11-22T07:57:47Z', '2026-11-22T07:57:47Z'],
    ['2026-11-22T10:57:50.665977+00:00', '2026-11-22T10:57:50.665Z'],
    ['2026-11-22T07:57:47+02:00', '2026-11-22T05:57:47Z'],
    ['2026-11-22T07:57:47-0230', '2026-11-22T10:27:47Z'],
    ['2026-11-22', '2026-11-22T00:00:00Z'],
  ])('are read from %s', (text, expected) => {
    expect(parseNaiveUtc(text)).toBe(Date.parse(expected));
  });

  it.each(['', 'yesterday', '31.07.2025', '2026-13-01T00:00:00', '2026-11-22T7', 'null'])(
    'are none in %j',
    (text) => {
      expect(parseNaiveUtc(text)).toBeUndefined();
    },
  );
});

describe('the clock in a mission', () => {
  it.each([
    ['2016-06-21 09:24:18', '2016-06-21 09:24:18'],
    ['1944-06-06 1 day, 7:01:01', '1944-06-07 07:01:01'],
    ['1944-06-06 7:01:01', '1944-06-06 07:01:01'],
    ['1944-06-06 -1 day, 23:59:59', '1944-06-05 23:59:59'],
    ['1944-06-30 2 days, 0:00:00', '1944-07-02 00:00:00'],
    [' 2016-06-21   09:24:18 ', '2016-06-21 09:24:18'],
    ['noon', 'noon'],
    ['', ''],
  ])('of %j is %j', (text, expected) => {
    expect(cleanMissionTime(text)).toBe(expected);
  });
});

describe('an uptime as text', () => {
  it.each([
    ['1:24:18', 5_058],
    ['1 day, 1:01:01', 90_061],
    ['2 days, 0:00:00.5', 172_800],
    ['01:30', 5_400],
    ['soon', undefined],
  ])('of %j is %j seconds', (text, expected) => {
    expect(parseTimedelta(text)).toBe(expected);
  });
});

describe('a planned restart', () => {
  it.each([
    ['1795345070', 1_795_345_070_000],
    ['1795345070000', 1_795_345_070_000],
    ['2026-11-22T10:57:50.665977+00:00', Date.parse('2026-11-22T10:57:50.665Z')],
    ['0', undefined],
    ['never', undefined],
    [undefined, undefined],
  ])('of %j is %j', (value, expected) => {
    expect(parseRestart(value)).toBe(expected);
  });
});
