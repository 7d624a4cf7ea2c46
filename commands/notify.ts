import {
  type Autocomplete,
  defineAction,
  defineCommandGroup,
  defineComponent,
} from '../src/discord/command.ts';
import { UserError } from '../src/message/user-error.ts';
import { plainText } from '../src/render/escape.ts';
import {
  notificationAdded,
  notificationChoiceName,
  notificationHelp,
  notificationList,
  notificationRemoved,
} from '../src/render/notification-list.ts';
import { timezone } from './timezone-option.ts';

const completeServer: Autocomplete = async ({ text }, { watch, call }) =>
  ((await watch?.servers(text, call)) ?? []).map(({ api, id, name }) => ({
    name: `${api === 'dcs' ? '🛩️' : '🎮'} ${plainText(name, 96)}`,
    // Of DCS the name is the id; it may be longer than the value of a choice.
    value: id.slice(0, 100).replace(/\p{Surrogate}$/u, ''),
  }));

const completeWish: Autocomplete = async (_, { watch, asker }) =>
  ((await watch?.notifications.of(asker.userId)) ?? []).map((wish) => ({
    name: notificationChoiceName(wish),
    value: wish.id,
  }));

/** `/notify add|list|remove` – be pinged when a server is busy. */
export const notify = defineCommandGroup({
  name: 'notify',
  description: 'Be pinged when a server has enough players',
  access: 'everyone',
  subcommands: {
    add: defineAction({
      description: 'Ping me when a server has at least so many players',
      visibility: 'ephemeral',
      needs: ['watch'],
      options: {
        server: {
          type: 'string',
          description: 'Which server: pick from the list',
          required: true,
          maxLength: 100,
          autocomplete: completeServer,
        },
        players: { type: 'integer', description: 'How many must be on', required: true, min: 1, max: 1_000 },
        quiet: { type: 'string', description: 'No pings in these hours: 22:00-07:00', maxLength: 20 },
        timezone,
        pause: {
          type: 'integer',
          description: 'Minutes after a ping without another (default: 60)',
          min: 10,
          max: 10_080,
        },
      },
      run: async ({ server, players, quiet, timezone: zone, pause }, { watch, asker, config, call }) =>
        notificationAdded(
          await watch.notifications.add(
            {
              userId: asker.userId,
              channelId: asker.channelId,
              server,
              atLeast: players,
              quiet,
              timezone: zone ?? config.timezone,
              pauseMinutes: pause,
            },
            call,
          ),
        ),
    }),
    list: defineAction({
      description: 'Show when you are pinged',
      visibility: 'ephemeral',
      needs: ['watch'],
      options: {},
      run: async (_, { watch, asker }) => notificationList(await watch.notifications.of(asker.userId)),
    }),
    remove: defineAction({
      description: 'No more pings for a server',
      visibility: 'ephemeral',
      needs: ['watch'],
      options: {
        server: {
          type: 'string',
          description: 'Which one: pick from the list',
          required: true,
          maxLength: 100,
          autocomplete: completeWish,
        },
      },
      run: async ({ server }, { watch, asker }) => {
        const wanted = server.trim();
        const wish = (await watch.notifications.of(asker.userId)).find(
          ({ id, server: of }) => id === wanted || of.name.toLowerCase() === wanted.toLowerCase(),
        );
        if (wish !== undefined && (await watch.notifications.remove(wish.id, asker.userId))) {
          return notificationRemoved(wish);
        }
        throw new UserError(
          'notification-unknown',
          'You do not wait for that server. `/notify list` shows those you wait for.',
        );
      },
    }),
  },
  components: {
    help: defineComponent({ acknowledge: 'reply', run: async () => notificationHelp() }),
  },
});
