import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Move } from '../../src/render/board-move.ts';
import { renderBoardTable } from '../../src/render/board-rows.ts';
import { displayWidth, PHONE_COLUMNS } from '../../src/render/table.ts';
import { aBoard, anyBoard } from './boards.ts';

const MOVES: readonly Move[] = [
  { kind: 'same' },
  { kind: 'up', places: 2 },
  { kind: 'down', places: 1 },
  { kind: 'new' },
];
const movesOf = (moves: readonly Move[]): Map<string, Move> =>
  new Map(moves.map((move, index) => [`ucid:${index}`, move]));

const anyMove: fc.Arbitrary<Move> = fc.oneof(
  fc.constantFrom<Move>({ kind: 'new' }, { kind: 'same' }),
  fc.record({
    kind: fc.constantFrom('up' as const, 'down' as const),
    places: fc.integer({ min: 1, max: 400 }),
  }),
);

describe('the table of a board', () => {
  it('has medals, movement, K/D with its sample, and the gap to the place above, names last', () => {
    const board = aBoard([
      { name: '[104th] Comet', value: 49.6, kills: 496, deaths: 10 },
      { name: 'Полярный Лис', value: 1222 / 41, kills: 1222, deaths: 41 },
      { name: 'Ghost', value: 1406 / 48, kills: 1406, deaths: 48 },
      { name: 'a name that is much too long for a phone', value: 28.16, kills: 1042, deaths: 37 },
    ]);
    expect(renderBoardTable(board, movesOf(MOVES)).split('\n')).toEqual([
      '```',
      ' #       K/D Pilot',
      'kills/deaths Gap',
      '🥇   · 49.60 [104th] Comet',
      '      496/10',
      '🥈  ▲2 29.80 Полярный Лис',
      '    1,222/41 -19.80',
      '🥉  ▼1 29.29 Ghost',
      '    1,406/48 -0.51',
      ' 4 NEW 28.16 a name that is muc…',
      '    1,042/37 -1.13',
      '```',
    ]);
  });

  it('keeps counts and their gaps on one line', () => {
    const board = aBoard([{ value: 2585 }, { value: 2554 }, { value: 2554 }], { board: 'kills' });
    expect(renderBoardTable(board, movesOf(MOVES)).split('\n')).toEqual([
      '```',
      ' #    Kills Gap Pilot',
      '🥇  · 2,585     Pilot 1',
      '🥈 ▲2 2,554 -31 Pilot 2',
      '🥉 ▼1 2,554   = Pilot 3',
      '```',
    ]);
  });

  it('has no column for movement when there was no post before', () => {
    const board = aBoard([{ value: 12 * 3_600 }, { value: 11.5 * 3_600 }], { board: 'bm-playtime' });
    expect(renderBoardTable(board).split('\n')).toEqual([
      '```',
      ' #   Time    Gap Player',
      '🥇 12.0 h        Pilot 1',
      '🥈 11.5 h -0.5 h Pilot 2',
      '```',
    ]);
  });

  it('puts the gap below when large figures would leave no room for names', () => {
    const board = aBoard([{ value: 1_234_567 }, { value: 1_203_456 }], { board: 'credits' });
    expect(renderBoardTable(board, movesOf(MOVES)).split('\n')).toEqual([
      '```',
      ' #      Credits Pilot',
      '                Gap',
      '🥇  · 1,234,567 Pilot 1',
      '🥈 ▲2 1,203,456 Pilot 2',
      '                -31,111',
      '```',
    ]);
  });

  it('says in kills what is missing to the place above where the order weighs the sample, for its K/D may be lower', () => {
    const board = aBoard(
      [
        { name: 'Ghost', value: 10, kills: 1000, deaths: 100 },
        { name: 'Lucky', value: 12, kills: 24, deaths: 2, killsToPass: 13 },
        { name: 'Unlucky', value: 2, kills: 4, deaths: 2 },
      ],
      { order: 'weighted' },
    );
    expect(renderBoardTable(board).split('\n')).toEqual([
      '```',
      ' #       K/D Pilot',
      'kills/deaths To pass',
      '🥇     10.00 Ghost',
      '   1,000/100',
      '🥈     12.00 Lucky',
      '        24/2 +13',
      '🥉      2.00 Unlucky',
      '         4/2 –',
      '```',
    ]);
  });

  it('writes gaps that fit the figures beside them, whatever was rounded', () => {
    const board = aBoard([{ value: 2.0051 }, { value: 1.0049 }]);
    // 2.01 - 1.00, not 1.0002.
    expect(renderBoardTable(board)).toContain('-1.01');
  });

  it('tells namesakes apart on a line of their own, where a long name cannot cut it off', () => {
    const board = aBoard(
      [
        { name: 'Falcon of the very long name', value: 9, mark: 'seen 20 Nov' },
        { name: 'Falcon of the very long name', value: 8, mark: 'seen 3 May' },
      ],
      { board: 'kills' },
    );
    expect(renderBoardTable(board)).toContain('(seen 20 Nov)');
    expect(renderBoardTable(board)).toContain('(seen 3 May)');
  });

  it('never shows the key of anybody, for it is private', () => {
    expect(renderBoardTable(aBoard([{ key: 'ucid:5ecre7', value: 1 }]))).not.toContain('5ecre7');
  });

  it('is one code block of lines that fit a phone, whatever pilots call themselves', () => {
    fc.assert(
      fc.property(
        anyBoard,
        fc.option(fc.array(anyMove, { minLength: 25, maxLength: 25 })),
        (board, moves) => {
          const table = renderBoardTable(board, moves === null ? undefined : movesOf(moves));
          const lines = table.split('\n');
          expect([lines[0], lines.at(-1)]).toEqual(['```', '```']);
          expect(table.split('```')).toHaveLength(3);
          for (const line of lines.slice(1, -1)) {
            expect(displayWidth(line)).toBeLessThanOrEqual(PHONE_COLUMNS);
          }
        },
      ),
    );
  });
});
