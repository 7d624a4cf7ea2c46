import type { Board } from '../../store/board.ts';

/** Whether two boards rank by the same rules, so that places on them can be compared. */
export function isComparable(a: Board, b: Board): boolean {
  return (
    a.spec.board === b.spec.board &&
    a.spec.period === b.spec.period &&
    a.spec.order === b.spec.order &&
    a.spec.minimum === b.spec.minimum &&
    a.spec.top === b.spec.top &&
    a.spec.server?.id === b.spec.server?.id &&
    a.metric === b.metric &&
    a.covers === b.covers
  );
}
