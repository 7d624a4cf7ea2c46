import type { ApiName } from '../http/call.ts';
import type { Message } from '../message/message.ts';
import { waitNote, withNotes } from './notes.ts';

/** A new estimate that is closer than this to the one shown is not worth another edit. */
const WORTH_TELLING_MS = 3000;

export interface InterimOptions {
  readonly show: (message: Message) => Promise<void>;
  readonly now: () => number;
  /** What stands there already: the message of a component, without what could be pressed a second time. */
  readonly base: Message | undefined;
}

/** What a person sees while a handler works: what the handler shows, and how long a rate limit makes it wait. */
export class Interim {
  readonly #options: InterimOptions;
  #base: Message | undefined;
  readonly #waits = new Map<ApiName, number>();

  constructor(options: InterimOptions) {
    this.#options = options;
    this.#base = options.base;
  }

  /** The handler shows something preliminary. */
  async progress(message: Message): Promise<void> {
    this.#base = message;
    await this.#show();
  }

  /** A call waits for the API's limit, about `ms` milliseconds from now. */
  wait(api: ApiName, ms: number): void {
    const until = this.#options.now() + ms;
    const told = this.#waits.get(api);
    if (told !== undefined && Math.abs(until - told) < WORTH_TELLING_MS) return;
    this.#waits.set(api, until);
    void this.#show();
  }

  async #show(): Promise<void> {
    const now = this.#options.now();
    const waits = [...this.#waits].filter(([, until]) => until > now);
    const notes = waits.map(([api, until]) => waitNote(api, until - now, now));
    await this.#options.show(withNotes(this.#base ?? {}, notes));
  }
}
