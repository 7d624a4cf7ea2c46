import type { BoardSpec } from './board.ts';

/**
 * The repository of `board_views`: the spec behind a button, which is too large for a `custom_id`. Views never end, for
 * buttons work as long as their message stands; equal specs are one view.
 */
export interface BoardViews {
  /** The id of a spec, 10 letters and digits; made if there is none. */
  idOf(spec: BoardSpec): Promise<string>;
  get(id: string): Promise<BoardSpec | undefined>;
}
