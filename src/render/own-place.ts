import type { Message } from '../message/message.ts';
import type { Board } from '../store/board.ts';
import { boardOf } from './board-catalogue.ts';
import { distanceInWords, figureInWords, minimumInWords } from './board-figures.ts';
import { boardTitle, isWeighted, serverLine } from './board-words.ts';
import { COLOURS } from './colours.ts';
import { escapeText } from './escape.ts';
import { count, counted } from './numbers.ts';

/** Where a member stands on a board. */
export type OwnPlace =
  /** `above`: whoever has the place above; undefined on the first place, or where it is not known. */
  | {
      readonly kind: 'ranked';
      readonly board: Board;
      readonly name: string;
      readonly place: number;
      readonly value: number;
      readonly kills?: number;
      readonly deaths?: number;
      readonly above?: { readonly name: string; readonly place: number; readonly value: number };
      /** Kills without a death that would reach the place above, where the order is weighted. */
      readonly killsToPass?: number;
    }
  /** Too little was done to be ranked: `have` of `board.spec.minimum`. */
  | { readonly kind: 'below-minimum'; readonly board: Board; readonly name: string; readonly have: number }
  /** Not among those that were read; `beyond` is the last place of these. */
  | { readonly kind: 'beyond'; readonly board: Board; readonly name: string; readonly beyond: number }
  /** No DCS player is linked to the Discord account. */
  | { readonly kind: 'not-linked' }
  /** The member is left off the boards: `optedOut` by own wish. */
  | { readonly kind: 'excluded'; readonly optedOut: boolean }
  /** The API does not tell who is who. */
  | { readonly kind: 'cannot-tell'; readonly why: 'documented-version' | 'battlemetrics' };

/** The answer to *Where am I?*, for the asker's eyes alone. */
export function renderOwnPlace(place: OwnPlace): Message {
  switch (place.kind) {
    case 'ranked':
      return answer(
        `📍 You are #${count(place.place)}`,
        COLOURS.accent,
        [standing(place), ...ahead(place)],
        place,
      );
    case 'below-minimum':
      return answer('📍 You are not ranked yet', COLOURS.quiet, missing(place), place);
    case 'beyond':
      return answer(
        '📍 You are further down',
        COLOURS.quiet,
        [`${bold(place.name)} is not among the first **${count(place.beyond)}**, and I looked no further.`],
        place,
      );
    case 'not-linked':
      return answer('🔗 Who are you in DCS?', COLOURS.warning, [
        'Your Discord account is not linked to a DCS pilot, so I cannot find your place.',
        '**What to do:** use `/linkme`, type the code into the chat of the game, and press the button again.',
      ]);
    case 'excluded':
      return place.optedOut
        ? answer('🙈 You are on no leaderboard', COLOURS.quiet, [
            'You asked to be left off.',
            'To be shown again, use `/privacy` and pick *Show me on the leaderboards*.',
          ])
        : answer('🙈 You are on no leaderboard', COLOURS.quiet, [
            'The admins of this Discord left you off. Ask them if you want to know why.',
          ]);
    case 'cannot-tell':
      return answer('🤷 I cannot tell', COLOURS.warning, [WHY_NOT[place.why]]);
  }
}

type Ranked = Extract<OwnPlace, { readonly kind: 'ranked' }>;

const NAME_LENGTH = 100;

const WHY_NOT = {
  'documented-version':
    'This version of DCSServerBot gives ten places with names alone, and nothing about anybody else. Look for your name on the board.',
  battlemetrics:
    'BattleMetrics does not say which player belongs to which Discord account. Look for your name on the board.',
} as const;

function answer(
  title: string,
  color: number,
  lines: readonly string[],
  on?: { readonly board: Board },
): Message {
  const footer = on === undefined ? {} : { footer: { text: boardTitle(on.board) } };
  const server = on === undefined ? [] : serverLine(on.board);
  return { embeds: [{ title, description: [...lines, ...server].join('\n'), color, ...footer }] };
}

/** Who it is, the figure, and the sample that it comes from. */
function standing({ board, name, value, kills, deaths }: Ranked): string {
  const { unit } = boardOf(board.spec);
  const sampled = (unit === 'ratio' || unit === 'rating') && kills !== undefined && deaths !== undefined;
  const sample = sampled ? ` (${counted(kills, 'kill')}, ${counted(deaths, 'death')})` : '';
  return `${bold(name)}: **${figureInWords(board.spec, value)}**${sample}`;
}

/** What is missing to the place above, and what it takes to get there. */
function ahead(place: Ranked): string[] {
  const { above, board } = place;
  if (above === undefined) return place.place === 1 ? ['🥇 Nobody is above you. Keep it.'] : [];
  const who = `**#${count(above.place)}** ${bold(above.name)}`;
  const weighted = isWeighted(board);
  const gap =
    // By weight the place above may have the lower figure: then a distance would read like a mistake.
    weighted || above.value < place.value
      ? `Above you: ${who} with ${figureInWords(board.spec, above.value)}`
      : above.value === place.value
        ? `Level with ${who}`
        : `**${distanceInWords(board.spec, above.value - place.value)}** behind ${who}`;
  const kills = place.killsToPass ?? (weighted ? undefined : killsToPass(place));
  const takes =
    kills === undefined ? [] : [`🎯 **${counted(kills, 'kill')}** without a death would take you there`];
  return [gap, ...takes, ...(weighted ? [`-# ${ORDERED}`] : [])];
}

const ORDERED = 'By the figure and by how many kills it comes from: few count less than many.';

/** By the plain ratio: kills without a death until it is higher than that of the place above. */
function killsToPass({ board, kills, deaths, above }: Ranked): number | undefined {
  if (boardOf(board.spec).unit !== 'ratio' || above === undefined) return undefined;
  if (kills === undefined || deaths === undefined || !Number.isFinite(above.value)) return undefined;
  return Math.max(1, Math.floor(above.value * Math.max(1, deaths) + 1e-9) + 1 - kills);
}

function missing({ board, name, have }: Extract<OwnPlace, { readonly kind: 'below-minimum' }>): string[] {
  const { spec } = board;
  const least = minimumInWords(spec, spec.minimum);
  const more = minimumInWords(spec, Math.max(1, spec.minimum - have));
  if (least === undefined || more === undefined) return [`${bold(name)} is not on this board yet.`];
  return [
    `**${more}** to go, then ${bold(name)} is ranked.`,
    `It takes ${least}; so far: ${minimumInWords(spec, Math.max(0, have)) ?? count(have)}.`,
  ];
}

function bold(name: string): string {
  return `**${escapeText(name, NAME_LENGTH)}**`;
}
