import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeJson, safeLines } from '../../src/api/safe-text.ts';
import { renderTable } from '../../src/api/table.ts';
import { displayWidth } from '../../src/render/table.ts';

/** What a terminal obeys, but for the line break: control characters, and what turns the direction of all that follows. */
const OBEYED = /(?!\n)\p{Cc}|[\u2028-\u202e]/u;
const named = (name: string, more: object = {}) => ({
  type: 'player',
  id: '1',
  attributes: { name, ...more },
});

describe('a table', () => {
  it('has a line for each resource, with its id and what it says', () => {
    const rows = [
      named('Grey Falcon', { private: false, country: null }),
      { type: 'player', id: '1000000002', attributes: { name: 'Lynx', private: true } },
    ];
    expect(renderTable(rows, 80)).toBe(
      [
        'id          name         private',
        '----------  -----------  -------',
        '1           Grey Falcon  false',
        '1000000002  Lynx         true',
      ].join('\n'),
    );
  });

  it('shows rows that are no resources, and a list with numbers beside it', () => {
    expect(renderTable({ version: 'current', value: [{ nick: 'Snake', kills: 3 }] }, 80)).toBe(
      'nick   kills\n-----  -----\nSnake  3',
    );
    expect(renderTable([1, 2], 80)).toBe('value\n-----\n1\n2');
    expect(renderTable([], 80)).toBe('(nothing)');
  });

  it('puts what has parts last, and leaves out what has no room', () => {
    const rows = [named('Falcon', { details: { a: 1 }, country: 'DE' })];
    expect(renderTable(rows, 80).split('\n')[0]).toBe('id  name    country  details');
    expect(renderTable(rows, 12).split('\n')[0]).toBe('id  name');
  });

  it('is no wider than the terminal and obeys no name', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ name: fc.string({ unit: 'binary' }), reason: fc.string({ unit: 'grapheme' }) }),
          {
            minLength: 1,
            maxLength: 4,
          },
        ),
        fc.integer({ min: 20, max: 200 }),
        (players, columns) => {
          const rows = players.map((attributes, id) => ({ type: 'ban', id: String(id), attributes }));
          const table = renderTable(rows, columns);
          expect(table).not.toMatch(OBEYED);
          const lines = table.split('\n');
          expect(lines).toHaveLength(rows.length + 2);
          for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(columns);
        },
      ),
    );
  });

  it('shows an escape sequence of a name as blanks, and no line break of it', () => {
    const table = renderTable([named('\u001b[2J\u001b]0;owned\u0007\nroot\u009b31m')], 80);
    expect(table.split('\n')[2]).toBe('1   [2J ]0;owned  root 31m');
  });
});

describe('JSON for people', () => {
  it('means the same and holds nothing that a terminal obeys', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const json = safeJson({ name });
        expect(JSON.parse(json)).toEqual({ name });
        expect(json).not.toMatch(OBEYED);
      }),
    );
    expect(safeJson({ name: '\u009b31m\u202e' })).toBe('{\n  "name": "\\u009b31m\\u202e"\n}');
  });

  it('writes ids beyond what numbers hold as text', () => {
    expect(safeJson([80351110224678912n])).toBe('[\n  "80351110224678912"\n]');
  });
});

describe('a text in a terminal', () => {
  it('keeps its lines and loses what a terminal obeys', () => {
    expect(safeLines('a\r\nb\tc\u001b[2J')).toBe('a\nb\tc\ufffd[2J');
    expect(safeLines('ban \u202egnorw\u202c\u2028end')).toBe('ban \ufffdgnorw\ufffd\ufffdend');
  });
});
