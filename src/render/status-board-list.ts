import type { Message } from '../message/message.ts';
import type { StatusBoard } from '../store/status-boards.ts';
import { COLOURS } from './colours.ts';
import { escapeText, plainText } from './escape.ts';
import { relativeTime } from './timestamps.ts';

/** The answer to `/board servers`. */
export function statusBoardAdded({ channelId, messageId }: StatusBoard, guildId: string): Message {
  const where =
    messageId === null
      ? `A message that shows our servers as they are appears in <#${channelId}> within a minute.`
      : `[The message](${messageUrl(guildId, channelId, messageId)}) in <#${channelId}> shows our servers as they are.`;
  return {
    embeds: [
      {
        title: '✅ Server board added',
        description: `${where} It is edited when something changes, at most once a minute.`,
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
        title: '🗑️ Server board removed',
        description: `Its message in <#${channelId}> stays as it is now; delete it if nobody needs it. \`/board servers\` makes a new one.`,
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
        title: '📌 Server boards',
        description:
          lines.length === 0 ? 'There are none. `/board servers` makes one in a channel.' : lines.join('\n'),
        color: COLOURS.accent,
      },
    ],
  };
}

/** `#status`, `Channel 118… (gone or hidden, resting)`: the name of a choice, 100 characters at most. */
export function statusBoardChoiceName(
  { channelId, state }: StatusBoard,
  channelName: string | undefined,
): string {
  const rests = state === 'resting';
  if (channelName === undefined) return `Channel ${channelId} (gone or hidden${rests ? ', resting' : ''})`;
  return `${plainText(`#${channelName}`, 80)}${rests ? ' (resting)' : ''}`;
}

function stateOf(
  { channelId, messageId, state, restReason, editedAt }: StatusBoard,
  guildId: string,
): string {
  if (state === 'resting') {
    return `💤 **Rests:** ${escapeText(restReason ?? 'The channel is out of reach', 300)}. \`/board servers\` wakes it.`;
  }
  if (messageId === null) return '⏳ about to be posted';
  const link = `[message](${messageUrl(guildId, channelId, messageId)})`;
  return editedAt === null ? link : `${link}, changed ${relativeTime(editedAt)}`;
}

function messageUrl(guildId: string, channelId: string, messageId: string): string {
  return `https://discord.com/channels/${guildId}/${channelId}/${messageId}`;
}
