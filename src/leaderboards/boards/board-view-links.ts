import { boardOf } from '../../render/board-catalogue.ts';
import type { BoardLinks } from '../../render/board-links.ts';
import type { Board } from '../../store/board.ts';
import type { BoardViews } from '../../store/board-views.ts';

/** Where the buttons below a board lead. */
export async function linksOf(
  board: Board,
  boardViews: Pick<BoardViews, 'idOf'>,
  occurrenceId?: string,
): Promise<BoardLinks> {
  const { spec, version, entries, ranked } = board;
  const last = entries.at(-1)?.rank;
  return {
    viewId: await boardViews.idOf(spec),
    ...(occurrenceId === undefined ? {} : { occurrenceId }),
    tellsWho: version === 'current',
    // Of the documented version nobody beyond its ten rows can be had, whoever else there is.
    pages: last !== undefined && (ranked.count > last || (ranked.more && version !== 'documented')),
    periods: boardOf(spec).periods,
  };
}
