import { type Autocomplete, defineAction, defineCommandGroup } from '../src/discord/command.ts';
import { checkChannel } from '../src/leaderboards/schedules/channel-check.ts';
import { UserError } from '../src/message/user-error.ts';
import {
  statusBoardAdded,
  statusBoardChoiceName,
  statusBoardList,
  statusBoardRemoved,
} from '../src/render/status-board-list.ts';

/** Channels with a board. No channel option, for that can name none that is gone. */
const completeBoard: Autocomplete = async ({ text }, { watch, channels }) => {
  const typed = text.trim().toLowerCase();
  return ((await watch?.statusBoards.list()) ?? [])
    .map((board) => ({
      name: statusBoardChoiceName(board, channels.nameOf(board.channelId)),
      value: board.channelId,
    }))
    .filter(({ name }) => name.toLowerCase().includes(typed));
};

/** `/board servers|list|remove` – messages that show the servers as they are. */
export const board = defineCommandGroup({
  name: 'board',
  description: 'Messages that show our servers as they are',
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
      run: async ({ channel }, { watch, channels, config, asker }) => {
        await checkChannel({ channelId: channel, pin: false, mentionRoleId: null }, channels);
        const added = await watch.statusBoards.add(channel, asker.userId);
        return statusBoardAdded(added, config.discord.guildId);
      },
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
      description: 'Keep a message current no more; it stays and can be deleted',
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
        const channelId = channel.trim();
        if (await watch.statusBoards.remove(channelId)) return statusBoardRemoved(channelId);
        throw new UserError(
          'status-board-unknown',
          'That channel has no server board. `/board list` shows which ones do.',
        );
      },
    }),
  },
});
