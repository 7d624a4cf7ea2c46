import type { Message } from './message.ts';

/** Messages that the bot sends to a channel of its own accord: audit records, boards. */
export interface Posts {
  /**
   * Sends a message and returns its id.
   * @param nonce at most 25 characters; Discord sends a second message with the same nonce within minutes to nobody.
   * @throws PostError when it is not there: channel gone, permission missing, message refused, or no answer.
   */
  send(channelId: string, message: Message, nonce: string): Promise<string>;
  /** Replaces a message that the bot sent before. @throws PostError as above, `gone` if the message is deleted. */
  edit(channelId: string, messageId: string, message: Message): Promise<void>;
}

/** Why a message could not be posted. `refused`: not this message, for what stands in it (AutoMod does so, too). */
export type PostFailure = 'gone' | 'forbidden' | 'refused' | 'unavailable';

/** Discord did not take a channel message. */
export class PostError extends Error {
  readonly failure: PostFailure;
  readonly channelId: string;

  constructor(failure: PostFailure, channelId: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PostError';
    this.failure = failure;
    this.channelId = channelId;
  }
}
