import type { Message } from '../../src/message/message.ts';
import {
  type OwnMessage,
  type Pings,
  PostError,
  type PostFailure,
  type Posts,
} from '../../src/message/posts.ts';

/** Discord knows a nonce for some minutes. */
const NONCE_MS = 5 * 60_000;

export interface Posted {
  readonly id: string;
  message: Message;
  readonly nonce: string;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  readonly pings: Pings;
  edits: number;
}

/**
 * A channel as Discord keeps one: messages have ids, a nonce that it knows gives the message that is there, and
 * edits need a message. `failures` are the ways in which the next calls fail; `lost` answers nothing after taking a
 * message, undefined lets one pass.
 */
export class Channel implements Posts {
  readonly messages: Posted[] = [];
  readonly failures: (PostFailure | 'lost' | undefined)[] = [];
  /** Of all calls, also those that failed. */
  calls = 0;
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  async send(channelId: string, message: Message, nonce: string, pings: Pings = {}): Promise<string> {
    if (nonce.length > 25) throw new RangeError('a nonce has at most 25 characters');
    const failure = this.#next();
    if (failure !== undefined && failure !== 'lost') throw this.#error(failure, channelId);
    const known = this.messages.find(
      (posted) => posted.nonce === nonce && this.#now() - posted.sentAt < NONCE_MS,
    );
    const id = known?.id ?? String(900_000 + this.messages.length);
    if (known === undefined) this.messages.push({ id, message, nonce, sentAt: this.#now(), pings, edits: 0 });
    if (failure === 'lost') throw this.#error('unavailable', channelId);
    return id;
  }

  /** What moderation posts is never deleted, pinned, or sent to a person. */
  delete(): Promise<void> {
    return Promise.reject(new Error('nothing is deleted here'));
  }

  pin(): Promise<void> {
    return Promise.reject(new Error('nothing is pinned here'));
  }

  unpin(): Promise<void> {
    return Promise.reject(new Error('nothing is pinned here'));
  }

  async own(channelId: string, since: number): Promise<readonly OwnMessage[]> {
    this.#failIfDue(channelId);
    return this.messages
      .filter(({ sentAt }) => sentAt >= since)
      .map(({ id, sentAt, message }) => ({
        id,
        sentAt,
        customIds: (message.components ?? []).flatMap((row) =>
          row.components.flatMap((component) => ('custom_id' in component ? [component.custom_id] : [])),
        ),
        footers: (message.embeds ?? []).flatMap(({ footer }) => (footer === undefined ? [] : [footer.text])),
      }));
  }

  openDirect(): Promise<string> {
    return Promise.reject(new Error('nobody is written to here'));
  }

  async edit(channelId: string, messageId: string, message: Message): Promise<void> {
    this.#failIfDue(channelId);
    const posted = this.messages.find(({ id }) => id === messageId);
    if (posted === undefined) throw this.#error('gone', channelId);
    posted.message = message;
    posted.edits += 1;
  }

  /** All text of the message at that place. */
  text(index = 0): string {
    return JSON.stringify(this.messages[index]?.message ?? null);
  }

  #failIfDue(channelId: string): void {
    const failure = this.#next();
    if (failure !== undefined) throw this.#error(failure === 'lost' ? 'unavailable' : failure, channelId);
  }

  #next() {
    this.calls += 1;
    return this.failures.shift();
  }

  #error(failure: PostFailure, channelId: string): PostError {
    return new PostError(failure, channelId, `the channel is ${failure}`);
  }
}
