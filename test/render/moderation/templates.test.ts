import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filledReason, fillTemplates } from '../../../src/render/moderation/templates.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const values = {
  uid: '41opA0OgW',
  admin: 'Kestrel',
  bannedAt: Date.parse('2026-11-25T17:05:00Z'),
  durationMs: 7 * DAY,
  now: Date.parse('2026-11-25T17:05:00Z'),
  timezone: 'Europe/Berlin',
};

describe('a reason as players read it', () => {
  test('has every template filled in, times in the zone of the community', () => {
    const reason = '{{uid}} {{admin}} {{duration}} {{timeLeft}} {{banned}} / {{ expires }}';
    expect(fillTemplates(reason, values)).toBe(
      '41opA0OgW Kestrel 7d 7d 25 Nov 2026, 18:05 / 2 Dec 2026, 18:05',
    );
  });

  test('says Perm for what has no end', () => {
    const reason = '{{duration}} {{timeLeft}} {{expires}}';
    expect(fillTemplates(reason, { ...values, durationMs: null })).toBe('Perm Perm Perm');
  });

  test.each([
    [30 * 60_000, '30m'],
    [90 * 60_000, '1.5h'],
    [24 * HOUR, '24h'],
    [36 * HOUR, '1.5d'],
    [30 * DAY, '30d'],
  ])('writes %d ms as %s', (durationMs, expected) => {
    expect(fillTemplates('{{duration}}', { ...values, durationMs })).toBe(expected);
  });

  test('counts the time that is left down to nothing', () => {
    const left = (passed: number) => fillTemplates('{{timeLeft}}', { ...values, now: values.now + passed });
    expect([left(3 * DAY), left(7 * DAY - HOUR), left(8 * DAY)]).toEqual(['4d', '1h', '0m']);
  });

  test('keeps what is no template, and reads nothing that was filled in', () => {
    const text = '{{ }} {{nobody}} {uid} {{uid';
    expect(fillTemplates(text, values)).toBe(text);
    expect(fillTemplates('{{admin}}', { ...values, admin: '$& {{uid}}' })).toBe('$& {{uid}}');
  });

  test('is the reason itself where no braces are in it, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => !text.includes('{{')),
        (text) => {
          expect(fillTemplates(text, values)).toBe(text);
        },
      ),
    );
  });

  test('is made of any text and any duration', () => {
    const part = fc.constantFrom('{{', '}}', 'uid', 'timeLeft', 'expires', ' ', 'x');
    const text = fc.array(part).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.option(fc.integer({ min: 60_000, max: 3_650 * DAY })), (reason, durationMs) => {
        expect(fillTemplates(reason, { ...values, durationMs })).not.toMatch(
          /\{\{(?:uid|timeLeft|expires)\}\}/u,
        );
      }),
    );
  });
});

describe('the reason of a ban that there is', () => {
  const HOUR = 3_600_000;
  const madeAt = Date.parse('2026-11-20T10:00:00Z');
  const ban = {
    reason: '{{uid}}: {{duration}}, {{timeLeft}} left, until {{expires}} ({{admin}})',
    uid: 'aB3dE5',
    author: 'Owl',
    madeAt,
    expires: madeAt + 7 * 24 * HOUR,
  };

  test('says what its player reads at this moment', () => {
    expect(filledReason(ban, madeAt + 5 * 24 * HOUR)).toBe(
      'aB3dE5: 7d, 2d left, until 27 Nov 2026, 10:00 (Owl)',
    );
  });

  test('has no time left once it is over, and none to lose when it is for good', () => {
    expect(filledReason(ban, madeAt + 99 * 24 * HOUR)).toContain('0m left');
    expect(filledReason({ ...ban, expires: null }, madeAt)).toContain('Perm, Perm left, until Perm');
  });

  test('keeps what is not known of it', () => {
    expect(filledReason({ ...ban, madeAt: undefined }, madeAt)).toBe(ban.reason);
    expect(filledReason({ ...ban, uid: null, author: undefined }, madeAt)).toMatch(
      /^\{\{uid\}\}.*\(\{\{admin\}\}\)$/u,
    );
  });
});
