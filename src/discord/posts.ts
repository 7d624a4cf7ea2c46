import { DiscordAPIError, HTTPError, type REST } from 'discord.js';
import {
  RESTJSONErrorCodes,
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
  Routes,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { PostError, type PostFailure, type Posts } from '../message/posts.ts';
import { newMessage, replacement } from './payload.ts';

const sentMessage = z.object({ id: z.string() });

/** Channel messages through Discord's REST API, with a bot token set on `rest`. */
export function createPosts(rest: REST): Posts {
  return {
    send: (channelId, message, nonce) =>
      explained(channelId, async () => {
        const { body, files } = newMessage(message, 'public');
        // discord.js repeats a POST that got no answer; the nonce makes Discord give back the first message.
        const once: RESTPostAPIChannelMessageJSONBody = { ...body, nonce, enforce_nonce: true };
        const sent = await rest.post(Routes.channelMessages(channelId), { body: once, files: [...files] });
        return sentMessage.parse(sent).id;
      }),
    edit: (channelId, messageId, message) =>
      explained(channelId, async () => {
        const { body, files } = replacement(message);
        const whole: RESTPatchAPIChannelMessageJSONBody = body;
        await rest.patch(Routes.channelMessage(channelId, messageId), { body: whole, files: [...files] });
      }),
  };
}

async function explained<T>(channelId: string, post: () => Promise<T>): Promise<T> {
  try {
    return await post();
  } catch (error) {
    const failure = failureOf(error);
    throw new PostError(failure, channelId, `${WHAT[failure]} (${reasonOf(error)})`, { cause: error });
  }
}

const WHAT: Readonly<Record<PostFailure, string>> = {
  gone: 'Discord does not know the channel or the message any more',
  forbidden:
    'The bot may not post in the channel: it needs View Channel, Send Messages and Embed Links there',
  refused: 'Discord does not take what stands in the message; AutoMod may be in the way',
  unavailable: 'Discord did not take the message',
};

function failureOf(error: unknown): PostFailure {
  if (!(error instanceof DiscordAPIError)) return 'unavailable';
  switch (error.code) {
    case RESTJSONErrorCodes.UnknownChannel:
    case RESTJSONErrorCodes.UnknownMessage:
      return 'gone';
    case RESTJSONErrorCodes.MissingAccess:
    case RESTJSONErrorCodes.MissingPermissions:
      return 'forbidden';
    default:
      return error.status === 400 ? 'refused' : 'unavailable';
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof DiscordAPIError) return `code ${error.code}: ${error.message}`;
  if (error instanceof HTTPError) return `HTTP ${error.status}`;
  return error instanceof Error ? error.message : String(error);
}
