import type { Board } from '../store/board.ts';
import { boardOf } from './board-catalogue.ts';
import { BOARD_PERIOD_WORDS, minimumInWords } from './board-figures.ts';
import { escapeText } from './escape.ts';
import { count } from './numbers.ts';
import { METRICS } from './periods.ts';

const SERVER_LENGTH = 150;

/** `Top K/D · all kills · all time`: the board, what its kills count where that is not clear, the time it covers. */
export function boardTitle(board: Pick<Board, 'spec' | 'metric' | 'covers'>): string {
  const { title } = boardOf(board.spec);
  const metric = needsMetric(board) && board.metric !== null ? [METRICS[board.metric]] : [];
  return [title, ...metric, BOARD_PERIOD_WORDS[board.covers]].join(' · ');
}

/** The title of one board counts all kills with one version of DCSServerBot, and kills of players with the other. */
function needsMetric({ spec }: Pick<Board, 'spec'>): boolean {
  return spec.board === 'kdr' || spec.board === 'kills';
}

/** Which server alone the board is about; nothing for all of them. */
export function serverLine({ spec }: Pick<Board, 'spec'>): string[] {
  return spec.server === null ? [] : [`On **${escapeText(spec.server.name, SERVER_LENGTH)}** alone`];
}

/** `Top **10** of **37** ranked · at least 20 kills`: who is shown, of how many, and what it takes to be ranked. */
export function rankedLine(board: Board): string {
  return [shownOf(board), ...minimumOf(board).map((least) => `at least ${least}`)].join(' · ');
}

function shownOf({ entries, ranked }: Board): string {
  const first = entries[0]?.rank ?? 1;
  const last = entries.at(-1)?.rank ?? 0;
  const shown = first === 1 ? `Top **${count(last)}**` : `Places **${count(first)}–${count(last)}**`;
  // Without a number to tell it would say that there are more than those who are seen.
  if (ranked.count <= last) return ranked.more ? `${shown} ranked` : `${shown}: all who are ranked`;
  return `${shown} of ${ranked.more ? 'more than ' : ''}**${count(ranked.count)}** ranked`;
}

/** What it takes to be ranked; nothing where everybody is. */
export function minimumOf({ spec }: Pick<Board, 'spec'>): string[] {
  if (spec.minimum <= 0) return [];
  const words = minimumInWords(spec, spec.minimum);
  return words === undefined ? [] : [words];
}

/** Whether the order is another than that of the figures alone. */
export function isWeighted({ spec }: Pick<Board, 'spec'>): boolean {
  return spec.order === 'weighted' && boardOf(spec).weighable;
}

/** What the figures are and how they are ordered, for the small print. */
export function boardLegend(board: Board): string {
  const { description, api } = boardOf(board.spec);
  const source = api === 'dcs' ? 'DCSServerBot' : 'BattleMetrics';
  const weighted = isWeighted(board);
  const order = weighted ? ['few kills count less than many'] : [];
  const words = weighted
    ? 'To pass: kills without a death that overtake the place above'
    : 'Gap: to the place above';
  const gap = board.entries.length > 1 ? [words] : [];
  return [ratioOf(board) ?? `${description} · ${source}`, ...order, ...gap].join(' · ');
}

/** What K/D divides; undefined where the figure is another. */
function ratioOf({ spec, metric, version }: Board): string | undefined {
  if (boardOf(spec).unit !== 'ratio') return undefined;
  if (metric !== 'pvp') return 'K/D = all kills ÷ all deaths';
  const deaths = version === 'current' ? 'deaths by other players' : 'all deaths';
  return `K/D = kills of other players ÷ ${deaths}`;
}
