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
    case RESTJSONErrorCodes.UnknownMember:
    case RESTJSONErrorCodes.InvalidRecipients:
      return 'gone';
    case RESTJSONErrorCodes.MissingAccess:
    case RESTJSONErrorCodes.MissingPermissions:
    case RESTJSONErrorCodes.CannotSendMessagesToThisUser:
    case RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds:
    case RESTJSONErrorCodes.InvalidActionOnArchivedThread:
      return 'forbidden';
    case RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached:
    case RESTJSONErrorCodes.OpeningDirectMessagesTooFast:
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

const NO_DIRECT =
  'The person takes no direct messages from the bot: their privacy settings forbid it, or they left';
const NO_PERSON = 'Discord does not know the person';

/** Where the code says more than the kind of failure. */
const TEXTS: ReadonlyMap<string | number | undefined, string> = new Map([
  [RESTJSONErrorCodes.CannotSendMessagesToThisUser, NO_DIRECT],
  [RESTJSONErrorCodes.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds, NO_DIRECT],
  [RESTJSONErrorCodes.UnknownUser, NO_PERSON],
  [RESTJSONErrorCodes.UnknownMember, NO_PERSON],
  [RESTJSONErrorCodes.InvalidRecipients, NO_PERSON],
  [
    RESTJSONErrorCodes.InvalidActionOnArchivedThread,
    'The thread is archived, and nothing in it can be changed',
  ],
  [
    RESTJSONErrorCodes.MaximumNumberOfPinsReachedForTheChannel,
    'The channel has as many pinned messages as Discord allows: take the pin off another one',
  ],
  [
    RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached,
    'Discord lets old messages of this channel be edited only so often, and asks to wait',
  ],
]);

function codeOf(error: unknown): string | number | undefined {
  return error instanceof DiscordAPIError ? error.code : undefined;
}

function reasonOf(error: unknown): string {
  if (error instanceof DiscordAPIError) return `code ${error.code}: ${error.message}`;
  if (error instanceof HTTPError) return `HTTP ${error.status}`;
  return error instanceof Error ? error.message : String(error);
}
