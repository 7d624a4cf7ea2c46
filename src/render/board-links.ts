import type { BoardPeriod } from '../store/board.ts';

/**
 * Where the buttons of a board lead. They are components of `/leaderboard`:
 * `where:{view}` and `all:{view}` answer ephemerally, the menu `period:{view}` too, for they stand on messages for
 * everybody; in that answer `page:{view}.{page}` and the menu `again:{view}` replace what is shown.
 * On a post each key ends in `.{occurrence}`, by which the post is found again in its channel.
 */
export interface BoardLinks {
  /** Id of the spec in the store. */
  readonly viewId: string;
  /** On a scheduled post alone. */
  readonly occurrenceId?: string;
  /** Whether the API tells who a member is: else there is no button for the own place. */
  readonly tellsWho: boolean;
  /** Whether the API has more places than are shown. */
  readonly pages: boolean;
  /** The periods that can be chosen; one alone needs no menu. */
  readonly periods: readonly BoardPeriod[];
}
