import { boardOf } from '../../render/board-catalogue.ts';
import type { DigestView } from '../../render/digest.ts';
import type { Board } from '../../store/board.ts';
import { findEarlier, tellable } from './movement.ts';

const MOST = 5;

/** What became different between two boards. */
export type BoardChanges = Pick<DigestView, 'risers' | 'gains' | 'newcomers'>;

/** @param previous comparable with `board`; undefined: nothing to compare with */
export function changesSince(board: Board, previous: Board | undefined): BoardChanges {
  if (previous === undefined) return { risers: [], gains: [], newcomers: [] };
  const before = findEarlier(board.entries, previous.entries);
  const known = board.entries.flatMap((entry) => {
    const earlier = before(entry);
    return earlier === undefined ? [] : [{ entry, earlier }];
  });
  return {
    risers: known
      .map(({ entry: { name, rank }, earlier }) => ({ name, from: earlier.rank, to: rank }))
      .filter(({ from, to }) => from > to)
      .sort((a, b) => b.from - b.to - (a.from - a.to) || a.to - b.to)
      .slice(0, MOST),
    gains: isSum(board)
      ? known
          .map(({ entry: { name, value }, earlier }) => ({ name, value: value - earlier.value }))
          .filter(({ value }) => value > 0)
          .sort((a, b) => b.value - a.value)
          .slice(0, MOST)
      : [],
    newcomers: tellable(board.entries)
      .filter((entry) => before(entry) === undefined)
      .map(({ name, rank }) => ({ name, rank })),
  };
}

/** Whether the figure only grows by what is done: not a ratio or a rating, and not what leaves the period again. */
function isSum({ spec, covers }: Board): boolean {
  const { unit } = boardOf(spec);
  return covers === 'all' && unit !== 'ratio' && unit !== 'rating';
}
