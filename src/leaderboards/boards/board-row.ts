import type { Call } from '../../http/call.ts';
import type { BoardPeriod } from '../../store/board.ts';

/** Somebody on a ranking, as the API tells it. */
export interface BoardRow {
  /** Hostile text. */
  readonly name: string;
  /** Of DCSServerBot, which tells namesakes apart by it: when the pilot was last seen, in the server's own words. */
  readonly date?: string;
  /** Of BattleMetrics. */
  readonly playerId?: string;
  /** What the board is about. */
  readonly value: number;
  readonly kills?: number;
  readonly deaths?: number;
  /** So much of what the board's minimum counts. */
  readonly have: number;
}

/** A ranking of an API, to be read from its top in parts. */
export interface BoardSource {
  /** Wire version of DCSServerBot; null for BattleMetrics. */
  readonly version: 'documented' | 'current' | null;
  readonly metric: 'pvp' | 'all' | null;
  readonly covers: BoardPeriod;
  /** `board`: the rows come in the order of the board. `kills`: by kills, most first, and are yet to be weighed. */
  readonly sorted: 'board' | 'kills';
  /** What the minimum counts falls from row to row: after the first one below it there is nobody else to rank. */
  readonly falling: boolean;
  /** Whether a row without any figure, such as no credits, is no place at all. */
  readonly positive: boolean;
  /** Rows that the API tells at most. */
  readonly most: number;
  /** Every row comes with one answer, however few are asked for. */
  readonly whole: boolean;
  /** The API may have more than the rows that it tells, and names nobody else. */
  readonly truncated: boolean;
  /** Rows from `offset` on; fewer than `limit` at the end alone. */
  rows(offset: number, limit: number, call: Call): Promise<readonly BoardRow[]>;
  /**
   * The rows of all pilots whose name contains `nick`, with their places in the API's order, from 1; undefined where the
   * API cannot look for one.
   */
  locate?(nick: string, call: Call): Promise<readonly { readonly row: BoardRow; readonly place: number }[]>;
}
