import { isDeepStrictEqual } from 'node:util';
import { fitMessage } from '../../src/message/fit.ts';
import type { Message } from '../../src/message/message.ts';
import {
  type OwnMessage,
  type Pings,
  PostError,
  type PostFailure,
  type Posts,
} from '../../src/message/posts.ts';

export interface Sent {
  readonly id: string;
  readonly channelId: string;
  readonly nonce: string;
  readonly sentAt: number;
  readonly pings: readonly string[];
  message: Message;
  edits: number;
}

/** A nonce is known for that long, milliseconds. */
const NONCE_MS = 5 * 60_000;

/**
 * Channels and people as Discord keeps them, by the clock of the test. Messages that break its limits are refused.
 * `failures` makes the next calls fail that way; `lost` takes what was sent, and answers nothing.
 */
export class Discord implements Posts {
  readonly sent: Sent[] = [];
  readonly failures: (PostFailure | 'lost' | undefined)[] = [];
  readonly goneChannels = new Set<string>();
  readonly forbiddenChannels = new Set<string>();
  readonly unreadableChannels = new Set<string>();
  /** People who take no direct messages. */
  readonly closed = new Set<string>();
  /** People who are in the community no more. */
  readonly left = new Set<string>();
  /** Channels that people cannot see. */
  readonly hidden = new Set<string>();
  /** How far the clock is behind by which it notes when something was sent, milliseconds. */
  behindMs = 0;
  /** Of sends and edits, also those that failed. */
  calls = 0;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  async send(channelId: string, message: Message, nonce: string, pings: Pings = {}): Promise<string> {
    const failure = this.#begin(channelId);
    if (nonce.length > 25) throw new RangeError('a nonce has at most 25 characters');
    if (!isDeepStrictEqual(fitMessage(message), message)) throw error('refused', channelId);
    const people = pings.userIds ?? [];
    for (const id of people) {
      if (!(message.content ?? '').includes(`<@${id}>`)) throw new RangeError('a ping that nothing shows');
    }
    const known = this.sent.find(
      (one) => one.channelId === channelId && one.nonce === nonce && this.#now() - one.sentAt < NONCE_MS,
    );
    if (known !== undefined) return known.id;
    const id = String(900_000 + this.sent.length);
    this.sent.push({
      id,
      channelId,
      nonce,
      sentAt: this.#now() - this.behindMs,
      pings: people,
      message,
      edits: 0,
    });
    if (failure === 'lost') throw error('unavailable', channelId);
    return id;
  }

  async edit(channelId: string, messageId: string, message: Message): Promise<void> {
    const failure = this.#begin(channelId);
    if (!isDeepStrictEqual(fitMessage(message), message)) throw error('refused', channelId);
    const one = this.in(channelId).find(({ id }) => id === messageId);
    if (one === undefined) throw error('gone', channelId, true);
    one.message = message;
    one.edits += 1;
    if (failure === 'lost') throw error('unavailable', channelId);
  }

  async own(channelId: string, since: number): Promise<readonly OwnMessage[]> {
    this.#reach(channelId);
    if (this.unreadableChannels.has(channelId)) throw error('forbidden', channelId);
    return this.in(channelId)
      .filter(({ sentAt }) => sentAt >= since)
      .map(({ id, sentAt, message }) => ({
        id,
        sentAt,
        customIds: (message.components ?? []).flatMap((row) =>
          row.components.flatMap((component) => ('custom_id' in component ? [component.custom_id] : [])),
        ),
        footers: [],
      }));
  }

  async isMember(userId: string): Promise<boolean> {
    return !this.left.has(userId);
  }

  async sees(_userId: string, channelId: string): Promise<boolean> {
    return !this.hidden.has(channelId);
  }

  async openDirect(userId: string): Promise<string> {
    return `direct-${userId}`;
  }

  /** Nothing here is deleted or pinned by the bot. */
  delete = () => Promise.reject(new Error('nothing is deleted here'));
  pin = () => Promise.reject(new Error('nothing is pinned here'));
  unpin = () => Promise.reject(new Error('nothing is pinned here'));

  /** The messages that stand in a channel. */
  in(channelId: string): readonly Sent[] {
    return this.sent.filter((one) => one.channelId === channelId && !this.#deleted.has(one.id));
  }

  /** A moderator deletes a message. */
  deleteMessage(id: string | undefined): void {
    if (id !== undefined) this.#deleted.add(id);
  }

  /** Messages that pinged the person, wherever. */
  pingsOf(userId: string): readonly Sent[] {
    return this.sent.filter(({ pings }) => pings.includes(userId));
  }

  readonly #deleted = new Set<string>();

  #begin(channelId: string): 'lost' | undefined {
    this.calls += 1;
    this.#reach(channelId);
    const failure = this.failures.shift();
    if (failure !== undefined && failure !== 'lost') throw error(failure, channelId);
    return failure;
  }

  #reach(channelId: string): void {
    if (this.goneChannels.has(channelId)) throw error('gone', channelId);
    const person = /^direct-(.*)$/u.exec(channelId)?.[1];
    if (this.forbiddenChannels.has(channelId) || (person !== undefined && this.closed.has(person))) {
      throw error('forbidden', channelId);
    }
  }
}

function error(failure: PostFailure, channelId: string, messageGone = false): PostError {
  return new PostError(failure, channelId, `the channel is ${failure}`, { messageGone });
}

/** All text of a message that people see. */
export function textOf(message: Message | undefined): string {
  return [
    message?.content,
    ...(message?.embeds ?? []).flatMap(({ title, description, fields = [] }) => [
      title,
      description,
      ...fields.flatMap(({ name, value }) => [name, value]),
    ]),
  ]
    .filter((text) => text !== undefined)
    .join('\n');
}
