import { type Autocomplete, defineAction } from '../../src/discord/command.ts';
import { UserError } from '../../src/message/user-error.ts';
import {
  scheduleChoiceName,
  scheduleList,
  schedulePosted,
  scheduleRemoved,
  scheduleSaved,
} from '../../src/render/schedule-list.ts';
import { timezone } from '../timezone-option.ts';
import { board, boardDetails } from './options.ts';

const completeSchedule: Autocomplete = async ({ text }, { leaderboards, channels }) => {
  const typed = text.trim().toLowerCase();
  const listed = (await leaderboards?.schedules.list()) ?? [];
  return listed
    .map(({ schedule }) => ({
      name: scheduleChoiceName(schedule, channels.nameOf(schedule.channelId)),
      value: schedule.id,
    }))
    .filter(({ name }) => name.toLowerCase().includes(typed));
};

/** Where, when and how something is posted. */
const details = {
  timezone,
  mode: {
    type: 'string',
    description: 'Keep one message current (default), or post a new one each time',
    choices: [
      { name: 'Edit: keep one message current', value: 'edit' },
      { name: 'Post: a new message each time', value: 'post' },
    ],
  },
  pin: { type: 'boolean', description: 'Pin the message (default: False)' },
  delete_previous: {
    type: 'boolean',
    description: 'Of mode post: delete the message before (default: False)',
  },
  mention: { type: 'role', description: 'Of mode post: a role to ping with each message' },
} as const;

const content = {
  type: 'string',
  description: 'A leaderboard (default), or the digest of the week: risers, newcomers, busiest hour',
  choices: [
    { name: 'Leaderboard', value: 'board' },
    { name: 'Weekly digest', value: 'digest' },
  ],
} as const;

const which = {
  type: 'string',
  description: 'Which schedule: pick from the list',
  required: true,
  maxLength: 100,
  autocomplete: completeSchedule,
} as const;

const when = {
  type: 'string',
  description: 'daily 18:00, mondays 09:00, every 6 hours, or cron',
  maxLength: 100,
} as const;

const channel = { type: 'channel', description: 'Where it is posted', channelTypes: [0, 5] } as const;

const drop = {
  type: 'string',
  description: 'What it shall have no more',
  choices: [
    { name: 'The role that is pinged', value: 'mention' },
    { name: 'The one server: rank all of them', value: 'server' },
  ],
} as const;

/** `/leaderboard schedule add|list|edit|remove|run|preview` – boards that post themselves. */
export const scheduleActions = {
  'schedule add': defineAction({
    description: 'Let a leaderboard or the weekly digest post itself',
    access: 'admin',
    visibility: 'ephemeral',
    needs: ['leaderboards'],
    options: {
      board: { ...board, required: true },
      channel: { ...channel, required: true },
      when: { ...when, required: true },
      ...details,
      content,
      ...boardDetails,
    },
    run: async (
      { channel: channelId, delete_previous: deletePrevious, mention, content: kind = 'board', ...wish },
      { leaderboards, config, asker, call },
    ) => {
      refuseEverybody(mention, config.discord.guildId);
      return scheduleSaved(
        await leaderboards.schedules.add(
          { ...wish, kind, channelId, deletePrevious, mentionRoleId: mention },
          asker.userId,
          call,
        ),
        'added',
      );
    },
  }),
  'schedule list': defineAction({
    description: 'Show what posts itself, when it is next due, and what became of the last post',
    access: 'admin',
    visibility: 'ephemeral',
    needs: ['leaderboards'],
    options: {},
    run: async (_, { leaderboards, config }) =>
      scheduleList(await leaderboards.schedules.list(), { guildId: config.discord.guildId, page: 0 }),
  }),
  'schedule edit': defineAction({
    description: 'Change a schedule; what you leave out stays. A resting one wakes up',
    access: 'admin',
    visibility: 'ephemeral',
    needs: ['leaderboards'],
    options: { schedule: which, when, channel, ...details, drop, board, ...boardDetails },
    run: async (
      { schedule, channel: channelId, delete_previous: deletePrevious, mention, ...wish },
      { leaderboards, config, call },
    ) => {
      refuseEverybody(mention, config.discord.guildId);
      return scheduleSaved(
        await leaderboards.schedules.edit(
          schedule,
          { ...wish, channelId, deletePrevious, mentionRoleId: mention },
          call,
        ),
        'changed',
      );
    },
  }),
  'schedule remove': defineAction({
    description: 'Stop a schedule for good; its last message stays',
    access: 'admin',
    visibility: 'ephemeral',
    needs: ['leaderboards'],
    options: { schedule: which },
    run: async ({ schedule }, { leaderboards }) =>
      scheduleRemoved(await leaderboards.schedules.remove(schedule)),
  }),
  'schedule run': defineAction({
    description: 'Post now, as if it were due',
    access: 'admin',
    visibility: 'ephemeral',
    needs: ['leaderboards'],
    options: { schedule: which },
    run: async ({ schedule }, { leaderboards, config, call }) =>
      schedulePosted(await leaderboards.schedules.run(schedule, call), config.discord.guildId),
  }),
  'schedule preview': defineAction({
    description: 'Show the next post to you alone',
    access: 'admin',
    visibility: 'ephemeral',
    needs: ['leaderboards'],
    options: { schedule: which },
    run: async ({ schedule }, { leaderboards, call }) => leaderboards.schedules.preview(schedule, call),
  }),
};

/** Discord offers everybody's role, too, which has the guild's id. */
function refuseEverybody(mention: string | undefined, guildId: string): void {
  if (mention !== guildId) return;
  throw new UserError(
    'mention-everybody',
    'A schedule does not ping everybody. Choose another role for `mention`.',
  );
}
