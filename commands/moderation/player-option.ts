import { completePlayer } from './completion.ts';

/** The player whom a command is about. */
export const player = {
  type: 'string',
  description: 'Name (pick from the list), BattleMetrics player id, or Steam ID',
  required: true,
  maxLength: 100,
  autocomplete: completePlayer,
} as const;
