import type { GivenFile, ShownCommand, ShownOption } from '../protocol.ts';
import type { Page } from './page.ts';
import { sendLine } from './send-line.ts';
import { Suggester, type Suggestion } from './suggester.ts';
import { type Choice, type FilledOption, fill, readCommand, readOn } from './typed-command.ts';

/** Where the cursor is: in the text, in an option (by name), or behind the options. */
export type Place =
  | { readonly in: 'text' }
  | { readonly in: 'tail' }
  | { readonly in: 'option'; readonly name: string };

/** The input line: text, or a command with its options. */
export class Composer {
  readonly #page: Page;
  text = '';
  command: ShownCommand | undefined;
  filled: readonly FilledOption[] = [];
  /** Behind the options: the beginning of another option's name. */
  tail = '';
  place: Place = { in: 'text' };
  suggestions: readonly Suggestion[] = [];
  /** Index of the suggestion that Enter takes; -1 for none. */
  active = -1;
  /** What the list says when there is nothing in it. */
  status = '';
  /** By option's name. */
  faults = new Map<string, string>();
  /** Wants the cursor to be put where `place` is. */
  moved = false;
  readonly #suggester: Suggester;

  constructor(page: Page) {
    this.#page = page;
    this.#suggester = new Suggester(page, this);
  }

  get option(): FilledOption | undefined {
    const { place } = this;
    return place.in === 'option' ? this.filled.find(({ option }) => option.name === place.name) : undefined;
  }

  /** Options that could still be added. */
  get left(): readonly ShownOption[] {
    return (this.command?.options ?? []).filter(
      ({ name }) => !this.filled.some(({ option }) => option.name === name),
    );
  }

  typeText(text: string): void {
    this.text = text;
    const read = text.startsWith('/') ? readCommand(this.#page.state?.commands ?? [], text) : undefined;
    if (read === undefined) this.suggest();
    else this.start(read.command, read.filled);
  }

  start(command: ShownCommand, filled?: readonly FilledOption[]): void {
    this.command = command;
    this.text = '';
    this.tail = '';
    this.faults.clear();
    this.filled =
      filled ?? command.options.filter(({ required }) => required === true).map((option) => fill(option, ''));
    this.advance();
  }

  /** Typing `name:` of another option leads on to that one. */
  typeOption(name: string, text: string): void {
    const { own, next } = readOn(text, name, this.command?.options ?? []);
    this.#set(name, (old) => fill(old.option, own));
    this.faults.delete(name);
    if (next === undefined) this.suggest();
    else this.add(next.option, next.text);
  }

  typeTail(text: string): void {
    const named = /^\s*([\w-]+):(.*)$/.exec(text);
    const option = this.left.find(({ name }) => name === named?.[1]);
    if (option === undefined) {
      this.tail = text;
      this.suggest();
    } else this.add(option, named?.[2]?.trim() ?? '');
  }

  add(option: ShownOption, text = ''): void {
    const others = this.filled.filter((each) => each.option.name !== option.name);
    const all = this.command?.options ?? [];
    this.filled = [...others, fill(option, text)].sort(
      (a, b) => all.indexOf(a.option) - all.indexOf(b.option),
    );
    this.tail = '';
    this.goTo({ in: 'option', name: option.name });
  }

  /** Takes an option out; without options the command becomes text again. */
  remove(name: string): void {
    const index = this.filled.findIndex(({ option }) => option.name === name);
    this.filled = this.filled.filter(({ option }) => option.name !== name);
    this.faults.delete(name);
    const before = this.filled[index - 1];
    if (before !== undefined) this.goTo({ in: 'option', name: before.option.name });
    else if (this.filled.length > 0) this.goTo({ in: 'tail' });
    else this.back();
  }

  /** Turns the command into text. */
  back(): void {
    const path = this.command?.path;
    this.clear();
    this.text = path === undefined ? '' : `/${path}`;
    this.suggest();
  }

  clear(): void {
    this.command = undefined;
    this.filled = [];
    this.text = '';
    this.tail = '';
    this.faults.clear();
    this.goTo({ in: 'text' });
  }

  /** To the next option that wants a value, or behind all of them. */
  advance(): void {
    const empty = this.filled.find(({ option, text }) => option.required === true && text.trim() === '');
    this.goTo(empty === undefined ? { in: 'tail' } : { in: 'option', name: empty.option.name });
  }

  goTo(place: Place): void {
    this.place = place;
    this.moved = true;
    this.suggest();
  }

  /** The browser put the cursor somewhere. */
  entered(place: Place): void {
    const { place: old } = this;
    const same =
      old.in === place.in && !(old.in === 'option' && place.in === 'option' && old.name !== place.name);
    this.place = place;
    if (!same) this.suggest();
  }

  closeList(): void {
    this.#suggester.cancel();
    this.show([], '');
  }

  move(step: 1 | -1): void {
    const count = this.suggestions.length;
    if (count === 0) return;
    const from = this.active < 0 && step < 0 ? 0 : this.active;
    this.active = (from + step + count) % count;
    this.#page.update();
  }

  /** Sends what stands there, if Discord would. */
  async send(): Promise<void> {
    await sendLine(this.#page, this);
  }

  /** Offers what fits where the cursor is. */
  suggest(): void {
    this.#suggester.suggest();
  }

  show(suggestions: readonly Suggestion[], status: string, active = -1): void {
    this.suggestions = suggestions;
    this.status = status;
    this.active = suggestions.length === 0 ? -1 : active;
    this.#page.update();
  }

  /** Takes a choice that was offered for an option. */
  choose(option: ShownOption, { name, value }: Choice): void {
    this.#set(option.name, () => ({ option, text: name, chosen: value }));
    this.faults.delete(option.name);
    this.advance();
  }

  /** Takes a file for an option that wants one. */
  give(option: ShownOption, file: GivenFile): void {
    this.#set(option.name, () => ({ option, text: file.name, file }));
    this.faults.delete(option.name);
    this.advance();
  }

  /** Says what is wrong with an option that stands in the line. */
  object(name: string, fault: string): void {
    this.faults.set(name, fault);
    this.goTo({ in: 'option', name });
  }

  #set(name: string, change: (old: FilledOption) => FilledOption): void {
    this.filled = this.filled.map((each) => (each.option.name === name ? change(each) : each));
  }
}
