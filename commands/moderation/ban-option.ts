import { completeBan } from './completion.ts';

/** The ban that a command changes. */
export const ban = {
  type: 'string',
  description: 'An active ban: type a part of the name and pick from the list, or give its id or uid',
  required: true,
  maxLength: 100,
  autocomplete: completeBan,
} as const;
