import { DiscordAPIError, HTTPError } from 'discord.js';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import { PostError, type PostFailure } from '../message/posts.ts';

/** Runs calls about a channel. @throws PostError with what went wrong, in words. */
export async function explained<T>(channelId: string, calls: () => Promise<T>): Promise<T> {
  try {
    return await calls();
  } catch (error) {
    const failure = failureOf(error);
    const text = TEXTS.get(codeOf(error)) ?? WHAT[failure];
    throw new PostError(failure, channelId, `${text} (${reasonOf(error)})`, {
      cause: error,
      messageGone: isMessageGone(error),
    });
  }
}

/** Whether Discord says that the message is not there, though its channel is. */
export function isMessageGone(error: unknown): boolean {
  return codeOf(error) === RESTJSONErrorCodes.UnknownMessage;
}

export function failureOf(error: unknown): PostFailure {
  if (!(error instanceof DiscordAPIError)) return 'unavailable';
  switch (error.code) {
    case RESTJSONErrorCodes.UnknownChannel:
    case RESTJSONErrorCodes.UnknownMessage:
    case RESTJSONErrorCodes.UnknownUser:
      return 'gone';
    case RESTJSONErrorCodes.MissingAccess:
    case RESTJSONErrorCodes.MissingPermissions:
    case RESTJSONErrorCodes.CannotSendMessagesToThisUser:
      return 'forbidden';
    case RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached:
      return 'unavailable';
    default:
      return error.status === 400 ? 'refused' : 'unavailable';
  }
}

const WHAT: Readonly<Record<PostFailure, string>> = {
  gone: 'Discord does not know the channel or the message any more',
  forbidden:
    'The bot may not post in the channel: it needs View Channel, Send Messages and Embed Links there, and Pin Messages to pin',
  refused: 'Discord does not take what stands in the message; AutoMod may be in the way',
  unavailable: 'Discord did not take the message',
};

/** Where the code says more than the kind of failure. */
const TEXTS: ReadonlyMap<string | number | undefined, string> = new Map([
  [
    RESTJSONErrorCodes.CannotSendMessagesToThisUser,
    'The person takes no direct messages from the bot: their privacy settings forbid it, or they left',
  ],
  [
    RESTJSONErrorCodes.MaximumNumberOfPinsReachedForTheChannel,
    'The channel has as many pinned messages as Discord allows: take the pin off another one',
  ],
  [
    RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached,
    'Discord lets old messages of this channel be edited only so often, and asks to wait',
  ],
  [RESTJSONErrorCodes.UnknownUser, 'Discord does not know the person'],
]);

function codeOf(error: unknown): string | number | undefined {
  return error instanceof DiscordAPIError ? error.code : undefined;
}

function reasonOf(error: unknown): string {
  if (error instanceof DiscordAPIError) return `code ${error.code}: ${error.message}`;
  if (error instanceof HTTPError) return `HTTP ${error.status}`;
  return error instanceof Error ? error.message : String(error);
}
