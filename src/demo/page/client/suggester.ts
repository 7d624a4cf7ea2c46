import type { ShownCommand, ShownOption } from '../protocol.ts';
import type { Composer } from './composer.ts';
import type { Page } from './page.ts';
import { type Choice, type FilledOption, fixedChoices, matchCommands, typedSoFar } from './typed-command.ts';

/** A line of the list above the input line. */
export interface Suggestion {
  readonly kind: 'command' | 'option' | 'choice';
  readonly label: string;
  readonly detail: string;
  readonly pick: () => void;
}

/** Discord waits about as long before it asks the bot. */
const COMPLETE_AFTER_MS = 150;

/** Finds what can be offered in the input line: commands, options, fixed choices, and what the bot completes. */
export class Suggester {
  readonly #page: Page;
  readonly #composer: Composer;
  /** An answer to an older question is out of date. */
  #serial = 0;

  constructor(page: Page, composer: Composer) {
    this.#page = page;
    this.#composer = composer;
  }

  /** Nobody waits for the bot's answer any more. */
  cancel(): void {
    this.#serial += 1;
  }

  /** Offers what fits where the cursor is. */
  suggest(): void {
    const serial = ++this.#serial;
    const { command, option } = this.#composer;
    if (command === undefined) this.#suggestCommands();
    else if (option === undefined) this.#suggestOptions();
    else if (option.option.autocomplete === true) void this.#complete(command, option, serial);
    else this.#suggestChoices(option, fixedChoices(option.option));
  }

  #suggestCommands(): void {
    if (!this.#composer.text.startsWith('/')) {
      this.#composer.show([], '');
      return;
    }
    const found = matchCommands(this.#page.state?.commands ?? [], this.#composer.text.slice(1));
    const lines = found.map((command) => ({
      kind: 'command' as const,
      label: `/${command.path}`,
      detail: command.description,
      pick: () => this.#composer.start(command),
    }));
    this.#composer.show(lines, found.length === 0 ? 'No command matches.' : '', 0);
  }

  #suggestOptions(): void {
    const typed = this.#composer.tail.trim().toLowerCase();
    const lines = this.#composer.left
      .filter(({ name }) => name.startsWith(typed))
      .map((option) => ({
        kind: 'option' as const,
        label: option.name,
        detail: option.description,
        pick: () => this.#composer.add(option),
      }));
    this.#composer.show(
      lines,
      typed !== '' && lines.length === 0 ? 'No option matches.' : '',
      typed === '' ? -1 : 0,
    );
  }

  #suggestChoices({ option, text, chosen }: FilledOption, choices: readonly Choice[] | undefined): void {
    const typed = text.trim().toLowerCase();
    const fitting = (choices ?? []).filter(
      ({ name }) => chosen !== undefined || name.toLowerCase().includes(typed),
    );
    this.#offer(
      option,
      fitting,
      choices === undefined || fitting.length > 0 ? '' : 'No options match your search.',
    );
  }

  async #complete(command: ShownCommand, filled: FilledOption, serial: number): Promise<void> {
    const { option } = filled;
    this.#composer.show(
      this.#composer.suggestions.filter(({ kind }) => kind === 'choice'),
      'Loading options…',
    );
    await new Promise((resolve) => setTimeout(resolve, COMPLETE_AFTER_MS));
    if (serial !== this.#serial) return;
    const answer = await this.#page.socket.ask({
      type: 'complete',
      role: this.#page.role,
      channel: this.#page.channel ?? '',
      name: command.name,
      ...(command.subcommand === undefined ? {} : { subcommand: command.subcommand }),
      focused: option.name,
      options: typedSoFar(this.#composer.filled, option.name),
    });
    if (serial !== this.#serial) return;
    if (answer.type === 'choices') {
      this.#offer(option, answer.choices, answer.choices.length > 0 ? '' : 'No options match your search.');
    } else this.#composer.show([], 'Loading options failed.');
  }

  #offer(option: ShownOption, choices: readonly Choice[], status: string): void {
    const lines = choices.map(({ name, value }) => ({
      kind: 'choice' as const,
      label: name,
      detail: '',
      pick: () => this.#composer.choose(option, { name, value }),
    }));
    this.#composer.show(lines, status, 0);
  }
}
