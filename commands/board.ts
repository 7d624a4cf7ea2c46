import { type Autocomplete, defineAction, defineCommandGroup } from '../src/discord/command.ts';
import { statusBoardAdded, statusBoardList, statusBoardRemoved } from '../src/render/status-board-list.ts';

/** Ids of channels with a board; a channel that is gone can be named in no channel option. */
const completeBoard: Autocomplete = async (_, { watch }) =>
  ((await watch?.statusBoards.list()) ?? []).map(({ channelId, state }) => ({
    name: `Channel ${channelId}${state === 'resting' ? ' (resting)' : ''}`,
    value: channelId,
  }));

/** `/board servers|list|remove` – messages that show the servers as they are. */
export const board = defineCommandGroup({
  name: 'board',
  description: 'Messages that stay current',
  access: 'admin',
  subcommands: {
    servers: defineAction({
      description: 'Keep one message in a channel that shows our servers as they are',
      visibility: 'ephemeral',
      needs: ['watch'],
      options: {
        channel: {
          type: 'channel',
          description: 'Where the message stands',
          required: true,
          channelTypes: [0, 5],
        },
      },
      run: async ({ channel }, { watch, asker }) =>
        statusBoardAdded(await watch.statusBoards.add(channel, asker.userId)),
    }),
    list: defineAction({
      description: 'Show which channels have such a message',
      visibility: 'ephemeral',
      needs: ['watch'],
      options: {},
      run: async (_, { watch, config }) =>
        statusBoardList(await watch.statusBoards.list(), config.discord.guildId),
    }),
    remove: defineAction({
      description: 'Let a message go stale, or be deleted; nothing else is posted there',
      visibility: 'ephemeral',
      needs: ['watch'],
      options: {
        channel: {
          type: 'string',
          description: 'Which one: pick from the list',
          required: true,
          maxLength: 100,
          autocomplete: completeBoard,
        },
      },
      run: async ({ channel }, { watch }) => {
        await watch.statusBoards.remove(channel.trim());
        return statusBoardRemoved(channel.trim());
      },
    }),
  },
});
