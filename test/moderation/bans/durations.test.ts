import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/message/user-error.ts';
import { parseDuration } from '../../../src/moderation/bans/durations.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

describe('the duration of a ban', () => {
  test.each([
    ['30m', 30 * MINUTE],
    ['12h', 12 * HOUR],
    ['7d', 7 * DAY],
    ['2w', 14 * DAY],
    ['1mo', 30 * DAY],
    ['3mo 1d', 91 * DAY],
    ['1d12h', 36 * HOUR],
    [' 1D 12H ', 36 * HOUR],
    ['1 day, 12 hours', 36 * HOUR],
    ['1.5h', 90 * MINUTE],
    ['10y', 10 * YEAR],
  ])('reads %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  test.each(['perm', 'PERM', ' permanent ', 'forever'])('takes %s as for good', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  test.each([
    '',
    ' ',
    '7',
    'd',
    'soon',
    '-7d',
    '7d-1h',
    '7d and a bit',
    '1e9d',
    'NaNd',
    '7x',
    '7d7',
    '∞d',
    '7d perm',
    'a day',
    '٧d',
    '5s',
  ])('refuses %j and shows how to write it', (text) => {
    expect(() => parseDuration(text)).toThrow(UserError);
    expect(() => parseDuration(text)).toThrow(/`7d`/);
  });

  test.each(['0m', '0d', '0.5m', '0h 0m'])('refuses %s, which is no time at all', (text) => {
    expect(() => parseDuration(text)).toThrow(/a minute at least/);
  });

  test.each(['11y', '3651d', '999999mo', '10y 1d'])('refuses %s and offers perm', (text) => {
    expect(() => parseDuration(text)).toThrow(/`perm`/);
  });

  test('adds up whatever is written one after the other', () => {
    const units = fc.constantFrom<readonly [string, number]>(
      ['m', MINUTE],
      ['h', HOUR],
      ['d', DAY],
      ['w', 7 * DAY],
    );
    const parts = fc.array(fc.tuple(fc.integer({ min: 1, max: 99 }), units), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(parts, fc.constantFrom('', ' ', ', '), (written, separator) => {
        const text = written.map(([count, [unit]]) => `${count}${unit}`).join(separator);
        const sum = written.reduce((total, [count, [, ms]]) => total + count * ms, 0);
        expect(parseDuration(text)).toBe(sum);
      }),
    );
  });

  test('gives a whole number of milliseconds within its bounds, null, or a UserError, whatever is typed', () => {
    const typed = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.stringMatching(/^[0-9 .,-]{0,8}(m|mo|h|d|w|y|perm)?[0-9 dwmy]{0,8}$/u),
    );
    fc.assert(
      fc.property(typed, (text) => {
        try {
          const ms = parseDuration(text);
          if (ms === null) return;
          expect(Number.isInteger(ms)).toBe(true);
          expect(ms).toBeGreaterThanOrEqual(MINUTE);
          expect(ms).toBeLessThanOrEqual(10 * YEAR);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
