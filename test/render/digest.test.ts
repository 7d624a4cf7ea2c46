import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitMessage } from '../../src/message/fit.ts';
import type { Message } from '../../src/message/message.ts';
import { type DigestView, renderDigest } from '../../src/render/digest.ts';
import { aBoard, ENDLESS_FAMILY, hostileName, LINKS } from './boards.ts';
import { readMarkdown } from './discord-markdown.ts';

const MADE = Date.parse('2026-11-22T18:00:00Z');
const WEEK = 7 * 86_400_000;
const VIEW: DigestView = {
  base: aBoard(
    [
      { name: 'Comet', value: 496 },
      { name: 'Ghost', value: 400 },
    ],
    { board: 'kills' },
  ),
  risers: [{ name: 'Ghost', from: 12, to: 5 }],
  gains: [{ name: 'Comet', value: 41 }],
  newcomers: [{ name: 'Rookie', rank: 8 }],
  busiest: { weekday: 6, hour: 23, average: 34.4 },
  module: { name: 'F-16C', hours: 123.4, overall: false },
  attendance: { now: { players: 142, hours: 1_203 }, before: { players: 127, hours: 1_300 } },
  timezone: 'Europe/Berlin',
  madeAt: MADE,
  nextAt: MADE + WEEK,
  late: undefined,
  since: MADE - WEEK,
  mentionRoleId: null,
  links: { ...LINKS, occurrenceId: '0123456789abcdef', periods: ['all', 'week'] },
};

const fieldsOf = (message: Message): Readonly<Record<string, string>> =>
  Object.fromEntries((message.embeds?.[0]?.fields ?? []).map(({ name, value }) => [name, value]));
const textOf = (message: Message): string => message.embeds?.[0]?.description ?? '';

describe('the digest of a week', () => {
  it('tells who leads, who rose, who added most and who is new, when it was busiest, and how many came', () => {
    expect(fieldsOf(renderDigest(VIEW))).toEqual({
      '🏆 Top kills · all kills · all time': '🥇 **Comet** · 496 kills\n🥈 **Ghost** · 400 kills',
      '📈 Rose most': '▲7 **Ghost** · #12 → #5',
      '💪 Added most': '**Comet** · +41 kills',
      '🌱 New on the board': '**Rookie** · #8',
      '🕗 Busiest hour': '**Saturdays 23:00–00:00** (Europe\\/Berlin)\n**34** players on average',
      '✈️ Favourite module': '**F-16C** · **123 h** this week',
      '👥 Against the week before':
        '**142** different players · ▲ 12% (127)\n**1,203 h** played · ▼ 7% (1,300 h)',
    });
  });

  it('says when it was made, since when it compares, and when the next comes', () => {
    expect(textOf(renderDigest(VIEW))).toBe(
      `What happened since <t:${(MADE - WEEK) / 1000}:f>\nMade <t:${MADE / 1000}:R> · next <t:${(MADE + WEEK) / 1000}:R>`,
    );
  });

  it('compares with nothing the first time, and says from when on it does', () => {
    const { now } = VIEW.attendance ?? { now: {} };
    const message = renderDigest({ ...VIEW, since: undefined, attendance: { now } });
    expect(textOf(message)).toContain('The first digest: from the next one on');
    expect(Object.keys(fieldsOf(message))).toEqual([
      '🏆 Top kills · all kills · all time',
      '🕗 Busiest hour',
      '✈️ Favourite module',
      '👥 Attendance',
    ]);
  });

  it('says that what was added is K/D, for a bare 0.41 could be anything', () => {
    const base = aBoard([{ value: 3 }], { board: 'kdr' });
    const fields = fieldsOf(renderDigest({ ...VIEW, base, gains: [{ name: 'Comet', value: 0.41 }] }));
    expect(fields['💪 Added most']).toBe('**Comet** · +0.41 K/D');
  });

  it('leaves out what is not known, and says when nothing changed', () => {
    const message = renderDigest({
      ...VIEW,
      risers: [],
      gains: [],
      newcomers: [],
      busiest: undefined,
      module: undefined,
      attendance: { now: {} },
    });
    expect(fieldsOf(message)).toEqual({
      '🏆 Top kills · all kills · all time': '🥇 **Comet** · 496 kills\n🥈 **Ghost** · 400 kills',
      '🟰 No changes': 'Everybody kept their place, and nobody is new.',
    });
  });

  it('names the age of figures that are not new, and a lateness', () => {
    const text = textOf(renderDigest({ ...VIEW, staleAsOf: MADE - WEEK, late: { dueAt: MADE } }));
    expect(text).toContain(
      `⚠️ DCSServerBot does not answer: these are the figures of <t:${(MADE - WEEK) / 1000}:R>`,
    );
    expect(text).toContain('⏰ Late');
  });

  it('has a button with the occurrence whatever the API can do', () => {
    const message = renderDigest({ ...VIEW, links: { ...VIEW.links, tellsWho: false, pages: false } });
    expect(message.components?.flatMap((row) => row.components)).toMatchObject([
      { label: '🏆 Full board', custom_id: 'v1:leaderboard:all:abcdefghij.0123456789abcdef' },
    ]);
  });

  it('fits into a message and shows names as they are written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(hostileName, fc.constantFrom(ENDLESS_FAMILY, '*'.repeat(500))), {
          minLength: 30,
          maxLength: 30,
        }),
        (names) => {
          const message = renderDigest({
            ...VIEW,
            base: aBoard(
              names.map((name) => ({ name, value: 9 })),
              { board: 'kills' },
            ),
            risers: names.map((name) => ({ name, from: 300, to: 1 })),
            gains: names.map((name) => ({ name, value: 12 })),
            newcomers: names.map((name) => ({ name, rank: 12 })),
            module: { name: names.join(''), hours: 3, overall: true },
          });
          expect(fitMessage(message)).toEqual(message);
          for (const value of Object.values(fieldsOf(message))) {
            const { constructs } = readMarkdown(value);
            expect(constructs.filter((name) => !/bold|italic/u.test(name))).toEqual([]);
          }
        },
      ),
    );
  });
});
