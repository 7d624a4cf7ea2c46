import { PermissionFlagsBits } from 'discord-api-types/v10';
import * as community from '../../src/demo/community.ts';
import type { ShownMessage } from '../../src/demo/page/protocol.ts';
import type { OptionValues } from '../../src/demo/page/requests.ts';
import type { Actor } from './actor.ts';
import { run, schedule } from './post-scenes.ts';
import type { Scene } from './scenes.ts';

const HOUR = 60 * 60_000;
const admin = { role: 'admin' } as const;

const add = (actor: Actor, wish: OptionValues): Promise<ShownMessage> =>
  actor.ask('leaderboard schedule add', {
    board: 'kdr',
    channel: community.SCHEDULED_ID,
    when: 'mondays 09:00',
    ...wish,
  });

/** A schedule whose channel was closed to the bot when it wanted to post there. */
async function resting(actor: Actor): Promise<void> {
  const id = await schedule(actor, { board: 'kills', when: 'mondays 09:00' });
  actor.stage.discord.channel(community.SCHEDULED_ID).deny(PermissionFlagsBits.SendMessages);
  await actor.ask('leaderboard schedule run', { schedule: id });
}

export const SCHEDULE_SCENES: Readonly<Record<string, readonly Scene[]>> = {
  '/leaderboard schedule': [
    {
      ...admin,
      name: 'schedule-added',
      alt: 'A schedule was added: what it posts, where, when and how, and when it is next due',
      play: (actor) => add(actor, { timezone: 'Europe/Berlin' }),
    },
    {
      ...admin,
      name: 'schedule-added-all',
      alt: 'A schedule with everything that can be set: a new message each time, pinned, the one before deleted, a role pinged',
      play: (actor) =>
        add(actor, {
          board: 'playtime',
          period: 'week',
          timezone: 'America/Argentina/Buenos_Aires',
          when: '0 18 * * 1-5',
          mode: 'post',
          pin: true,
          delete_previous: true,
          mention: community.PILOT_ROLE_ID,
          server: actor.stage.dcs.world.servers[0]?.name ?? '',
        }),
    },
    {
      ...admin,
      name: 'schedule-list',
      alt: 'All schedules: where, when and how each posts, when it is next due, what became of the last post, and one that rests',
      play: async (actor) => {
        const board = await schedule(actor, { board: 'kdr' });
        await run(actor, board);
        await schedule(actor, {
          content: 'digest',
          board: 'kills',
          when: 'sundays 18:00',
          mode: 'post',
          delete_previous: true,
          mention: community.PILOT_ROLE_ID,
        });
        await resting(actor);
        actor.stage.advance(HOUR);
        return await actor.ask('leaderboard schedule list');
      },
    },
    {
      ...admin,
      name: 'schedule-list-empty',
      alt: 'Nothing posts itself yet, and how to begin',
      play: (actor) => actor.ask('leaderboard schedule list'),
    },
    {
      ...admin,
      name: 'schedule-preview',
      alt: 'The next post of a schedule, for the admin alone',
      play: async (actor) =>
        actor.ask('leaderboard schedule preview', {
          schedule: await schedule(actor, { board: 'kills', top: 5 }),
        }),
    },
    {
      ...admin,
      name: 'schedule-run',
      alt: 'A schedule was run by hand, with a link to the message',
      play: async (actor) =>
        actor.ask('leaderboard schedule run', { schedule: await schedule(actor, { board: 'kills' }) }),
    },
    {
      ...admin,
      name: 'schedule-removed',
      alt: 'A schedule was removed; its last message stays',
      play: async (actor) =>
        actor.ask('leaderboard schedule remove', { schedule: await schedule(actor, { board: 'kills' }) }),
    },
    {
      ...admin,
      name: 'schedule-channel-refused',
      alt: 'The bot may not post in that channel; the message says what it lacks and what to do',
      play: (actor) => {
        const channel = actor.stage.discord.channel(community.SCHEDULED_ID);
        channel.deny(PermissionFlagsBits.SendMessages | PermissionFlagsBits.EmbedLinks);
        return add(actor, {});
      },
    },
    {
      ...admin,
      name: 'schedule-when-refused',
      alt: 'The time cannot be read; the message shows what can be typed',
      play: (actor) => add(actor, { when: 'now and then' }),
    },
    {
      ...admin,
      name: 'schedule-timezone-refused',
      alt: 'There is no such time zone; the message says how to find one',
      play: (actor) => add(actor, { timezone: 'Mars/Olympus' }),
    },
    {
      ...admin,
      name: 'schedule-role-refused',
      alt: 'The bot may not ping that role; the message says what to do',
      play: (actor) => add(actor, { mode: 'post', mention: community.MODERATOR_ROLE_ID }),
    },
    {
      name: 'schedule-not-allowed',
      alt: 'A member may not add schedules; only they see the refusal',
      play: (actor) => add(actor, {}),
    },
    {
      ...admin,
      name: 'schedule-rests-audit',
      alt: 'The message in the audit channel about a schedule that rests, for the bot may not post in its channel any more',
      play: async (actor) => {
        await resting(actor);
        return await actor.audit(/rests/);
      },
    },
  ],
  '/leaderboard exclude': [
    {
      ...admin,
      name: 'exclude-add',
      alt: 'A pilot is left off all leaderboards',
      play: (actor) => actor.ask('leaderboard exclude add', { player: 'Übermut', reason: 'staff' }),
    },
    {
      ...admin,
      name: 'exclude-list',
      alt: 'Who is left off the leaderboards, why, by whom and since when',
      play: async (actor) => {
        await actor.ask('leaderboard exclude add', { player: 'Übermut', reason: 'staff' });
        await actor.ask('leaderboard exclude add', { player: 'WickedHarrier', reason: 'banned' });
        await actor.ask('privacy', { boards: 'hide' });
        return await actor.ask('leaderboard exclude list');
      },
    },
    {
      ...admin,
      name: 'exclude-whom',
      alt: 'Several pilots have that name; the message says how to pick one',
      play: (actor) => actor.ask('leaderboard exclude add', { player: 'Viper', reason: 'banned' }),
    },
  ],
};
