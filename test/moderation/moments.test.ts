import { describe, expect, it } from 'vitest';
import { parseLasting } from '../../src/moderation/moments.ts';

const now = Date.parse('2026-11-25T10:00:00Z');
const lasting = (text: string, offersPerm = true) =>
  parseLasting(text, 'A slot', offersPerm, { timezone: 'Europe/Berlin', now });

describe('how long something lasts from now on', () => {
  it('is a duration, or for good', () => {
    expect(lasting('7d')).toBe(7 * 86_400_000);
    expect(lasting('perm')).toBeNull();
  });

  it('is until the end of a day, or until a moment, by the clocks of the community', () => {
    const end = (text: string) => new Date(now + (lasting(text) ?? 0)).toISOString();
    expect(end('2026-12-31')).toBe('2026-12-31T22:59:59.999Z');
    expect(end('2026-12-31 18:00')).toBe('2026-12-31T17:00:59.999Z');
    expect(end('2027-07-01 18:00')).toBe('2027-07-01T16:00:59.999Z');
    expect(end('2036-11-01')).toBe('2036-11-01T22:59:59.999Z');
  });

  it.each([
    ['2026-11-24', 'duration-past'],
    ['2026-11-25 10:59', 'duration-past'],
    ['2026-11-25 11:00', 'duration-too-short'],
    ['2040-01-01', 'duration-too-long'],
    ['2027-02-30', 'moment-unreadable'],
    ['2026-13-01', 'moment-unreadable'],
    ['tomorrow', 'duration-unreadable'],
    ['31.12.2026', 'duration-unreadable'],
  ])('is refused as %s: %s', (text, identifier) => {
    expect(() => lasting(text)).toThrow(expect.objectContaining({ identifier }));
  });
});
