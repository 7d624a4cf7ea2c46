import type { ChannelCheck, ChannelPermission } from '../../../src/message/channels.ts';
import type { Message } from '../../../src/message/message.ts';
import {
  type OwnMessage,
  type Pings,
  PostError,
  type PostFailure,
  type Posts,
} from '../../../src/message/posts.ts';

export interface ChannelMessage {
  readonly id: string;
  readonly channelId: string;
  readonly sentAt: number;
  readonly nonce: string;
  readonly pings: Pings | undefined;
  message: Message;
  pinned: boolean;
  deleted: boolean;
}

/** How a call ends: as it should; unanswered, and carried out or not; or carried out so many milliseconds later. */
export type Fate = 'well' | 'lost' | 'done-but-lost' | PostFailure | { readonly arrivesAfterMs: number };

/** Discord remembers a nonce for some minutes. */
const NONCE_MEMORY_MS = 5 * 60_000;

/** Channels as Discord keeps them, by its own clock; what it sends and shows is written down. */
export class StrictDiscord implements Posts {
  readonly messages: ChannelMessage[] = [];
  /** Every message that was made, and every edit of one. */
  readonly showings: { readonly messageId: string; readonly message: Message }[] = [];
  readonly calls: string[] = [];
  /** Channels whose history the bot may not read: Discord shows them empty, and says nothing. */
  readonly withoutHistory = new Set<string>();
  /** Pins that a channel holds. */
  mostPins = 250;
  readonly #clock: () => number;
  readonly #fate: (call: keyof Posts) => Fate;
  #onTheWay: { readonly at: number; readonly arrive: () => void }[] = [];

  constructor(clock: () => number, fate: (call: keyof Posts) => Fate = () => 'well') {
    this.#clock = clock;
    this.#fate = fate;
  }

  standing(channelId: string): readonly ChannelMessage[] {
    return this.messages.filter((each) => each.channelId === channelId && !each.deleted);
  }

  send(channelId: string, message: Message, nonce: string, pings?: Pings): Promise<string> {
    if (nonce.length > 25) throw new RangeError('a nonce has at most 25 characters');
    return this.#call('send', channelId, (sentAt) => {
      const known = this.messages.find(
        (each) =>
          each.channelId === channelId && each.nonce === nonce && sentAt - each.sentAt < NONCE_MEMORY_MS,
      );
      if (known !== undefined) return known.id;
      const id = String(1_000_000 + this.messages.length);
      const posted = { id, channelId, sentAt, nonce, pings, message, pinned: false, deleted: false };
      this.messages.push(posted);
      this.showings.push({ messageId: id, message });
      return id;
    });
  }

  edit(channelId: string, messageId: string, message: Message): Promise<void> {
    return this.#call('edit', channelId, () => {
      this.#existing(channelId, messageId).message = message;
      this.showings.push({ messageId, message });
    });
  }

  delete(channelId: string, messageId: string): Promise<void> {
    return this.#call('delete', channelId, () => {
      const found = this.#find(channelId, messageId);
      if (found !== undefined) found.deleted = true;
    });
  }

  pin(channelId: string, messageId: string): Promise<void> {
    return this.#call('pin', channelId, () => {
      const message = this.#existing(channelId, messageId);
      const others = this.standing(channelId).filter((each) => each.pinned && each !== message);
      if (others.length >= this.mostPins) throw new PostError('refused', channelId, 'too many pins');
      message.pinned = true;
    });
  }

  unpin(channelId: string, messageId: string): Promise<void> {
    return this.#call('unpin', channelId, () => {
      const found = this.#find(channelId, messageId);
      if (found !== undefined) found.pinned = false;
    });
  }

  own(channelId: string, since: number): Promise<readonly OwnMessage[]> {
    return this.#call('own', channelId, () =>
      this.standing(channelId)
        .filter(({ sentAt }) => sentAt >= since && !this.withoutHistory.has(channelId))
        .slice(0, 500)
        .map(({ id, sentAt, message }) => ({ id, sentAt, customIds: customIdsOf(message), footers: [] })),
    );
  }

  async check(channelId: string, needed: readonly ChannelPermission[]): Promise<ChannelCheck> {
    const lacks = needed.includes('Read Message History') && this.withoutHistory.has(channelId);
    return lacks ? { kind: 'lacks', permissions: ['Read Message History'] } : { kind: 'ok' };
  }

  openDirect(): Promise<string> {
    throw new Error('nobody is written to');
  }

  async #call<T>(name: keyof Posts, channelId: string, carryOut: (at: number) => T): Promise<T> {
    this.calls.push(name);
    // Another task may run meanwhile, as it does while one waits for an answer.
    await new Promise((resolve) => setImmediate(resolve));
    this.#deliver();
    const fate = this.#fate(name);
    if (fate === 'well') return carryOut(this.#clock());
    if (fate === 'done-but-lost') carryOut(this.#clock());
    if (typeof fate === 'object') {
      const at = this.#clock() + fate.arrivesAfterMs;
      this.#onTheWay.push({ at, arrive: () => carryOut(at) });
    }
    const failure = typeof fate === 'object' || fate.endsWith('lost') ? 'unavailable' : failureOf(fate);
    throw new PostError(failure, channelId, `the channel is ${failure}`);
  }

  /** What was held up on its way arrives. */
  #deliver(): void {
    const due = this.#onTheWay.filter(({ at }) => at <= this.#clock());
    this.#onTheWay = this.#onTheWay.filter(({ at }) => at > this.#clock());
    for (const { arrive } of due) arrive();
  }

  #find(channelId: string, messageId: string): ChannelMessage | undefined {
    return this.standing(channelId).find(({ id }) => id === messageId);
  }

  #existing(channelId: string, messageId: string): ChannelMessage {
    const found = this.#find(channelId, messageId);
    if (found !== undefined) return found;
    throw new PostError('gone', channelId, 'no such message', { messageGone: true });
  }
}

function failureOf(fate: Exclude<Fate, object>): PostFailure {
  return fate === 'gone' || fate === 'forbidden' || fate === 'refused' ? fate : 'unavailable';
}

function customIdsOf({ components = [] }: Message): readonly string[] {
  return components.flatMap((row) =>
    row.components.flatMap((each) => ('custom_id' in each ? [each.custom_id] : [])),
  );
}
