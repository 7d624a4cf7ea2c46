import type { Logger } from 'pino';
import { ApiError } from '../http/errors.ts';
import { LimiterError } from '../ratelimit/limiter.ts';
import type { Autocomplete, Choice, CompletionQuery } from './command.ts';
import { fitChoices } from './completion-choices.ts';
import type { Context } from './context.ts';
import type { InteractionApi } from './interaction-api.ts';

export interface Completion {
  readonly api: InteractionApi;
  /** Who types into which option; a new completion of the same field ends the one before. */
  readonly field: string;
  readonly suggest: Autocomplete;
  readonly query: CompletionQuery;
  /** Milliseconds in which an answer is of use. */
  readonly timeoutMs: number;
  /** Builds the context around the signal that says that nobody waits any more. */
  readonly context: (signal: AbortSignal) => Context;
}

/** Answers completions: in time or with nothing, and never with an error, for there is no place to show one. */
export class Completer {
  readonly #log: Logger;
  readonly #typing = new Map<string, AbortController>();

  constructor(log: Logger) {
    this.#log = log;
  }

  async complete(completion: Completion): Promise<void> {
    const { field, api, timeoutMs } = completion;
    const controller = new AbortController();
    this.#typing.get(field)?.abort(new DOMException('The person typed on', 'AbortError'));
    this.#typing.set(field, controller);
    const timer = setTimeout(
      () => controller.abort(new DOMException('Too late for a completion', 'TimeoutError')),
      timeoutMs,
    );
    try {
      await this.answer(api, await this.#suggestions(completion, controller.signal));
    } finally {
      clearTimeout(timer);
      if (this.#typing.get(field) === controller) this.#typing.delete(field);
    }
  }

  /** Sends suggestions; failing is logged alone, the person goes on typing. */
  async answer(api: InteractionApi, choices: readonly Choice<string>[]): Promise<void> {
    try {
      await api.complete(fitChoices(choices));
    } catch (error) {
      this.#log.debug({ err: error }, 'A completion came too late');
    }
  }

  async #suggestions(
    { suggest, query, context }: Completion,
    signal: AbortSignal,
  ): Promise<readonly Choice<string>[]> {
    try {
      return await Promise.race([suggest(query, context(signal)), rejectedBy(signal)]);
    } catch (error) {
      if (isExpected(error, signal)) this.#log.debug({ err: error }, 'A completion had no answer');
      else this.#log.warn({ err: error }, 'A completion failed');
      return [];
    }
  }
}

/** At every key a failing API would fill the log, and the command itself says what is wrong. */
function isExpected(error: unknown, signal: AbortSignal): boolean {
  return signal.aborted || error instanceof ApiError || error instanceof LimiterError;
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
