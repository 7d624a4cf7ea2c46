import { InteractionResponseType as Answer } from 'discord-api-types/v10';
import { Changes } from '../changes.ts';
import type { MessageRecord, SimulatedMessage } from '../model.ts';
import type { SimulatedModal } from '../validation/modal.ts';
import { DriverError } from './driver-error.ts';
import type { Interaction, Refusal } from './interaction.ts';

const PATIENCE_MS = 10_000;

/** What a person sees of their interaction, and how long it took. */
export class InteractionHandle {
  readonly #interaction: Interaction;

  constructor(interaction: Interaction) {
    this.#interaction = interaction;
  }

  get id(): string {
    return this.#interaction.id;
  }

  /** Of the person whose interaction it is. */
  get userId(): string {
    return this.#interaction.user.id;
  }

  /** How the bot answered first; undefined until it did. */
  get acknowledgement(): Answer | undefined {
    return this.#interaction.acknowledgement;
  }

  /** From the dispatch at the gateway to the callback's acceptance. */
  get acknowledgedAfterMs(): number | undefined {
    return this.#interaction.acknowledgedAfterMs;
  }

  /** Whether the bot answered "… is thinking" first. */
  get deferred(): boolean {
    return this.acknowledgement === Answer.DeferredChannelMessageWithSource;
  }

  /** Whether the reply is seen by the asker alone; undefined while there is none. */
  get ephemeral(): boolean | undefined {
    return this.#interaction.ephemeral;
  }

  /** The reply as it stands now; undefined while the bot thinks, and when it is deleted. */
  get message(): SimulatedMessage | undefined {
    return shown(this.#interaction.original);
  }

  /** Every state of the reply that was seen, the present one last. */
  get versions(): readonly SimulatedMessage[] {
    return this.#interaction.original?.versions ?? [];
  }

  /** Follow-ups as they stand now, deleted ones left out. */
  get followUps(): readonly SimulatedMessage[] {
    return this.#interaction.followUps.flatMap((record) => shown(record) ?? []);
  }

  /** Whether the reply was there, or announced, and was taken away. */
  get deleted(): boolean {
    return this.#interaction.original?.deleted ?? false;
  }

  /** The form that the bot opened. */
  get form(): SimulatedModal | undefined {
    return this.#interaction.form;
  }

  /** Requests about this interaction that Discord refused. */
  get refusals(): readonly Refusal[] {
    return this.#interaction.refusals;
  }

  /** What the person reads when the bot did not answer within three seconds. */
  get error(): string | undefined {
    return this.#interaction.failed ? 'The application did not respond' : undefined;
  }

  /** Makes the interaction older, as if time went by: 3 s end the wait for an answer, 15 min the token. */
  age(ms: number): void {
    this.#interaction.age(ms);
  }

  /** Resolves when the bot has answered in any way. @throws DriverError when it did not in time. */
  async acknowledged(timeoutMs = PATIENCE_MS): Promise<Answer> {
    return await this.#interaction.changes.until(
      () => this.#unlessFailed(this.acknowledgement, 'an acknowledgement'),
      () => this.#report('an acknowledgement'),
      timeoutMs,
    );
  }

  /** The reply, as soon as it can be seen. @throws DriverError when the bot did not respond in time. */
  async reply(timeoutMs = PATIENCE_MS): Promise<SimulatedMessage> {
    return await this.#wait(() => this.message, 'a reply', timeoutMs, true);
  }

  /** The form that the bot opens. */
  async opened(timeoutMs = PATIENCE_MS): Promise<SimulatedModal> {
    return await this.#wait(() => this.form, 'a form', timeoutMs, true);
  }

  /** The first follow-up, or the first that `predicate` takes. */
  async followUp(
    predicate: (message: SimulatedMessage) => boolean = () => true,
    timeoutMs = PATIENCE_MS,
  ): Promise<SimulatedMessage> {
    return await this.#wait(() => this.followUps.find(predicate), 'a follow-up', timeoutMs, false);
  }

  /** The reply, once it is what `predicate` wants. */
  async settled(
    predicate: (message: SimulatedMessage) => boolean,
    timeoutMs = PATIENCE_MS,
  ): Promise<SimulatedMessage> {
    const read = () => {
      const { message } = this;
      return message !== undefined && predicate(message) ? message : undefined;
    };
    return await this.#wait(read, 'the reply that is wanted', timeoutMs, true);
  }

  /** Resolves when Discord has refused a request of the bot about this interaction. */
  async refused(timeoutMs = PATIENCE_MS): Promise<Refusal> {
    return await this.#wait(() => this.refusals.at(-1), 'a refusal', timeoutMs, false);
  }

  #wait<T>(read: () => T | undefined, what: string, timeoutMs: number, endsByFailure: boolean): Promise<T> {
    const interaction = this.#interaction;
    // A reply changes through its own interaction, and through later ones that update the same message.
    const changes = new Changes();
    const ends = [interaction.changes, interaction.channel.changes].map((source) =>
      source.watch(() => changes.notify()),
    );
    const check = () => (endsByFailure ? this.#unlessFailed(read(), what) : read());
    return changes
      .until(check, () => this.#report(what), timeoutMs)
      .finally(() => {
        for (const end of ends) end();
      });
  }

  #unlessFailed<T>(value: T | undefined, what: string): T | undefined {
    if (value === undefined && this.#interaction.failed) throw new DriverError(this.#report(what));
    return value;
  }

  #report(what: string): string {
    const { label, refusals, acknowledgement, failed } = this.#interaction;
    const state = {
      acknowledgement: acknowledgement === undefined ? 'none' : Answer[acknowledgement],
      failed,
      refusals,
      reply: this.message,
    };
    return `${what} to ${label}; so far ${JSON.stringify(state)}`;
  }
}

function shown(record: MessageRecord | undefined): SimulatedMessage | undefined {
  return record === undefined || record.loading || record.deleted ? undefined : record.message;
}
