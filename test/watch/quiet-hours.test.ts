import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/message/user-error.ts';
import { isQuiet, parseQuietHours, parseTimezone } from '../../src/watch/quiet-hours.ts';

const at = (time: string) => Date.parse(time);
const NIGHT = { from: 22 * 60, to: 7 * 60 };
const moment = fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') });
const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });

describe('quiet hours', () => {
  it.each([
    ['2026-06-01T21:59:59Z', false],
    ['2026-06-01T22:00:00Z', true],
    ['2026-06-01T23:59:59Z', true],
    ['2026-06-02T00:00:00Z', true],
    ['2026-06-02T06:59:59Z', true],
    ['2026-06-02T07:00:00Z', false],
  ])('from 22:00 to 07:00 at %s: %s', (time, quiet) => {
    expect(isQuiet(at(time), NIGHT, 'UTC')).toBe(quiet);
  });

  it('within a day end on that day', () => {
    const noon = { from: 12 * 60, to: 13 * 60 };
    expect(isQuiet(at('2026-06-01T12:30:00Z'), noon, 'UTC')).toBe(true);
    expect(isQuiet(at('2026-06-01T13:00:00Z'), noon, 'UTC')).toBe(false);
    expect(isQuiet(at('2026-06-01T23:00:00Z'), noon, 'UTC')).toBe(false);
  });

  it('that nobody set are never', () => {
    fc.assert(fc.property(moment, (time) => !isQuiet(time, null, 'Europe/Berlin')));
  });

  it.each([
    // The clocks go from 02:00 to 03:00: the night is an hour shorter.
    ['2026-03-28T20:59:00Z', false],
    ['2026-03-28T21:00:00Z', true],
    ['2026-03-29T00:59:00Z', true],
    ['2026-03-29T01:00:00Z', true],
    ['2026-03-29T04:59:00Z', true],
    ['2026-03-29T05:00:00Z', false],
    // They go from 03:00 back to 02:00: an hour longer.
    ['2026-10-24T19:59:00Z', false],
    ['2026-10-24T20:00:00Z', true],
    ['2026-10-25T05:00:00Z', true],
    ['2026-10-25T05:59:00Z', true],
    ['2026-10-25T06:00:00Z', false],
  ])('go by the clocks of Berlin when those change, at %s: %s', (time, quiet) => {
    expect(isQuiet(at(time), NIGHT, 'Europe/Berlin')).toBe(quiet);
  });

  it('that the clocks skip do not come that night, and those that they show twice come twice', () => {
    const skipped = { from: 2 * 60, to: 3 * 60 };
    const hours = (day: string) =>
      Array.from({ length: 96 }, (_, quarter) => at(`${day}T00:00:00Z`) + quarter * 15 * 60_000);
    const quarters = (day: string) =>
      hours(day).filter((time) => isQuiet(time, skipped, 'Europe/Berlin')).length;
    expect(quarters('2026-03-28')).toBe(4);
    expect(quarters('2026-03-29')).toBe(0);
    expect(quarters('2026-10-25')).toBe(8);
  });

  it('and the hours between them fill every day, whatever the zone', () => {
    const zone = fc.constantFrom(
      'Europe/Berlin',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    );
    fc.assert(
      fc.property(moment, minute, minute, zone, (time, from, to, timezone) => {
        fc.pre(from !== to);
        const [quiet, rest] = [
          isQuiet(time, { from, to }, timezone),
          isQuiet(time, { from: to, to: from }, timezone),
        ];
        expect(quiet).toBe(!rest);
      }),
    );
  });

  it('in a zone that never changes its clocks are those of UTC, moved', () => {
    const ahead = (5 * 60 + 45) * 60_000;
    fc.assert(
      fc.property(moment, minute, minute, (time, from, to) => {
        fc.pre(from !== to);
        expect(isQuiet(time, { from, to }, 'Asia/Kathmandu')).toBe(
          isQuiet(time + ahead, { from, to }, 'UTC'),
        );
      }),
    );
  });

  it.each([
    ['22:00-07:00', 22 * 60, 7 * 60],
    ['22-7', 22 * 60, 7 * 60],
    [' 22:30 – 06.15 ', 22 * 60 + 30, 6 * 60 + 15],
    ['1:05 to 2', 65, 120],
    ['20:00-24:00', 20 * 60, 0],
  ])('are read from "%s"', (text, from, to) => {
    expect(parseQuietHours(text)).toEqual({ from, to });
  });

  it.each(['', 'night', '22:00', '25-7', '22:60-7', '7-7', '0-24', '24:30-7', '10pm-7am'])(
    'are not read from "%s"',
    (text) => {
      expect(() => parseQuietHours(text)).toThrow(UserError);
    },
  );
});

describe('a time zone', () => {
  it('is known by its name, in any case', () => {
    expect(parseTimezone(' europe/berlin ')).toBe('Europe/Berlin');
    expect(parseTimezone('UTC')).toBe('UTC');
  });

  it.each(['', 'Mars/Olympus', 'Europe/Berlin; --'])('"%s" is none', (text) => {
    expect(() => parseTimezone(text)).toThrow(UserError);
  });
});
