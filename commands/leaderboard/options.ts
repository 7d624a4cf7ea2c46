import type { Autocomplete, StringOption } from '../../src/discord/command.ts';
import { BOARDS } from '../../src/render/board-catalogue.ts';
import { plainText } from '../../src/render/escape.ts';
import { BOARD_IDS, BOARD_PERIODS, type BoardId, type BoardPeriod } from '../../src/store/board.ts';

const PERIOD_WORDS: Readonly<Record<BoardPeriod, string>> = {
  all: 'All time',
  year: 'The last year',
  month: 'The last month',
  week: 'The last week',
  day: 'The last day',
};

/** Servers that a board can be restricted to: those of the API that the chosen board is about. */
const completeServer: Autocomplete = async ({ text, others }, { watch, call }) => {
  const board = BOARD_IDS.find((id) => id === others['board']);
  const api = board === undefined ? undefined : BOARDS[board].api;
  const found = (await watch?.servers(text, call)) ?? [];
  return found
    .filter((server) => api === undefined || server.api === api)
    .map(({ id, name, api: of }) => ({
      name: plainText(name, 100),
      // Of DCS the name is the id; it may be longer than a choice's value.
      value: of === 'dcs' ? name.slice(0, 100).replace(/\p{Surrogate}$/u, '') : id,
    }));
};

/** Which leaderboard. */
export const board = {
  type: 'string',
  description: 'Which leaderboard',
  choices: BOARD_IDS.map((id): { readonly name: string; readonly value: BoardId } => ({
    name: `${BOARDS[id].title}: ${BOARDS[id].description}`,
    value: id,
  })),
} as const satisfies StringOption;

/** How the board is to be, beside its own defaults. */
export const boardDetails = {
  period: {
    type: 'string',
    description: 'Which time it covers, where the board has several (default: its first)',
    choices: BOARD_PERIODS.map((period): { readonly name: string; readonly value: BoardPeriod } => ({
      name: PERIOD_WORDS[period],
      value: period,
    })),
  },
  order: {
    type: 'string',
    description: 'K/D boards: weigh down small samples (default), or rank by the plain ratio',
    choices: [
      { name: 'Weighted: a few lucky kills count less', value: 'weighted' },
      { name: 'Plain: by the figure itself', value: 'plain' },
    ],
  },
  minimum: {
    type: 'integer',
    description: 'What it takes to be ranked: kills, fights, landings or minutes, as the board counts',
    min: 0,
    max: 100_000,
  },
  top: { type: 'integer', description: 'How many places to show (default: 10)', min: 3, max: 25 },
  server: {
    type: 'string',
    description: 'One server alone: pick from the list',
    maxLength: 100,
    autocomplete: completeServer,
  },
} as const;
