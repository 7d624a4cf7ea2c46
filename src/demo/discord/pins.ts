import { MessageType } from 'discord-api-types/v10';
import { addRecord, iso, NOBODY } from './messages.ts';
import type { Channel, MessageRecord, SimulatedMessage } from './model.ts';
import type { World } from './world.ts';

/** What Discord itself says in a channel after the bot pinned a message. */
export function createPinNotice(world: World, { channel, message: pinned }: MessageRecord): MessageRecord {
  const { id: message_id, channel_id } = pinned;
  const message: SimulatedMessage = {
    id: world.snowflake(),
    channel_id,
    type: MessageType.ChannelPinnedMessage,
    content: '',
    embeds: [],
    components: [],
    attachments: [],
    flags: 0,
    author: world.bot,
    timestamp: iso(world.now()),
    edited_timestamp: null,
    ...NOBODY,
    pinned: false,
    tts: false,
    message_reference: {
      type: 0,
      channel_id,
      message_id,
      ...(channel.guildId === undefined ? {} : { guild_id: channel.guildId }),
    },
  };
  return addRecord(world, channel, message, { loading: false });
}

/** What is pinned in a channel, the newest pin first. */
export function pinsOf({ messages }: Channel): readonly MessageRecord[] {
  return messages
    .filter(({ pinnedAt }) => pinnedAt !== undefined)
    .sort((a, b) => (b.pinnedAt ?? 0) - (a.pinnedAt ?? 0));
}

/** Shows in the message whether it is pinned. */
export function setPinned(world: World, record: MessageRecord, pinned: boolean): void {
  record.pinnedAt = pinned ? world.now() : undefined;
  record.message = { ...record.message, pinned };
  record.channel.changes.notify();
}
