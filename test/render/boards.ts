import fc from 'fast-check';
import type { BoardLinks } from '../../src/render/board-links.ts';
import { BOARD_IDS, type Board, type BoardEntry, type BoardSpec } from '../../src/store/board.ts';

/** A board of the current DCSServerBot with the entries given; the rest is what most boards are. */
export function aBoard(
  entries: readonly Partial<BoardEntry>[],
  spec: Partial<BoardSpec> = {},
  rest: Partial<Omit<Board, 'spec' | 'entries'>> = {},
): Board {
  return {
    spec: { board: 'kdr', period: 'all', order: 'plain', minimum: 0, top: 10, server: null, ...spec },
    version: 'current',
    metric: 'all',
    covers: 'all',
    entries: entries.map((entry, index) => ({
      key: `ucid:${index}`,
      name: `Pilot ${index + 1}`,
      rank: index + 1,
      value: 0,
      ...entry,
    })),
    ranked: { count: entries.length, more: false },
    asOf: Date.parse('2026-11-22T08:00:00Z'),
    ...rest,
  };
}

export const LINKS: BoardLinks = {
  viewId: 'abcdefghij',
  tellsWho: true,
  pages: true,
  periods: ['all'],
};

/** Names that pilots give themselves to break what shows them. */
export const hostileName = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        '`',
        '```',
        '\n',
        '日本語',
        '\u202e',
        'שלום',
        '@everyone',
        '<@&1>',
        '[a](https://a.example)',
        '👨‍👩‍👧‍👦',
        'Z\u0335\u0336\u0337\u0338',
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''))
  .map((name) => name.slice(0, 400));

/** A family of emoji that is one character of two columns, and longer than any message. */
export const ENDLESS_FAMILY = `👨${'\u200d👨'.repeat(2_000)}`;

/** Any board that the store could hold, with the longest names there are. */
export const anyBoard: fc.Arbitrary<Board> = fc
  .record({
    board: fc.constantFrom(...BOARD_IDS),
    order: fc.constantFrom('weighted' as const, 'plain' as const),
    first: fc.integer({ min: 1, max: 400 }),
    values: fc.array(fc.double({ min: 0, max: 5_000_000, noNaN: true }), { maxLength: 25 }),
    names: fc.array(fc.oneof(hostileName, fc.constant(ENDLESS_FAMILY)), { minLength: 25, maxLength: 25 }),
    kills: fc.option(fc.nat(99_999), { nil: undefined }),
    deaths: fc.nat(9_999),
    killsToPass: fc.option(fc.integer({ min: 1, max: 1_000_000_000 }), { nil: undefined }),
    mark: fc.option(fc.constantFrom('seen 20 Nov', 'seen 20 Nov 2025, again'), { nil: undefined }),
    server: fc.option(hostileName, { nil: null }),
    minimum: fc.nat(1_000),
    count: fc.nat(20_000),
    more: fc.boolean(),
  })
  .map(
    ({
      board,
      order,
      first,
      values,
      names,
      kills,
      deaths,
      killsToPass,
      mark,
      server,
      minimum,
      count,
      more,
    }) =>
      aBoard(
        [...values]
          .sort((a, b) => b - a)
          .map((value, index) => ({
            rank: first + index,
            name: names[index] ?? '',
            value,
            ...(kills === undefined ? {} : { kills, deaths }),
            ...(killsToPass === undefined ? {} : { killsToPass }),
            ...(mark === undefined ? {} : { mark }),
          })),
        { board, order, minimum, top: 25, server: server === null ? null : { id: '1', name: server } },
        { ranked: { count, more } },
      ),
  );
