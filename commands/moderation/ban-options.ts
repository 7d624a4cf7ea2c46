import { completeOwnServer } from './completion.ts';

/** What is offered while nothing that can be read is typed. */
export const BAN_DURATIONS = ['1h', '12h', '1d', '3d', '7d', '2w', '1mo', '3mo', 'perm'];

/** Where a ban holds. */
export const banScope = {
  scope: {
    type: 'string',
    description: 'Where the ban holds (default: all servers of the organization)',
    choices: [
      { name: 'All servers of the organization', value: 'organization' },
      { name: 'One server (fill in server)', value: 'server' },
      { name: 'The ban list', value: 'ban-list' },
    ],
  },
  server: {
    type: 'string',
    description: 'Which server, when the scope is one server',
    maxLength: 100,
    autocomplete: completeOwnServer,
  },
} as const;
