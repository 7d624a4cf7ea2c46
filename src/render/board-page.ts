import type { Message } from '../message/message.ts';
import type { Board } from '../store/board.ts';
import { emptyText } from './board.ts';
import { pageRows } from './board-buttons.ts';
import type { BoardLinks } from './board-links.ts';
import { renderBoardTable } from './board-rows.ts';
import { boardLegend, boardTitle, rankedLine, serverLine } from './board-words.ts';
import { COLOURS } from './colours.ts';

/** A board as somebody asked for it, with buttons that replace it. */
export interface BoardPage {
  readonly board: Board;
  /** From 0, of `board.spec.top` places each. */
  readonly page: number;
  /** `pages` says whether there is a page after this one. */
  readonly links: BoardLinks;
}

export function renderBoardPage({ board, page, links }: BoardPage): Message {
  const { entries } = board;
  const [first, last] = [entries[0], entries.at(-1)];
  const places = first && last && { first: first.rank, last: last.rank };
  const nobody = page === 0 ? emptyText(board) : 'Nobody is ranked this far down.';
  const body = entries.length === 0 ? [nobody] : [renderBoardTable(board), rankedLine(board)];
  return {
    embeds: [
      {
        title: `🏆 ${boardTitle(board)}`,
        description: [...serverLine(board), ...body].join('\n'),
        color: entries.length === 0 ? COLOURS.quiet : COLOURS.accent,
        footer: { text: boardLegend(board) },
      },
    ],
    components: pageRows(links, page, places, board.spec.period),
  };
}
