import { digits, flag, group, item, list, optional, timeRange } from '../arguments/params.ts';
import { rangeWithin } from '../arguments/rules.ts';
import { many, operation } from '../operation.ts';
import { commandStats as stats } from '../schemas/command-stats.ts';

export const commandStats = {
  /** Which commands the users of an organization used, and how often. */
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/relationships/command-stats',
    params: { organization: digits('id of the organization') },
    section: 'Commands Activity',
    summary: 'Tells which commands were used, and how often.',
    query: {
      filter: group({
        commands: optional(list(item('a command, such as raw'), 'the commands to count')),
        servers: optional(list(item('id of a server'), 'on these servers')),
        summary: optional(flag('all of them in one')),
        timestamp: optional(timeRange('when they were used', 'either side')),
        users: optional(list(item('id of a user'), 'by these users')),
      }),
    },
    rules: [rangeWithin('filter.timestamp')],
    answer: many(stats),
    cache: { ttlMs: 60_000, staleForMs: 60 * 60_000 },
  }),
};
