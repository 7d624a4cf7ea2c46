import type { GivenFile, OptionValues, ShownCommand, ShownOption } from '../protocol.ts';

// Numbers of Discord's option types; the page has no other use for the package that names them.
const STRING = 3;
const INTEGER = 4;
const BOOLEAN = 5;
const NUMBER = 10;
export const ATTACHMENT = 11;

/** A choice of an option, as it is offered. */
export interface Choice {
  readonly name: string;
  readonly value: string | number | boolean;
}

/** An option that stands in the input line. */
export interface FilledOption {
  readonly option: ShownOption;
  /** As it is seen. */
  readonly text: string;
  /** What a chosen choice stands for; undefined where text was typed. */
  readonly chosen?: Choice['value'];
  /** What was given where a file is wanted; its name is the text. */
  readonly file?: GivenFile;
}

/** Commands that the text after `/` may be the beginning of: names first, then descriptions. */
export function matchCommands(commands: readonly ShownCommand[], typed: string): readonly ShownCommand[] {
  const wanted = typed.trim().toLowerCase();
  const rank = ({ path, description }: ShownCommand): number => {
    if (path.startsWith(wanted)) return 0;
    if (path.split(' ').some((word) => word.startsWith(wanted))) return 1;
    if (path.includes(wanted)) return 2;
    return wanted.length > 2 && description.toLowerCase().includes(wanted) ? 3 : 4;
  };
  return commands
    .map((command) => ({ command, rank: rank(command) }))
    .filter((each) => each.rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .map(({ command }) => command);
}

/** A command that was typed to its end, and what follows it; undefined while more than one may be meant. */
export function readCommand(
  commands: readonly ShownCommand[],
  text: string,
): { readonly command: ShownCommand; readonly filled: readonly FilledOption[] } | undefined {
  const line = text.replace(/^\//, '');
  const command = commands
    .filter(({ path }) => line.toLowerCase().startsWith(`${path} `))
    .sort((a, b) => b.path.length - a.path.length)[0];
  if (command === undefined) return undefined;
  return { command, filled: readOptions(command, line.slice(command.path.length + 1)) };
}

/** Reads `first thing name: value other: value`; what has no name belongs to the first option. */
export function readOptions(command: ShownCommand, text: string): readonly FilledOption[] {
  const names = command.options.map(({ name }) => name);
  const marks = [...text.matchAll(/(?:^|\s)([\w-]+):/g)].filter((mark) => names.includes(mark[1] ?? ''));
  const texts = new Map<string, string>();
  const unnamed = text.slice(0, marks[0]?.index ?? text.length).trim();
  const [first] = names;
  if (unnamed !== '' && first !== undefined) texts.set(first, unnamed);
  for (const [index, mark] of marks.entries()) {
    const end = marks[index + 1]?.index ?? text.length;
    texts.set(mark[1] ?? '', text.slice(mark.index + mark[0].length, end).trim());
  }
  return command.options
    .filter(({ name, required }) => required === true || texts.has(name))
    .map((option) => fill(option, texts.get(option.name) ?? ''));
}

/** Splits what was typed into an option where the name of another one follows: `spam duration:` leads to duration. */
export function readOn(
  text: string,
  name: string,
  options: readonly ShownOption[],
): {
  readonly own: string;
  readonly next: { readonly option: ShownOption; readonly text: string } | undefined;
} {
  const own = text.replace(new RegExp(`^\\s*${name}:\\s?`), '');
  for (const mark of own.matchAll(/\s([\w-]+):/g)) {
    const option = options.find((each) => each.name === mark[1] && each.name !== name);
    if (option === undefined) continue;
    return {
      own: own.slice(0, mark.index).trim(),
      next: { option, text: own.slice(mark.index + mark[0].length).trim() },
    };
  }
  return { own, next: undefined };
}

/** An option with typed text; the name of a fixed choice, in whatever case, is that choice. */
export function fill(option: ShownOption, text: string): FilledOption {
  // Files are given, not typed.
  if (option.type === ATTACHMENT) return { option, text: '' };
  const choice = fixedChoices(option)?.find(({ name }) => name.toLowerCase() === text.trim().toLowerCase());
  if (choice === undefined) return { option, text };
  // A blank behind it stays, for what is typed next may be the name of another option.
  return { option, text: text.endsWith(' ') ? `${choice.name} ` : choice.name, chosen: choice.value };
}

/** Choices that the command itself names; undefined where anything can be typed. */
export function fixedChoices({ type, choices }: ShownOption): readonly Choice[] | undefined {
  if (type === BOOLEAN) {
    return [
      { name: 'True', value: true },
      { name: 'False', value: false },
    ];
  }
  return choices !== undefined && choices.length > 0 ? choices : undefined;
}

/** What Discord says of an option that cannot be sent; undefined when it can. */
export function faultOf({ option, text, chosen, file }: FilledOption): string | undefined {
  const { type, required, min_value, max_value, min_length, max_length } = option;
  if (chosen !== undefined || file !== undefined) return undefined;
  if (type === ATTACHMENT) return 'Choose a file, or paste its text.';
  if (text.trim() === '')
    return required === true ? 'This option is required. Specify a value.' : 'Specify a value.';
  if (type === BOOLEAN) return 'Input a valid boolean: True or False.';
  if (fixedChoices(option) !== undefined) return 'Input a valid choice.';
  if (type === INTEGER || type === NUMBER) {
    const number = Number(text);
    if (!Number.isFinite(number) || (type === INTEGER && !Number.isSafeInteger(number))) {
      return type === INTEGER ? 'Input a valid integer.' : 'Input a valid number.';
    }
    if (number < (min_value ?? -Infinity)) return `Input a number of at least ${min_value}.`;
    if (number > (max_value ?? Infinity)) return `Input a number of at most ${max_value}.`;
    return undefined;
  }
  if (type !== STRING) return 'This page cannot fill in options of this kind.';
  if (text.length < (min_length ?? 0)) return `Input at least ${min_length} characters.`;
  if (text.length > (max_length ?? 6_000)) return `Input at most ${max_length ?? 6_000} characters.`;
  return undefined;
}

/** The values to send, of options without fault. */
export function valuesOf(filled: readonly FilledOption[]): OptionValues {
  return Object.fromEntries(
    filled.map(({ option, text, chosen, file }) => {
      const isNumber = option.type === INTEGER || option.type === NUMBER;
      return [option.name, file ?? chosen ?? (isNumber ? Number(text) : text)];
    }),
  );
}

/** What is typed so far, for a completion: empty options are left out, and files, which go with the command alone. */
export function typedSoFar(filled: readonly FilledOption[], focused: string): OptionValues {
  const typed = filled.filter(
    ({ option, text, file }) => file === undefined && (option.name === focused || text.trim() !== ''),
  );
  return valuesOf(typed);
}
