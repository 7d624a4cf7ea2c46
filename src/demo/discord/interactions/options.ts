import { ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import type { RegisteredCommand } from '../rest/registered-command.ts';
import type { TypedFile } from '../uploads.ts';
import { type CommandOption, isNested, type ValueOption } from '../validation/command-option.ts';
import { DriverError } from './driver-error.ts';
import type { Places } from './resolve-options.ts';

type PlainValue = string | number | boolean;
export type OptionValue = PlainValue | TypedFile;
export type OptionValues = Readonly<Record<string, OptionValue>>;

/** An option as an interaction carries it. */
export interface SentOption {
  readonly name: string;
  readonly type: number;
  /** Of a file its id. */
  readonly value?: PlainValue;
  readonly focused?: true;
  readonly options?: readonly SentOption[];
}

export interface TypedOptions {
  /** `list`, or `group list` for one in a group. */
  readonly subcommand?: string | undefined;
  readonly values: OptionValues;
  /** The option that is being typed, in a completion. */
  readonly focused?: string;
}

/** What Discord's client sends for typed options. @throws DriverError where the client would not send it. */
export function typedOptions(
  command: RegisteredCommand,
  typed: TypedOptions,
  places: Places,
): readonly SentOption[] {
  const label = `/${[command.form.name, typed.subcommand].filter((part) => part !== undefined).join(' ')}`;
  const path = typed.subcommand?.split(' ') ?? [];
  const leaf = descend(command.form.options ?? [], path, label);
  let sent = fillIn(leaf, typed, label, places);
  for (const [index, name] of [...path].reverse().entries()) {
    const type = index === 0 ? Type.Subcommand : Type.SubcommandGroup;
    sent = [{ name, type, options: sent }];
  }
  return sent;
}

function descend(
  options: readonly CommandOption[],
  path: readonly string[],
  label: string,
): readonly ValueOption[] {
  const [head, ...rest] = path;
  if (head === undefined) {
    const values = options.filter((option): option is ValueOption => !isNested(option));
    if (values.length < options.length) throw new DriverError(`${label} has subcommands, and none was given`);
    return values;
  }
  const option = options.find(({ name }) => name === head);
  if (option === undefined || !isNested(option)) throw new DriverError(`${label} is not registered`);
  return descend(option.options ?? [], rest, label);
}

function fillIn(
  options: readonly ValueOption[],
  typed: TypedOptions,
  label: string,
  places: Places,
): readonly SentOption[] {
  for (const name of Object.keys(typed.values)) {
    if (!options.some((option) => option.name === name))
      throw new DriverError(`${label} has no option ${name}`);
  }
  const sent: SentOption[] = [];
  for (const option of options) {
    const value = typed.values[option.name];
    if (typed.focused === option.name) {
      if (option.autocomplete !== true) throw new DriverError(`${label} ${option.name} completes nothing`);
      sent.push({ name: option.name, type: option.type, value: textOf(value), focused: true });
    } else if (value !== undefined) {
      // What stands in other options while one is being completed was not checked yet.
      if (typed.focused === undefined) checkValue(option, value, label, places);
      if (typeof value !== 'object') sent.push({ name: option.name, type: option.type, value });
      // It is uploaded when the command is sent.
      else if (typed.focused === undefined) {
        sent.push({ name: option.name, type: option.type, value: places.upload(value) });
      }
    } else if (option.required === true && typed.focused === undefined) {
      throw new DriverError(`${label} requires the option ${option.name}`);
    }
  }
  if (typed.focused !== undefined && !sent.some(({ focused }) => focused === true)) {
    throw new DriverError(`${label} has no option ${typed.focused}`);
  }
  return sent;
}

/** What is typed into an option that completes: never a file. */
function textOf(value: OptionValue | undefined): PlainValue {
  return value === undefined || typeof value === 'object' ? '' : value;
}

function checkValue(option: ValueOption, value: OptionValue, label: string, places: Places): void {
  const wrong = (why: string) => new DriverError(`${label} ${option.name}: ${why}`);
  const { choices = [] } = option;
  if (choices.length > 0 && !choices.some((choice) => choice.value === value)) {
    throw wrong(`${JSON.stringify(value)} is none of its choices`);
  }
  switch (option.type) {
    case Type.Boolean:
      if (typeof value !== 'boolean') throw wrong('a boolean is wanted');
      return;
    case Type.Integer:
    case Type.Number: {
      const fits = typeof value === 'number' && (option.type === Type.Number || Number.isInteger(value));
      if (!fits) throw wrong('a number is wanted');
      if (value < (option.min_value ?? -Infinity) || value > (option.max_value ?? Infinity)) {
        throw wrong('the number is out of range');
      }
      return;
    }
    case Type.Channel: {
      const type = places.typeOfChannel(String(value));
      if (type === undefined) throw wrong('there is no such channel');
      const { channel_types: offered = [] } = option;
      if (offered.length > 0 && !offered.includes(type)) throw wrong('the channel is of another type');
      return;
    }
    case Type.Role:
      if (!places.hasRole(String(value))) throw wrong('there is no such role');
      return;
    case Type.User:
      if (!places.hasPerson(String(value))) throw wrong('there is no such person');
      return;
    case Type.Attachment:
      if (typeof value !== 'object' || value.name === '') throw wrong('a file is wanted');
      return;
    default: {
      if (typeof value !== 'string' || value === '') throw wrong('a text is wanted');
      const most = option.max_length ?? 6000;
      if (value.length < (option.min_length ?? 0) || value.length > most)
        throw wrong('the text has another length');
    }
  }
}
