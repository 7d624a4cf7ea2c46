import { InteractionResponseType as Answer, InteractionType, MessageFlags } from 'discord-api-types/v10';
import { Changes } from '../changes.ts';
import { createLoadingMessage, createMessage, editMessage } from '../messages.ts';
import type { Channel, MessageRecord, Person } from '../model.ts';
import type { UploadedFile } from '../rest/body.ts';
import {
  alreadyAcknowledged,
  invalidWebhookToken,
  unknownInteraction,
  unknownMessage,
  unknownWebhook,
} from '../rest/discord-error.ts';
import type { SimulatedChoice } from '../validation/choices.ts';
import { fieldError } from '../validation/form.ts';
import type { MessageForm } from '../validation/message.ts';
import type { SimulatedModal } from '../validation/modal.ts';
import type { World } from '../world.ts';

/** An interaction must be acknowledged within 3 seconds, and its token ends after 15 minutes. */
export const ACKNOWLEDGE_WITHIN_MS = 3_000;
export const TOKEN_LIFETIME_MS = 15 * 60_000;

/** A request about the interaction that was refused. */
export interface Refusal {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly code: number;
  /** Discord's message, with the errors of the fields as JSON. */
  readonly message: string;
}

export interface InteractionOptions {
  readonly world: World;
  readonly type: InteractionType;
  readonly user: Person;
  readonly channel: Channel;
  /** `stats`, or what the component or form was called; for error texts. */
  readonly label: string;
  /** The message that the component stands on. */
  readonly source?: MessageRecord | undefined;
}

/** One interaction from Discord's side: what the bot may still do with it, and what it did. */
export class Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly user: Person;
  readonly channel: Channel;
  readonly label: string;
  readonly source: MessageRecord | undefined;
  readonly changes = new Changes();
  readonly followUps: MessageRecord[] = [];
  readonly refusals: Refusal[] = [];
  /** What the bot answered with; undefined until it did. */
  acknowledgement: Answer | undefined;
  acknowledgedAfterMs: number | undefined;
  /** The reply, which `@original` names. */
  original: MessageRecord | undefined;
  form: SimulatedModal | undefined;
  /** As the gateway delivered it. */
  payload: object | undefined;
  choices: readonly SimulatedChoice[] | undefined;
  /** Three seconds went by without an answer; the person sees that the application did not respond. */
  failed = false;
  readonly #world: World;
  readonly #createdAt: number;
  readonly #createdMark = performance.now();
  readonly #timer: NodeJS.Timeout;
  #agedByMs = 0;

  constructor(options: InteractionOptions) {
    this.#world = options.world;
    this.type = options.type;
    this.user = options.user;
    this.channel = options.channel;
    this.label = options.label;
    this.source = options.source;
    this.id = this.#world.snowflake();
    this.token = this.#world.createInteractionToken(this.id);
    this.#createdAt = this.#world.now();
    this.#timer = setTimeout(() => this.#checkDeadline(), ACKNOWLEDGE_WITHIN_MS + 20);
    this.#timer.unref();
  }

  /** Makes the interaction older than it is, instead of waiting. */
  age(ms: number): void {
    this.#agedByMs += ms;
    this.#checkDeadline();
  }

  /** Ends the wait for an acknowledgement, when the simulator closes. */
  dispose(): void {
    clearTimeout(this.#timer);
  }

  get ephemeral(): boolean | undefined {
    return this.original === undefined ? undefined : this.original.ephemeralFor !== undefined;
  }

  /** @throws DiscordError when a first answer is not possible any more. */
  requireUnanswered(): void {
    if (this.acknowledgement !== undefined) throw alreadyAcknowledged();
    if (this.#ageMs() > ACKNOWLEDGE_WITHIN_MS) throw unknownInteraction();
  }

  /** @throws DiscordError when follow-ups are not possible yet, or not any more. */
  requireWebhook(): void {
    if (this.#ageMs() > TOKEN_LIFETIME_MS) throw invalidWebhookToken();
    if (this.acknowledgement === undefined) throw unknownWebhook();
  }

  /** The reply as the webhook sees it. @throws DiscordError when there is none, or none any more. */
  requireOriginal(): MessageRecord {
    if (this.original === undefined || this.original.deleted) throw unknownMessage();
    return this.original;
  }

  reply(form: MessageForm, files: readonly UploadedFile[]): void {
    this.original = this.#create(form, files, (form.flags ?? 0) & MessageFlags.Ephemeral, this.#replyType());
    this.#acknowledge(Answer.ChannelMessageWithSource);
  }

  defer(flags: number): void {
    const ephemeral = (flags & MessageFlags.Ephemeral) !== 0;
    this.original = createLoadingMessage(this.#world, {
      channel: this.channel,
      type: this.#replyType(),
      flags: flags & MessageFlags.Ephemeral,
      ephemeralFor: ephemeral ? this.user.id : undefined,
      extra: this.#metadata(),
    });
    this.#acknowledge(Answer.DeferredChannelMessageWithSource);
  }

  /** @throws DiscordError when the interaction does not come from a message. */
  update(form: MessageForm, files: readonly UploadedFile[]): void {
    const source = this.#requireSource();
    editMessage(this.#world, source, form, files);
    this.original = source;
    this.#acknowledge(Answer.UpdateMessage);
  }

  deferUpdate(): void {
    this.original = this.#requireSource();
    this.#acknowledge(Answer.DeferredMessageUpdate);
  }

  complete(choices: readonly SimulatedChoice[]): void {
    this.choices = choices;
    this.#acknowledge(Answer.ApplicationCommandAutocompleteResult);
  }

  openForm(form: SimulatedModal): void {
    this.form = form;
    this.#acknowledge(Answer.Modal);
  }

  editOriginal(form: MessageForm, files: readonly UploadedFile[]): MessageRecord {
    const record = this.requireOriginal();
    editMessage(this.#world, record, form, files);
    this.changes.notify();
    return record;
  }

  /** The first follow-up after a deferral takes the place of "… is thinking", with that one's visibility. */
  followUp(form: MessageForm, files: readonly UploadedFile[]): MessageRecord {
    if (this.original?.loading === true && !this.original.deleted) return this.editOriginal(form, files);
    const record = this.#create(form, files, (form.flags ?? 0) & MessageFlags.Ephemeral, 0);
    this.followUps.push(record);
    this.changes.notify();
    return record;
  }

  refuse(refusal: Refusal): void {
    this.refusals.push(refusal);
    this.changes.notify();
  }

  #create(form: MessageForm, files: readonly UploadedFile[], flags: number, type: number): MessageRecord {
    return createMessage(this.#world, {
      channel: this.channel,
      form,
      files,
      type,
      flags,
      ephemeralFor: flags === 0 ? undefined : this.user.id,
      extra: this.#metadata(),
    });
  }

  #replyType(): number {
    return this.type === InteractionType.ApplicationCommand ? 20 : 0;
  }

  #metadata() {
    return {
      application_id: this.#world.applicationId,
      webhook_id: this.#world.applicationId,
      interaction_metadata: {
        id: this.id,
        type: this.type,
        user: this.#world.person(this.user),
        authorizing_integration_owners: { '0': this.channel.guildId ?? '0' },
      },
    };
  }

  #requireSource(): MessageRecord {
    if (this.source === undefined) {
      throw fieldError(['type'], 'BASE_TYPE_CHOICES', 'Value must be one of {4, 5, 9}.');
    }
    if (this.source.deleted) throw unknownMessage();
    return this.source;
  }

  #acknowledge(answer: Answer): void {
    this.acknowledgement = answer;
    this.acknowledgedAfterMs = performance.now() - this.#createdMark;
    clearTimeout(this.#timer);
    this.changes.notify();
  }

  #ageMs(): number {
    return this.#world.now() - this.#createdAt + this.#agedByMs;
  }

  #checkDeadline(): void {
    if (this.acknowledgement !== undefined || this.#ageMs() <= ACKNOWLEDGE_WITHIN_MS) return;
    this.failed = true;
    this.changes.notify();
  }
}
