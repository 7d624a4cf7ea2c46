import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutToWidth, displayWidth, PHONE_COLUMNS, renderTable } from '../../src/render/table.ts';

describe('displayWidth', () => {
  it.each([
    ['Falcon', 6],
    ['Владимир', 8],
    ['日本語', 6],
    ['한국', 4],
    ['👨‍👩‍👧‍👦', 2],
    ['🇩🇪', 2],
    ['✈️', 2],
    ['✈', 1],
    ['e\u0301', 1],
    ['\u2068ab\u2069', 2],
    ['ｆｕｌｌ', 8],
    ['', 0],
  ])('of %j is %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });
});

describe('cutToWidth', () => {
  it('never exceeds the columns and keeps what fits', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.integer({ min: 2, max: 30 }),
        (text, columns) => {
          const cut = cutToWidth(text, columns);
          expect(displayWidth(cut)).toBeLessThanOrEqual(columns);
          if (displayWidth(text) <= columns) expect(cut).toBe(text);
        },
      ),
    );
  });

  it('does not halve a wide character', () => {
    expect(cutToWidth('日本語', 4)).toBe('日…');
    expect(cutToWidth('日本語', 5)).toBe('日本…');
  });
});

describe('renderTable', () => {
  const head = { figures: ['#', 'K/D'], name: 'Pilot' };

  it('sets figures flush right and names last', () => {
    const rows = [
      { figures: ['🥇', '18.00'], name: 'Владимир Орёл' },
      { figures: ['10', '3.00'], name: 'طيار عربي' },
    ];
    expect(renderTable(head, rows)).toBe(
      ['```', ' #   K/D Pilot', '🥇 18.00 Владимир Орёл', '10  3.00 \u2068طيار عربي\u2069', '```'].join('\n'),
    );
  });

  it('is one code block of lines that fit a phone, whatever pilots call themselves', () => {
    const name = fc.array(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('`', '```', '\n', '日本', '\u202e')),
    );
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 10 }), (names) => {
        const rows = names.map((parts, index) => ({
          figures: [String(index + 1), '1.00'],
          name: parts.join(''),
        }));
        const lines = renderTable(head, rows).split('\n');
        expect(lines).toHaveLength(rows.length + 3);
        expect([lines[0], lines.at(-1)]).toEqual(['```', '```']);
        for (const line of lines.slice(1, -1)) {
          expect(line).not.toContain('```');
          expect(displayWidth(line)).toBeLessThanOrEqual(PHONE_COLUMNS);
        }
      }),
    );
  });
});
