import {
  type APIAllowedMentions,
  type APIInteractionResponseCallbackData,
  MessageFlags,
} from 'discord-api-types/v10';
import { fitMessage } from '../message/fit.ts';
import type { Message, MessageFile } from '../message/message.ts';
import type { Pings } from '../message/posts.ts';
import type { Visibility } from './command.ts';

/** What raw calls need every time, for they bypass discord.js' own setting: nobody is pinged by what stands in a text. */
const NO_MENTIONS = { allowed_mentions: { parse: [] } };

/** The same for a new message and an edit, except for what an edit must take away. */
export type MessageBody = Pick<
  APIInteractionResponseCallbackData,
  'allowed_mentions' | 'attachments' | 'components' | 'content' | 'embeds' | 'flags'
>;

/** A message on its way to Discord, within its limits. */
export interface Payload {
  readonly body: MessageBody;
  readonly files: readonly MessageFile[];
}

/** The body of a new message. */
export function newMessage(message: Message, visibility: Visibility): Payload {
  const { content, embeds, components, files = [] } = fitMessage(message);
  return {
    body: {
      ...NO_MENTIONS,
      ...(content === undefined ? {} : { content }),
      ...(embeds === undefined ? {} : { embeds: [...embeds] }),
      ...(components === undefined ? {} : { components: [...components] }),
      ...attachments(files),
      ...(visibility === 'ephemeral' ? { flags: MessageFlags.Ephemeral } : {}),
    },
    files,
  };
}

/** The `allowed_mentions` with which the mentions of these people and roles ping, and no others. */
export function pinging({ roleIds = [], userIds = [] }: Pings): APIAllowedMentions {
  return {
    ...NO_MENTIONS.allowed_mentions,
    ...(roleIds.length === 0 ? {} : { roles: [...roleIds] }),
    ...(userIds.length === 0 ? {} : { users: [...userIds] }),
  };
}

/** The body of an edit after which nothing of the old message is left: Discord keeps what an edit does not name. */
export function replacement(message: Message): Payload {
  const { body, files } = temporary(message);
  return { body: { attachments: [], ...body }, files };
}

/** As `replacement`, but the old message's files stay, so that it can be put back. */
export function temporary(message: Message): Payload {
  const { content = '', embeds = [], components = [], files = [] } = fitMessage(message);
  return {
    body: {
      ...NO_MENTIONS,
      content,
      embeds: [...embeds],
      components: [...components],
      ...attachments(files),
    },
    files,
  };
}

function attachments(files: readonly MessageFile[]): Pick<MessageBody, 'attachments'> {
  if (files.length === 0) return {};
  return { attachments: files.map((file, id) => ({ id, filename: file.name })) };
}
