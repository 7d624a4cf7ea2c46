import type { Board, BoardPeriod, BoardSpec } from '../store/board.ts';
import { type BoardUnit, boardOf } from './board-catalogue.ts';
import { count, counted, ratio } from './numbers.ts';
import { duration } from './timestamps.ts';

/** How the figures of one board are written, all in the same steps: what is shown adds up. */
export interface Figures {
  /** Head of their column. */
  readonly head: string;
  write(value: number): string;
  /** Difference to the figure of the place above, of what is shown: `-4`, `=`. */
  gap(above: number, own: number): string;
}

const HOUR = 3_600;
/** From so many hours on, tenths say nothing. */
const WHOLE_HOURS = 100;
const SHORT_FROM = 1_000_000_000;
const oneDecimal = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 2 });

export function figuresOf(board: Pick<Board, 'spec' | 'entries'>): Figures {
  const { unit } = boardOf(board.spec);
  const values = board.entries.map(({ value }) => value);
  switch (unit) {
    case 'ratio':
      return stepped('K/D', 0.01, ratio);
    case 'rating':
      return stepped('Rating', 0.01, ratio);
    case 'kills':
      return stepped('Kills', 1, shortCount);
    case 'credits':
      return stepped('Credits', 1, shortCount);
    case 'points':
      return values.every(Number.isInteger)
        ? stepped('Points', 1, shortCount)
        : stepped('Points', 0.1, (points) => oneDecimal.format(points));
    case 'seconds':
      return values.some((seconds) => seconds >= WHOLE_HOURS * HOUR)
        ? stepped('Time', HOUR, (seconds) => `${shortCount(seconds / HOUR)} h`)
        : stepped('Time', HOUR / 10, (seconds) => `${oneDecimal.format(seconds / HOUR)} h`);
  }
}

function stepped(head: string, step: number, format: (value: number) => string): Figures {
  const steps = (value: number): number => Math.round(value / step);
  return {
    head,
    write: (value) => (Number.isFinite(value) ? format(steps(value) * step) : '–'),
    gap: (above, own) => {
      const difference = steps(own) - steps(above);
      if (!Number.isFinite(difference)) return '–';
      if (difference === 0) return '=';
      return `${difference < 0 ? '-' : '+'}${format(Math.abs(difference) * step)}`;
    },
  };
}

function shortCount(value: number): string {
  return Math.abs(value) < SHORT_FROM ? count(value) : short.format(value);
}

/** A figure in a sentence, as it is: `K/D 3.32`, `1,222 kills`, `3 h 20 min`. */
export function figureInWords(spec: Pick<BoardSpec, 'board'>, value: number): string {
  const { unit } = boardOf(spec);
  if (unit === 'ratio') return `K/D ${ratio(value)}`;
  if (unit === 'rating') return `rating ${ratio(value)}`;
  return amount(unit, value);
}

/** What is between two figures, in a sentence: `4 kills`, `0.20`. */
export function distanceInWords(spec: Pick<BoardSpec, 'board'>, difference: number): string {
  return amount(boardOf(spec).unit, Math.abs(difference));
}

function amount(unit: BoardUnit, value: number): string {
  switch (unit) {
    case 'ratio':
    case 'rating':
      return ratio(value);
    case 'kills':
      return counted(value, 'kill');
    case 'credits':
      return counted(value, 'credit');
    case 'points':
      return Number.isInteger(value) ? counted(value, 'point') : `${oneDecimal.format(value)} points`;
    case 'seconds':
      return duration(value, 'hour');
  }
}

/** So much of what a board's minimum counts: `1 landing`, `20 A/A kills`, `1 h 30 min`; undefined where there is none. */
export function minimumInWords(spec: Pick<BoardSpec, 'board'>, value: number): string | undefined {
  switch (boardOf(spec).minimum?.unit) {
    case undefined:
      return undefined;
    case 'kills':
      return counted(value, 'kill');
    case 'A/A kills':
      return counted(value, 'A/A kill');
    case 'A/A kills and deaths':
      return `${count(value)} A/A kills and deaths`;
    case 'landings':
      return counted(value, 'landing');
    case 'minutes':
      return duration(value * 60, 'hour');
  }
}

/** The time that a board covers, in words. All but the first end now. */
export const BOARD_PERIOD_WORDS: Readonly<Record<BoardPeriod, string>> = {
  all: 'all time',
  year: 'last year',
  month: 'last month',
  week: 'last week',
  day: 'last day',
};
