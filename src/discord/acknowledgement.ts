import { MessageFlags } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import { requireSendable, sizeOfFiles } from '../message/file-size.ts';
import { fitForm } from '../message/fit-form.ts';
import type { Form, Message } from '../message/message.ts';
import { UserError } from '../message/user-error.ts';
import type { Visibility } from './command.ts';
import { answerFailure, type InteractionApi } from './interaction-api.ts';
import { newMessage, type Payload, replacement, temporary } from './payload.ts';

export interface AcknowledgementOptions {
  readonly api: InteractionApi;
  /** `update` replaces the message that the component stands on, `form` wants to open a form. */
  readonly kind: 'reply' | 'update' | 'form';
  readonly visibility: Visibility;
  /** Milliseconds that the handler has for a direct answer. */
  readonly deferAfterMs: number;
  /** What the component's message showed: put back when an `update` fails after an interim. */
  readonly shown?: Message;
  readonly log: Logger;
  /** Milliseconds since Discord created the interaction. */
  readonly ageMs: () => number;
  /** Discord has given the interaction up: nobody will see an answer. */
  readonly onLost: () => void;
}

/**
 * Where the answer stands. `open`: nothing sent. `announced`: deferred. `interim`: a preliminary message is shown.
 * `answered`: done. `lost`: Discord takes no answer any more.
 */
type Phase = 'open' | 'announced' | 'interim' | 'answered' | 'lost';

/**
 * Bytes of files that go out with a direct answer. More may take longer to send than Discord waits for an answer, so
 * it is announced first.
 */
const DIRECT_FILE_BYTES = 256 * 1024;

/**
 * Answers one interaction, once and in time: directly when the reply comes soon, else by announcing it first.
 * All its calls to Discord go one after another, so timer and reply can never both be the first.
 */
export class Acknowledgement {
  readonly #options: AcknowledgementOptions;
  readonly #api: InteractionApi;
  #visibility: Visibility;
  #phase: Phase = 'open';
  /** Where the first answer leads that got no reply from Discord, should it have arrived. */
  #unsure: Phase | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout;

  /** Starts the time for a direct answer. */
  constructor(options: AcknowledgementOptions) {
    this.#options = options;
    this.#api = options.api;
    this.#visibility = options.visibility;
    this.#timer = setTimeout(() => this.#announceInTime(), options.deferAfterMs);
  }

  /** Shows something preliminary. Failing is no reason to stop, so it is only logged. */
  async progress(message: Message): Promise<void> {
    clearTimeout(this.#timer);
    await this.#next(async () => {
      try {
        if (this.#phase === 'answered' || this.#phase === 'lost') return;
        await this.#show(message, 'interim');
      } catch (error) {
        this.#options.log.warn({ err: error }, 'An interim reply could not be shown');
      }
    });
  }

  /**
   * Shows the final answer.
   * @throws UserError when its files are too large, and what discord.js throws when Discord refuses it; it can still
   *   `fail` then.
   */
  async reply(message: Message): Promise<void> {
    clearTimeout(this.#timer);
    await this.#next(async () => {
      requireSendable(message.files);
      if (this.#phase === 'open' && sizeOfFiles(message.files) > DIRECT_FILE_BYTES) await this.#announce();
      await this.#show(message, 'answered');
    });
  }

  /**
   * Opens a form.
   * @throws UserError when it is too late for one, for it must be the first answer, or its texts do not fit.
   */
  async open(answer: Form): Promise<void> {
    clearTimeout(this.#timer);
    await this.#next(async () => {
      if (this.#isLost()) return;
      if (this.#phase !== 'open') throw new UserError('form-too-late', FORM_TOO_LATE);
      const { form } = fitForm(answer);
      await this.#settle('answered', () => this.#api.showForm(form));
    });
  }

  /**
   * Tells the person alone that it went wrong: a public reply that was announced is deleted first, for its
   * visibility is fixed; a component's message stays as it was. Never throws.
   */
  async fail(message: Message): Promise<void> {
    clearTimeout(this.#timer);
    await this.#next(async () => {
      try {
        await this.#showFailure(message);
      } catch (error) {
        this.#options.log.error({ err: error, ageMs: this.#options.ageMs() }, 'An error could not be shown');
      }
    });
  }

  async #announceInTime(): Promise<void> {
    // Whatever else answers stops the timer first, so this is the first step if it comes at all.
    await this.#next(async () => {
      try {
        await this.#announce();
      } catch (error) {
        // Nothing is lost yet: the reply itself may still be taken.
        this.#options.log.warn({ err: error, ageMs: this.#options.ageMs() }, 'Deferring a reply failed');
      }
    });
  }

  async #announce(): Promise<void> {
    if (this.#options.kind === 'update') {
      await this.#settle('announced', () => this.#api.deferUpdate());
      return;
    }
    // A form that comes too late ends as an error, and errors are private.
    if (this.#options.kind === 'form') this.#visibility = 'ephemeral';
    const flags = this.#visibility === 'ephemeral' ? MessageFlags.Ephemeral : undefined;
    await this.#settle('announced', () => this.#api.deferReply(flags));
  }

  async #show(message: Message, then: 'interim' | 'answered'): Promise<void> {
    if (this.#phase === 'open') {
      const reached = await this.#settle(then, () =>
        this.#options.kind === 'update'
          ? this.#api.update(replace(message, then))
          : this.#api.reply(newMessage(message, this.#visibility)),
      );
      // Else it turned out that an announcement had arrived after all, and the message is still to be shown.
      if (reached === then) return;
    }
    if (this.#isLost()) return;
    await this.#settle(then, () => this.#api.edit(replace(message, then)));
  }

  async #showFailure(message: Message): Promise<void> {
    const aside = newMessage(message, 'ephemeral');
    if (this.#phase === 'open') {
      const reached = await this.#settle('answered', () => this.#api.reply(aside));
      if (reached === 'answered') return;
    }
    const phase = this.#phase;
    if (phase === 'lost') return;
    if (this.#options.kind === 'update') {
      const { shown } = this.#options;
      if (phase === 'interim' && shown !== undefined) {
        await this.#settle('announced', () => this.#api.edit(temporary(shown)));
      }
    } else if (this.#visibility === 'ephemeral') {
      await this.#settle('answered', () => this.#api.edit(replacement(message)));
      return;
    } else if (phase !== 'answered') {
      // Deleted first: a follow-up to a reply that is only announced would take its place, in public.
      await this.#settle('answered', () => this.#api.deleteReply());
    }
    if (!this.#isLost()) await this.#settle('answered', () => this.#api.followUp(aside));
  }

  #isLost(): boolean {
    return this.#phase === 'lost';
  }

  /** Moves to `phase` when the call got through, or turns out to have; returns where the answer stands then. */
  async #settle(phase: Phase, send: () => Promise<void>): Promise<Phase> {
    try {
      await send().catch((error: unknown) => {
        // discord.js itself tries again after some kinds of broken connection only. All of these calls may be
        // sent twice: Discord takes a first answer once, and the others say the same again.
        if (answerFailure(error) === 'broken') return send();
        throw error;
      });
      this.#phase = phase;
    } catch (error) {
      const failure = answerFailure(error);
      if (failure === 'broken' || failure === 'unknown') this.#unsure ??= phase;
      if (failure === 'broken' || failure === 'unknown' || failure === 'refused') throw error;
      if (failure === 'late') this.#phase = 'lost';
      else this.#phase = failure === 'arrived' ? (this.#unsure ?? phase) : phase;
      this.#report(failure);
    }
    return this.#phase;
  }

  #report(failure: 'arrived' | 'late' | 'deleted'): void {
    const { log, onLost, ageMs } = this.#options;
    const age = { ageMs: Math.round(ageMs()) };
    if (failure === 'arrived') {
      log.debug(age, 'Discord had taken the answer already');
    } else if (failure === 'deleted') {
      log.info(age, 'The reply was deleted before it was finished');
    } else {
      log.warn(age, 'Too late: Discord takes no answer to this interaction any more');
      onLost();
    }
  }

  #next<T>(step: () => Promise<T>): Promise<T> {
    const result = this.#last.then(step);
    this.#last = result.catch(() => undefined);
    return result;
  }
}

/** An interim keeps the files of a component's message, in case it must be put back. */
function replace(message: Message, then: 'interim' | 'answered'): Payload {
  return then === 'interim' ? temporary(message) : replacement(message);
}

const FORM_TOO_LATE = 'Squawk took too long to open the form. Run the command or press the button again.';
