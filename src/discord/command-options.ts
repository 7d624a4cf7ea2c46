import type { ApplicationCommandOptionAllowedChannelType } from 'discord-api-types/v10';
import type { Attachment } from '../message/attachments.ts';
import type { Context } from './context.ts';

export interface Choice<T extends string | number = string | number> {
  /** What the person sees; 100 characters at most. */
  readonly name: string;
  /** What the handler gets; 100 characters at most. */
  readonly value: T;
}

export interface CompletionQuery {
  /** What the person has typed into the option so far. */
  readonly text: string;
  /** What the other options hold at this moment, by name. */
  readonly others: Readonly<Record<string, RawValue>>;
}

/** Suggests at most 25 choices; a failure shows none. */
export type Autocomplete = (query: CompletionQuery, context: Context) => Promise<readonly Choice<string>[]>;

interface OptionBase {
  readonly description: string;
  readonly required?: boolean;
}

export interface StringOption extends OptionBase {
  readonly type: 'string';
  readonly choices?: readonly Choice<string>[];
  readonly autocomplete?: Autocomplete;
  readonly minLength?: number;
  readonly maxLength?: number;
}

export interface IntegerOption extends OptionBase {
  readonly type: 'integer';
  readonly choices?: readonly Choice<number>[];
  readonly min?: number;
  readonly max?: number;
}

export interface BooleanOption extends OptionBase {
  readonly type: 'boolean';
}

/** The handler gets the id of a channel of the community, which need be none that the bot can see. */
export interface ChannelOption extends OptionBase {
  readonly type: 'channel';
  /** Those that Discord offers; all without it. */
  readonly channelTypes?: readonly ApplicationCommandOptionAllowedChannelType[];
}

/** The handler gets the id of a role of the community; that of the community itself for everybody's. */
export interface RoleOption extends OptionBase {
  readonly type: 'role';
}

/** The handler gets the id of somebody on Discord, who need not be in the community. */
export interface UserOption extends OptionBase {
  readonly type: 'user';
}

/** The handler gets an `Attachment`; what is in it is read with `context.attachments`. */
export interface AttachmentOption extends OptionBase {
  readonly type: 'attachment';
}

export type OptionDefinition =
  | StringOption
  | IntegerOption
  | BooleanOption
  | ChannelOption
  | RoleOption
  | UserOption
  | AttachmentOption;
export type OptionDefinitions = Readonly<Record<string, OptionDefinition>>;

/** What Discord sends for an option; of a file what it is, where the interaction tells. */
export type RawValue = string | number | boolean | Attachment;

type ValueOf<O extends OptionDefinition> = O extends {
  readonly choices: readonly { readonly value: infer V }[];
}
  ? V
  : O extends IntegerOption
    ? number
    : O extends BooleanOption
      ? boolean
      : O extends AttachmentOption
        ? Attachment
        : string;

/** The arguments of a handler, inferred from the definition: choices are literal unions, the rest may be undefined. */
export type Input<O extends OptionDefinitions> = {
  readonly [K in keyof O]: O[K] extends { readonly required: true }
    ? ValueOf<O[K]>
    : ValueOf<O[K]> | undefined;
};

/** An id of Discord's. */
const SNOWFLAKE = /^\d{17,20}$/u;

/** What Discord sent does not fit the definition: its copy of the command is out of date. */
export class OutdatedCommandError extends TypeError {
  override readonly name = 'OutdatedCommandError';
}

/**
 * The arguments of a handler from what Discord sent.
 * @throws OutdatedCommandError when an option is missing or of another type than defined.
 */
export function parseInput<O extends OptionDefinitions>(
  options: O,
  raw: Readonly<Record<string, RawValue>>,
): Input<O> {
  const input: Record<string, RawValue | undefined> = {};
  for (const [name, option] of Object.entries(options)) {
    const value = raw[name];
    if (value === undefined ? option.required === true : !fits(option, value)) {
      throw new OutdatedCommandError(
        `option ${name} is ${value === undefined ? 'missing' : 'of another type'}`,
      );
    }
    input[name] = value;
  }
  // Every key of O was checked above against its definition; TypeScript cannot follow that through a mapped type.
  return input as Input<O>;
}

function fits(option: OptionDefinition, value: RawValue): boolean {
  switch (option.type) {
    case 'string':
      return typeof value === 'string' && isChoice(option.choices, value);
    case 'integer':
      return typeof value === 'number' && Number.isInteger(value) && isChoice(option.choices, value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'channel':
    case 'role':
    case 'user':
      return typeof value === 'string' && SNOWFLAKE.test(value);
    case 'attachment':
      return typeof value === 'object';
  }
}

function isChoice(choices: readonly Choice[] | undefined, value: RawValue): boolean {
  return choices === undefined || choices.some((choice) => choice.value === value);
}
