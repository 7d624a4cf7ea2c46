import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PAUSE_MS, LONGEST_PAUSE_MS, retryAfterMs } from '../../src/http/retry-after.ts';

const NOW = Date.UTC(2026, 7, 1, 12, 0, 0);

describe('a pause that a server asks for', () => {
  it.each([
    ['10', 10_000],
    ['0', 0],
    [' 7 ', 7_000],
    ['0.25', 250],
    ['.5', 500],
    ['12.', 12_000],
    ['1.0001', 1_001],
  ])('of %j seconds is waited for, rounded up', (header, ms) => {
    expect(retryAfterMs({ 'retry-after': header }, NOW)).toBe(ms);
  });

  it.each([
    'Sat, 01 Aug 2026 12:00:20 GMT',
    'Saturday, 01-Aug-26 12:00:20 GMT',
    'Sat Aug  1 12:00:20 2026',
    '2026-08-01T12:00:20Z',
    '2026-08-01T14:00:20.000+02:00',
  ])('until %s is waited for', (header) => {
    expect(retryAfterMs({ 'retry-after': header }, NOW)).toBe(20_000);
  });

  it('until a time that has passed is over', () => {
    expect(retryAfterMs({ 'retry-after': 'Sat, 01 Aug 2026 11:59:00 GMT' }, NOW)).toBe(0);
  });

  it('until a time counts from what the server takes for now', () => {
    const headers = {
      date: 'Sat, 01 Aug 2026 11:00:00 GMT',
      'retry-after': 'Sat, 01 Aug 2026 11:00:20 GMT',
    };
    expect(retryAfterMs(headers, NOW)).toBe(20_000);
  });

  it.each([undefined, '', '-5', 'NaN', 'Infinity', '1e9', '5 apples', 'soon', '0x10', '2026-08-01'])(
    'as %j is 30 seconds, for it says nothing',
    (header) => {
      expect(retryAfterMs(header === undefined ? {} : { 'retry-after': header }, NOW)).toBe(DEFAULT_PAUSE_MS);
      expect(DEFAULT_PAUSE_MS).toBe(30_000);
    },
  );

  it('stands in the body where no header says it', () => {
    expect(retryAfterMs({}, NOW, '2026-08-01T12:00:05.500Z')).toBe(5_500);
    expect(retryAfterMs({ 'retry-after': '2' }, NOW, '2026-08-01T12:00:05.500Z')).toBe(2_000);
  });

  it('is never longer than an hour', () => {
    expect(retryAfterMs({ 'retry-after': '9'.repeat(400) }, NOW)).toBe(LONGEST_PAUSE_MS);
    expect(retryAfterMs({ 'retry-after': 'Fri, 01 Aug 2036 12:00:20 GMT' }, NOW)).toBe(LONGEST_PAUSE_MS);
  });

  it('is a whole number from 0 to an hour whatever the server sends', () => {
    const text = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.stringMatching(/^\d{0,30}\.?\d{0,30}$/),
    );
    fc.assert(
      fc.property(text, text, fc.option(text, { nil: undefined }), (retryAfter, date, tryAgain) => {
        const ms = retryAfterMs({ 'retry-after': retryAfter, date }, NOW, tryAgain);
        return Number.isInteger(ms) && ms >= 0 && ms <= LONGEST_PAUSE_MS;
      }),
      { numRuns: 2_000 },
    );
  });
});
