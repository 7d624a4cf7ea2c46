import type { Message } from '../message/message.ts';
import type { StatusBoard } from '../store/status-boards.ts';
import { COLOURS } from './colours.ts';
import { escapeText } from './escape.ts';
import { relativeTime } from './timestamps.ts';

/** The answer to `/board servers`. */
export function statusBoardAdded({ channelId }: StatusBoard): Message {
  return {
    embeds: [
      {
        title: '✅ The servers have a message',
        description: `<#${channelId}> gets one message that shows our servers as they are. It is edited when something changes, at most once a minute; it appears within a minute.`,
        color: COLOURS.good,
      },
    ],
  };
}

/** The answer to `/board remove`. */
export function statusBoardRemoved(channelId: string): Message {
  return {
    embeds: [
      {
        title: 'The message is not kept current any more',
        description: `It still stands in <#${channelId}> and can be deleted. \`/board servers\` makes a new one.`,
        color: COLOURS.quiet,
      },
    ],
  };
}

/** The answer to `/board list`. */
export function statusBoardList(boards: readonly StatusBoard[], guildId: string): Message {
  const lines = boards.map((board) => `<#${board.channelId}> · ${stateOf(board, guildId)}`);
  return {
    embeds: [
      {
        title: '📌 Messages that stay current',
        description:
          lines.length === 0 ? 'There are none. `/board servers` makes one in a channel.' : lines.join('\n'),
        color: COLOURS.accent,
      },
    ],
  };
}

function stateOf(
  { channelId, messageId, state, restReason, editedAt }: StatusBoard,
  guildId: string,
): string {
  if (state === 'resting') {
    return `⏸️ resting: ${escapeText(restReason ?? 'the channel is out of reach', 300)} \`/board servers\` wakes it.`;
  }
  if (messageId === null) return '⏳ about to be posted';
  const link = `[message](https://discord.com/channels/${guildId}/${channelId}/${messageId})`;
  return editedAt === null ? link : `${link}, changed ${relativeTime(editedAt)}`;
}
