import { PermissionFlagsBits } from 'discord-api-types/v10';
import * as community from '../../src/demo/community.ts';
import type { ShownMessage } from '../../src/demo/page/protocol.ts';
import type { OptionValues } from '../../src/demo/page/requests.ts';
import type { Actor } from './actor.ts';
import type { Scene } from './scenes.ts';

const admin = { role: 'admin' } as const;
const MEMBER_ID = community.PEOPLE.find(({ role }) => role === 'member')?.id ?? '';

const board = (actor: Actor): Promise<ShownMessage> =>
  actor.ask('board servers', { channel: community.SCHEDULED_ID });

const notify = (actor: Actor, more: OptionValues = {}): Promise<ShownMessage> =>
  actor.ask('notify add', {
    server: actor.stage.battlemetrics.world.servers[0]?.id ?? '',
    players: 60,
    ...more,
  });

export const WATCH_SCENES: Readonly<Record<string, readonly Scene[]>> = {
  '/board': [
    {
      ...admin,
      name: 'board-servers-post',
      alt: 'The message that shows all servers as they are, with a button to be told when one is busy',
      play: async (actor) => {
        await board(actor);
        return await actor.posted(/DCS World/);
      },
    },
    {
      ...admin,
      name: 'board-servers',
      alt: 'The servers have a message now, which is kept current',
      play: (actor) => board(actor),
    },
    {
      ...admin,
      name: 'board-list',
      alt: 'Which channels have a message that stays current',
      play: async (actor) => {
        await board(actor);
        await actor.posted(/DCS World/);
        return await actor.ask('board list');
      },
    },
    {
      ...admin,
      name: 'board-remove',
      alt: 'The message of the servers is not kept current any more',
      play: async (actor) => {
        await board(actor);
        return await actor.ask('board remove', { channel: community.SCHEDULED_ID });
      },
    },
    {
      ...admin,
      name: 'board-refused',
      alt: 'The bot may not post in that channel; the message says what it lacks',
      play: (actor) => {
        actor.stage.discord.channel(community.SCHEDULED_ID).deny(PermissionFlagsBits.SendMessages);
        return board(actor);
      },
    },
  ],
  '/notify': [
    {
      name: 'notify-help',
      alt: 'What the button below the servers says: how to be told when a server is busy',
      play: async (actor) => {
        const { stage } = actor;
        const handle = stage.discord.command({
          user: stage.session.person('admin'),
          name: 'board',
          subcommand: 'servers',
          options: { channel: community.SCHEDULED_ID },
        });
        await handle.reply();
        return await actor.pressForAnswer(await actor.posted(/DCS World/), '🔔 Notify me');
      },
    },
    {
      name: 'notify-added',
      alt: 'A member will be told when a server has so many players, but not at night',
      play: (actor) => notify(actor, { quiet: '22:00-07:00', timezone: 'Europe/Berlin', pause: 120 }),
    },
    {
      name: 'notify-list',
      alt: 'The servers that a member waits for',
      play: async (actor) => {
        await notify(actor);
        await actor.ask('notify add', {
          server: actor.stage.dcs.world.servers[0]?.name ?? '',
          players: 40,
          quiet: '22:00-07:00',
          timezone: 'Europe/Berlin',
        });
        return await actor.ask('notify list');
      },
    },
    {
      name: 'notify-list-empty',
      alt: 'A member waits for no server, and how to begin',
      play: (actor) => actor.ask('notify list'),
    },
    {
      name: 'notify-ping',
      alt: 'The ping: two servers have as many players as the member waited for',
      remembers: async ({ notifications }, { dcs, battlemetrics }) => {
        const rest = { quiet: null, timezone: 'UTC', pauseMs: 60 * 60_000, channelId: community.GENERAL_ID };
        const names = dcs.servers.slice(0, 1).map(({ name }) => ({ api: 'dcs', id: name, name }) as const);
        const ids = battlemetrics.servers
          .slice(0, 1)
          .map(({ id, name }) => ({ api: 'battlemetrics', id, name }) as const);
        for (const server of [...names, ...ids]) {
          await notifications.add({ ...rest, userId: MEMBER_ID, server, atLeast: 5 });
        }
      },
      closesDirect: true,
      play: (actor) => actor.last(community.GENERAL_ID, /🔔/u),
    },
    {
      name: 'notify-quiet-refused',
      alt: 'The quiet hours cannot be read; the message shows how they are written',
      play: (actor) => notify(actor, { quiet: 'at night' }),
    },
  ],
};
