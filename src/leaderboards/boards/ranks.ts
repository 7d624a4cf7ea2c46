import type { Call } from '../../http/call.ts';
import type { BoardSpec } from '../../store/board.ts';
import type { BoardRow, BoardSource } from './board-row.ts';
import { isSettled, readCandidates } from './candidates.ts';
import { type Crowd, rankedOf } from './crowd.ts';

/** Rows beyond those that are shown, after which a board is taken as it is: the minimum may let hardly anybody in. */
const MOST_EXTRA = 500;
/** Rows that are read at least where the minimum keeps people out, or as many as were read: a call costs more than a row. */
const STEP = 50;

/** What a board is read from. */
export interface Reading {
  readonly spec: BoardSpec;
  readonly source: BoardSource;
  readonly crowd: Crowd;
  readonly call: Call;
  /** How old the oldest answer is that was read so far, epoch milliseconds. */
  readonly asOf: () => number;
}

/** Who is ranked, best first. */
export interface Ranks {
  readonly ranked: readonly BoardRow[];
  /** There may be others behind them. */
  readonly more: boolean;
}

/** Whether a row has what it takes to be ranked. */
export function isFit({ value, have }: BoardRow, { source, spec }: Reading): boolean {
  return have >= spec.minimum && (!source.positive || value > 0);
}

/** Reads as much of a board as the places from `from` up to `to` need, the first one being 0. */
export function readRanks(reading: Reading, from: number, to: number): Promise<Ranks> {
  return reading.source.sorted === 'kills' ? readWeighted(reading, from, to) : readInOrder(reading, from, to);
}

async function readWeighted(
  { spec, source, crowd, call }: Reading,
  from: number,
  to: number,
): Promise<Ranks> {
  const { fit, ceiling } = await readCandidates(
    source,
    spec.minimum,
    // Asks who they are only once the board would be settled without those who are left off.
    async (read) =>
      isSettled(read.fit, to, read.ceiling) &&
      isSettled(await rankedOf(read.fit, { from, to }, crowd, call), to, read.ceiling),
    call,
  );
  const ranked = await rankedOf(fit, { from, to }, crowd, call);
  return { ranked, more: ceiling !== undefined || source.truncated };
}

/**
 * One row more than is shown tells whether there are others; further rows take the place of those who are left off, or
 * lack the minimum.
 */
async function readInOrder(reading: Reading, from: number, to: number): Promise<Ranks> {
  const { source, crowd, call } = reading;
  const wanted = to + 1;
  const most = Math.min(source.most, wanted + MOST_EXTRA);
  const rows: BoardRow[] = [];
  let fit: readonly BoardRow[] = [];
  let ended = false;
  for (;;) {
    const ranked = await rankedOf(fit, { from, to }, crowd, call);
    if (ended || ranked.length >= wanted || rows.length >= most) {
      return { ranked, more: !ended || source.truncated };
    }
    const missing = wanted - ranked.length;
    const limit = source.whole
      ? Number.POSITIVE_INFINITY
      : Math.min(
          fit.length < rows.length ? Math.max(missing, STEP, rows.length) : missing,
          most - rows.length,
        );
    const step = await source.rows(rows.length, limit, call);
    rows.push(...step);
    fit = rows.filter((row) => isFit(row, reading));
    const last = step.at(-1);
    ended = step.length < limit || (source.falling && last !== undefined && !isFit(last, reading));
  }
}
