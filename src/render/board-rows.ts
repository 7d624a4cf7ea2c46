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
  /** What the last figure comes from; it stands below it, and on a line of its own what is missing, below the name. */
  readonly sample: string;
  readonly gap: string;
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
      sample: sampleOf(board, entry) ?? '',
      gap: above === undefined ? '' : gap,
      mark: entry.mark,
    };
  });
  const heading = {
    figures: head,
    name: people,
    sample: sampled ? 'kills/deaths' : '',
    gap: gapHead,
    mark: undefined,
  };
  const table = new Table([heading, ...rows]);
  if (sampled) return table.render();
  const oneLine = new Table([heading, ...rows].map(onOneLine));
  return (oneLine.nameColumns >= NAME_COLUMNS ? oneLine : table).render();
}

function onOneLine(row: Row): Row {
  return { ...row, figures: [...row.figures, row.gap], gap: '' };
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

/** Lines of one table, the head being the first row. Figures are flush right, names and what stands below them left. */
class Table {
  readonly nameColumns: number;
  readonly #rows: readonly Row[];
  readonly #widths: readonly number[];
  /** Columns of the figures together. */
  readonly #figureColumns: number;

  constructor(rows: readonly Row[]) {
    this.#rows = rows;
    const widths = widthsOf(rows.map(({ figures }) => figures));
    const columns = widths.reduce((sum, width) => sum + width + 1, -1);
    this.#figureColumns = Math.max(columns, ...rows.map(({ sample }) => displayWidth(sample)));
    // A sample ends where the last figure does, which it is of.
    const wider = this.#figureColumns - columns;
    this.#widths = widths.map((width, index) => (index === widths.length - 1 ? width + wider : width));
    this.nameColumns = PHONE_COLUMNS - this.#figureColumns - 1;
  }

  render(): string {
    const lines = this.#rows.flatMap(({ figures, name, sample, gap, mark }) => [
      this.#line(aligned(figures, this.#widths), this.#name(name)),
      ...(sample === '' && gap === '' ? [] : [this.#line(sample, gap).trimEnd()]),
      // On a line of its own: beside a long name it would be cut off.
      ...(mark === undefined ? [] : [this.#line('', codeText(`(${mark})`, MARK_LENGTH))]),
    ]);
    return ['```', ...lines, '```'].join('\n');
  }

  #line(figures: string, text: string): string {
    // What is too long for the room below the names begins further to the left.
    const room = PHONE_COLUMNS - displayWidth(text) - 1;
    return `${padStart(figures, Math.min(this.#figureColumns, room))} ${text}`;
  }

  #name(name: string): string {
    return codeText(cutToWidth(cleanText(name), Math.max(this.nameColumns, NAME_COLUMNS)), NAME_LENGTH);
  }
}

function widthsOf(rows: readonly (readonly string[])[]): number[] {
  const columns = Math.max(...rows.map((row) => row.length));
  return Array.from({ length: columns }, (_, index) =>
    Math.max(...rows.map((row) => displayWidth(row[index] ?? ''))),
  );
}

function aligned(cells: readonly string[], widths: readonly number[]): string {
  return widths.map((width, index) => padStart(cells[index] ?? '', width)).join(' ');
}

function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}
