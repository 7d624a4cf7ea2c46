import type { Message } from '../message/message.ts';
import type { Board } from '../store/board.ts';
import { postRows } from './board-buttons.ts';
import type { BoardLinks } from './board-links.ts';
import type { Moves } from './board-move.ts';
import { renderBoardTable } from './board-rows.ts';
import { boardLegend, boardTitle, minimumOf, rankedLine, serverLine } from './board-words.ts';
import { COLOURS } from './colours.ts';
import { dateTime, relativeTime } from './timestamps.ts';

/** What a schedule posts of itself, whatever it shows. Times are epoch milliseconds. */
export interface PostFrame {
  readonly madeAt: number;
  /** When the next one is due; undefined for none. */
  readonly nextAt: number | undefined;
  /** Set when the bot was down at the due time. */
  readonly late: { readonly dueAt: number } | undefined;
  /** Named by the message; whether that pings is the sender's decision. */
  readonly mentionRoleId: string | null;
}

/** A board as a schedule posts it. */
export interface BoardPost extends PostFrame {
  readonly board: Board;
  /** Undefined: there was no post before, and no movement is shown. */
  readonly moves: Moves | undefined;
  /** Of when the figures of the post before are, to which the movement is; undefined for none. */
  readonly since: number | undefined;
  /** The API does not answer: the board is the last known one, as of `board.asOf`. */
  readonly stale: boolean;
  readonly api: 'DCSServerBot' | 'BattleMetrics';
  readonly links: BoardLinks;
}

export function renderBoardPost(post: BoardPost): Message {
  const { board, moves, since, links } = post;
  const empty = board.entries.length === 0;
  const moved = moves === undefined || since === undefined || empty ? [] : [`▲▼ since ${dateTime(since)}`];
  const body = empty ? [emptyText(board)] : [renderBoardTable(board, moves), rankedLine(board)];
  return {
    ...mentionOf(post),
    embeds: [
      {
        title: `🏆 ${boardTitle(board)}`,
        description: [
          ...warnings(post, post.stale ? { api: post.api, asOf: board.asOf } : undefined),
          ...serverLine(board),
          ...body,
          ...moved,
          madeLine(post),
        ].join('\n'),
        color: post.stale ? COLOURS.warning : empty ? COLOURS.quiet : COLOURS.accent,
        footer: { text: boardLegend(board) },
      },
    ],
    components: postRows(links, board.spec.period),
  };
}

/** Said in place of the table of a board on which nobody is. */
export function emptyText(board: Board): string {
  const [least] = minimumOf(board);
  const takes = least === undefined ? '' : ` It takes at least ${least}.`;
  return board.spec.board === 'bm-playtime'
    ? `Nobody is on the board yet. Join the server and be the first.${takes}`
    : `Nobody is on the board yet. Take off and be the first.${takes}`;
}

export function mentionOf({ mentionRoleId }: Pick<PostFrame, 'mentionRoleId'>): { content?: string } {
  return mentionRoleId === null ? {} : { content: `<@&${mentionRoleId}>` };
}

/** What a reader must know before the figures. `stale`: the API that does not answer, and how old its data are. */
export function warnings(
  { late }: Pick<PostFrame, 'late'>,
  stale: { readonly api: string; readonly asOf: number } | undefined,
): string[] {
  return [
    ...(stale === undefined
      ? []
      : [`⚠️ ${stale.api} does not answer: these are the figures of ${relativeTime(stale.asOf)}.`]),
    ...(late === undefined ? [] : [`⏰ Late: due ${dateTime(late.dueAt)}, when the bot was not running.`]),
  ];
}

/** Footers render no timestamps, so this is a line of the text. */
export function madeLine({ madeAt, nextAt }: Pick<PostFrame, 'madeAt' | 'nextAt'>): string {
  const next = nextAt === undefined ? '' : ` · next ${relativeTime(nextAt)}`;
  return `Made ${relativeTime(madeAt)}${next}`;
}
