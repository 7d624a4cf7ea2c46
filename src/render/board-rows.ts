import type { Board, BoardEntry } from '../store/board.ts';
import { boardOf } from './board-catalogue.ts';
import { figuresOf } from './board-figures.ts';
import type { Move, Moves } from './board-move.ts';
import { isWeighted } from './board-words.ts';
import { cleanText, codeText } from './escape.ts';
import { count } from './numbers.ts';
import { cutToWidth, displayWidth, PHONE_COLUMNS } from './table.ts';

export const MEDALS: Readonly<Record<number, string>> = { 1: '🥇', 2: '🥈', 3: '🥉' };

/** Columns below which a name says too little. */
const NAME_COLUMNS = 10;
/** UTF-16 units of a name: a family of emoji takes two columns and any number of units. */
const NAME_LENGTH = 48;
const MARK_LENGTH = 24;

interface Row {
  readonly figures: readonly string[];
  readonly name: string;
  /** Figures of a second line. */
  readonly details: readonly string[];
  readonly mark: string | undefined;
}

/**
 * The places of a board as a fenced code block, for phones: at most 32 columns, names last. A ratio has its sample and
 * the gap to the place above in a second line; so has any board whose figures leave no room for names. By weight the
 * place above may have the lower figure, so there the gap is in what brings the weight: kills.
 * @param moves undefined: no movement is shown.
 */
export function renderBoardTable(board: Board, moves?: Moves): string {
  const figures = figuresOf(board);
  const sampled = board.entries.some((entry) => sampleOf(board, entry) !== undefined);
  const weighted = isWeighted(board);
  const gapHead = weighted ? 'To pass' : 'Gap';
  const people = boardOf(board.spec).api === 'dcs' ? 'Pilot' : 'Player';
  const head = ['#', ...(moves === undefined ? [] : ['']), figures.head];
  const rows = board.entries.map((entry, index): Row => {
    const above = board.entries[index - 1];
    const gap = weighted ? toPass(entry) : figures.gap(above?.value ?? Number.NaN, entry.value);
    return {
      figures: [
        MEDALS[entry.rank] ?? count(entry.rank),
        ...(moves === undefined ? [] : [moveText(moves.get(entry.key))]),
        figures.write(entry.value),
      ],
      name: entry.name,
      details: [...(sampled ? [sampleOf(board, entry) ?? ''] : []), above === undefined ? '' : gap],
      mark: entry.mark,
    };
  });
  if (!sampled) {
    const oneLine = rows.map((row) => ({ ...row, figures: [...row.figures, ...row.details], details: [] }));
    const table = new Table([...head, gapHead], oneLine);
    if (table.nameColumns >= NAME_COLUMNS) return table.render(people, []);
  }
  return new Table(head, rows).render(people, sampled ? ['kills/deaths', gapHead] : [gapHead]);
}

/** ▲2, ▼1, NEW, or a dot for somebody who stayed. */
function moveText(move: Move | undefined): string {
  switch (move?.kind) {
    case 'new':
      return 'NEW';
    case 'up':
      return `▲${count(move.places)}`;
    case 'down':
      return `▼${count(move.places)}`;
    case 'same':
      return '·';
    case undefined:
      return '';
  }
}

/** Kills without a death that overtake the place above. */
function toPass({ killsToPass }: BoardEntry): string {
  return killsToPass === undefined ? '–' : `+${count(killsToPass)}`;
}

/** `1,222/41`, which the head calls kills/deaths; undefined for boards without a sample. */
function sampleOf(board: Board, { kills, deaths }: BoardEntry): string | undefined {
  const { unit } = boardOf(board.spec);
  if (unit !== 'ratio' && unit !== 'rating') return undefined;
  return kills === undefined && deaths === undefined ? undefined : `${count(kills)}/${count(deaths)}`;
}

/** Lines of one table. Figures are flush right; a second line stands under the name, as far as there is room. */
class Table {
  readonly nameColumns: number;
  readonly #head: readonly string[];
  readonly #rows: readonly Row[];
  readonly #widths: readonly number[];

  constructor(head: readonly string[], rows: readonly Row[]) {
    this.#head = head;
    this.#rows = rows;
    this.#widths = widthsOf([head, ...rows.map(({ figures }) => figures)]);
    this.nameColumns = PHONE_COLUMNS - this.#widths.reduce((sum, width) => sum + width + 1, 0);
  }

  render(people: string, detailHead: readonly string[]): string {
    const detailWidths = widthsOf([detailHead, ...this.#rows.map((row) => row.details)]);
    const details = (cells: readonly string[]): string[] =>
      cells.every((cell) => cell === '') ? [] : this.#under(aligned(cells, detailWidths));
    const lines = this.#rows.flatMap((row) => [
      `${aligned(row.figures, this.#widths)} ${this.#name(row.name)}`,
      ...details(row.details),
      // On a line of its own: beside a long name it would be cut off.
      ...(row.mark === undefined ? [] : this.#under(codeText(`(${row.mark})`, MARK_LENGTH))),
    ]);
    const head = `${aligned(this.#head, this.#widths)} ${people}`;
    return ['```', head, ...details(detailHead), ...lines, '```'].join('\n');
  }

  #name(name: string): string {
    return codeText(cutToWidth(cleanText(name), Math.max(this.nameColumns, NAME_COLUMNS)), NAME_LENGTH);
  }

  #under(text: string): string[] {
    const room = PHONE_COLUMNS - Math.max(this.nameColumns, displayWidth(text));
    return [' '.repeat(Math.max(0, room)) + text.trimEnd()];
  }
}

function widthsOf(rows: readonly (readonly string[])[]): number[] {
  const columns = Math.max(...rows.map((row) => row.length));
  return Array.from({ length: columns }, (_, index) =>
    Math.max(...rows.map((row) => displayWidth(row[index] ?? ''))),
  );
}

function aligned(cells: readonly string[], widths: readonly number[]): string {
  return widths
    .map((width, index) => {
      const cell = cells[index] ?? '';
      return ' '.repeat(Math.max(0, width - displayWidth(cell))) + cell;
    })
    .join(' ');
}
