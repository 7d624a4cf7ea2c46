import { deleteMessage } from './messages.ts';
import type { Channel, MessageRecord, SimulatedMessage } from './model.ts';
import { pinsOf } from './pins.ts';
import type { World } from './world.ts';

/** A message as one person sees it. */
export interface SeenMessage {
  readonly message: SimulatedMessage;
  /** Seen by this person alone. */
  readonly ephemeral: boolean;
  /** "… is thinking": announced, without content yet. */
  readonly loading: boolean;
}

/** A channel as its readers see it. */
export class SimulatedChannel {
  readonly #world: World;
  readonly #channel: Channel;

  constructor(world: World, channel: Channel) {
    this.#world = world;
    this.#channel = channel;
  }

  get id(): string {
    return this.#channel.id;
  }

  /** What everybody sees, in order; deleted and ephemeral messages are not among them. */
  get messages(): readonly SimulatedMessage[] {
    return this.#channel.messages.filter(isPublic).map(({ message }) => message);
  }

  get name(): string {
    return this.#channel.name;
  }

  /** What one person sees, in order: with their own ephemeral messages, and those that the bot has announced. */
  seenBy(personId: string): readonly SeenMessage[] {
    return this.#channel.messages
      .filter(({ ephemeralFor }) => ephemeralFor === undefined || ephemeralFor === personId)
      .map(({ message, ephemeralFor, loading }) => ({
        message,
        ephemeral: ephemeralFor !== undefined,
        loading,
      }));
  }

  /** Calls `watcher` after every change until the returned function is called. */
  watch(watcher: () => void): () => void {
    return this.#channel.changes.watch(watcher);
  }

  /** Takes permissions from the bot in this channel; `0n` gives all back. */
  deny(permissions: bigint): void {
    this.#channel.denied = permissions;
  }

  /** Gives the bot permissions in this channel beyond those of its role; `0n` takes all of them back. */
  grant(permissions: bigint): void {
    this.#channel.granted = permissions;
  }

  /** Hides the channel from all people but administrators, and not from the bot. */
  hide(): void {
    this.#channel.hidden = true;
  }

  /** What is pinned, the newest pin first. */
  get pins(): readonly SimulatedMessage[] {
    return pinsOf(this.#channel).map(({ message }) => message);
  }

  /** Lets a moderator delete a message. */
  delete(messageId: string): void {
    const record = this.#world.messages.get(messageId);
    if (record === undefined) throw new RangeError(`no message ${messageId}`);
    deleteMessage(this.#world, record);
  }

  /** The first message, present or coming, that `predicate` takes. @throws WaitTimeoutError */
  async message(
    predicate: (message: SimulatedMessage) => boolean = () => true,
    timeoutMs = 10_000,
  ): Promise<SimulatedMessage> {
    return await this.#channel.changes.until(
      () => this.messages.find(predicate),
      () => `a message in ${this.#channel.name}; there are ${JSON.stringify(this.messages)}`,
      timeoutMs,
    );
  }

  /** The next message that was not there when this was called. */
  async nextMessage(timeoutMs = 10_000): Promise<SimulatedMessage> {
    const known = new Set(this.messages.map(({ id }) => id));
    return await this.message(({ id }) => !known.has(id), timeoutMs);
  }
}

function isPublic(record: MessageRecord): boolean {
  return record.ephemeralFor === undefined && !record.loading && !record.deleted;
}
