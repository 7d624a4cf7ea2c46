import { describe, expect, it } from 'vitest';
import { count, counted, ratio } from '../../src/render/numbers.ts';
import {
  dateTime,
  dateTimeInWords,
  duration,
  relativeInWords,
  relativeTime,
  timeOfDay,
} from '../../src/render/timestamps.ts';

const NOW = Date.parse('2026-11-22T09:00:00.900Z');
const HOUR = 3_600_000;

describe('numbers', () => {
  it.each([
    [count(1_234_567), '1,234,567'],
    [count(undefined), '–'],
    [count(Number.NaN), '–'],
    [ratio(4.166666666666667), '4.17'],
    [ratio(18), '18.00'],
    [ratio(1234.5), '1,234.50'],
    [ratio(Number.POSITIVE_INFINITY), '–'],
    [counted(1, 'player'), '1 player'],
    [counted(0, 'player'), '0 players'],
  ])('%s reads %s', (text, expected) => {
    expect(text).toBe(expected);
  });
});

describe('times', () => {
  it('are Discord timestamps of whole seconds', () => {
    expect([relativeTime(NOW), dateTime(NOW), timeOfDay(NOW)]).toEqual([
      '<t:1795338000:R>',
      '<t:1795338000:f>',
      '<t:1795338000:t>',
    ]);
  });

  it('that no client can show are unknown', () => {
    expect([relativeTime(Number.NaN), dateTime(1e20), dateTimeInWords(1e20)]).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
  });

  it.each([
    [-10_000, 'just now'],
    [10_000, 'in less than a minute'],
    [-5 * 60_000, '5 minutes ago'],
    [-HOUR, '1 hour ago'],
    [-30 * HOUR, 'yesterday'],
    [-3 * 24 * HOUR, '3 days ago'],
    [-15 * 24 * HOUR, '2 weeks ago'],
    [-70 * 24 * HOUR, '2 months ago'],
    [-800 * 24 * HOUR, '2 years ago'],
    [3 * HOUR, 'in 3 hours'],
  ])('%i ms from now are %s', (offset, words) => {
    expect(relativeInWords(NOW + offset, NOW)).toBe(words);
  });

  it('in words are in UTC', () => {
    expect(dateTimeInWords(NOW)).toBe('2026-11-22 09:00 UTC');
  });
});

describe('duration', () => {
  it.each([
    [0, '0 s'],
    [59.9, '59 s'],
    [60, '1 min'],
    [5_058, '1 h 24 min'],
    [7_200, '2 h'],
    [90_061, '1 d 1 h'],
    [-5, '0 s'],
    [Number.NaN, 'unknown'],
  ])('of %i s is %s', (seconds, words) => {
    expect(duration(seconds)).toBe(words);
  });

  it('stays in hours where people compare flight hours', () => {
    expect(duration(1_041_930, 'hour')).toBe('289 h 25 min');
    expect(duration(8_041_930, 'hour')).toBe('2,233 h 52 min');
  });
});
