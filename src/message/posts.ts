import type { Message } from './message.ts';

/** Whom a message pings; without it nobody, whatever stands in it. */
export interface Pings {
  readonly roleIds?: readonly string[];
  readonly userIds?: readonly string[];
}

/** A message that the bot itself sent earlier, as far as it must be recognised. */
export interface OwnMessage {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  /** `custom_id` of its buttons and menus. */
  readonly customIds: readonly string[];
  /** Footers of its embeds. */
  readonly footers: readonly string[];
}

/** Messages that the bot sends to a channel of its own accord: audit records, boards. */
export interface Posts {
  /**
   * Sends a message and returns its id.
   * @param nonce at most 25 characters; Discord sends a second message with the same nonce within minutes to nobody.
   * @throws PostError when it is not there: channel gone, permission missing, message refused, or no answer.
   */
  send(channelId: string, message: Message, nonce: string, pings?: Pings): Promise<string>;
  /** Replaces a message that the bot sent before. @throws PostError as above, `gone` if the message is deleted. */
  edit(channelId: string, messageId: string, message: Message): Promise<void>;
  /** Deletes a message of the bot; one that is gone already is fine. @throws PostError */
  delete(channelId: string, messageId: string): Promise<void>;
  /** Pins a message; needs Pin Messages. @throws PostError */
  pin(channelId: string, messageId: string): Promise<void>;
  /** Takes the pin off a message; one that is gone or has none is fine. @throws PostError */
  unpin(channelId: string, messageId: string): Promise<void>;
  /**
   * What the bot itself posted in a channel from `since` (epoch milliseconds) on, oldest first, and a few seconds
   * before, for clocks differ; of the first 500 messages that anybody sent since. Answers to people are no posts.
   * Without Read Message History Discord shows an empty channel. @throws PostError
   */
  own(channelId: string, since: number): Promise<readonly OwnMessage[]>;
  /** Opens the direct messages with a person and returns the channel's id. @throws PostError */
  openDirect(userId: string): Promise<string>;
}

/** Why a message could not be posted. `refused`: not this message, for what stands in it (AutoMod does so, too). */
export type PostFailure = 'gone' | 'forbidden' | 'refused' | 'unavailable';

/** Discord did not take a channel message. */
export class PostError extends Error {
  readonly failure: PostFailure;
  readonly channelId: string;
  /** Of `gone`: whether it is the message that is gone, and not the channel. */
  readonly messageGone: boolean;

  constructor(
    failure: PostFailure,
    channelId: string,
    message: string,
    options?: ErrorOptions & { readonly messageGone?: boolean },
  ) {
    super(message, options);
    this.name = 'PostError';
    this.failure = failure;
    this.channelId = channelId;
    this.messageGone = options?.messageGone ?? false;
  }
}
