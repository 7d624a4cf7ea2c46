import type { Call } from '../../http/call.ts';
import type { BoardRow, BoardSource } from './board-row.ts';
import { lowerBound } from './wilson.ts';

/** Rows of the first step; then as many as were read: a call costs more than a row. */
const STEP = 50;
const MOST = 500;

/** Those who were read of a ranking by kills, weighed. */
export interface Candidates {
  /** Who met the minimum, best first. */
  readonly fit: readonly BoardRow[];
  /** What somebody who was not read could reach at best; undefined when there is nobody left who could be ranked. */
  readonly ceiling: number | undefined;
}

export function scoreOf({ kills = 0, deaths = 0 }: BoardRow): number {
  return lowerBound(kills, deaths);
}

/**
 * Reads people by kills, most first, until `enough` says so, nobody else can be ranked, or 500 are read. Whoever comes
 * later has no more kills, so the best that they can reach is known without reading them.
 */
export async function readCandidates(
  source: BoardSource,
  minimum: number,
  enough: (read: Candidates) => Promise<boolean>,
  call: Call,
): Promise<Candidates> {
  const rows: BoardRow[] = [];
  for (;;) {
    const limit = Math.min(Math.max(STEP, rows.length), MOST - rows.length);
    const step = await source.rows(rows.length, limit, call);
    rows.push(...step);
    const last = rows.at(-1);
    const ended = step.length < limit || last === undefined || (last.kills ?? 0) < minimum;
    const read: Candidates = {
      fit: weighed(rows.filter(({ have }) => have >= minimum)),
      ceiling: ended ? undefined : lowerBound(last.kills ?? 0, 0),
    };
    if (ended || rows.length >= MOST || (await enough(read))) return read;
  }
}

/** Whoever comes first in the API's order stays before others of the same score, as those would who come later. */
function weighed(rows: readonly BoardRow[]): readonly BoardRow[] {
  return rows
    .map((row) => ({ row, score: scoreOf(row) }))
    .sort((a, b) => b.score - a.score)
    .map(({ row }) => row);
}

/** Whether nobody who was not read can take one of the first `places`. */
export function isSettled(ranked: readonly BoardRow[], places: number, ceiling: number | undefined): boolean {
  if (ceiling === undefined) return true;
  const last = ranked[places - 1];
  return last !== undefined && scoreOf(last) >= ceiling;
}
