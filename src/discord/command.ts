import type { ApplicationCommandOptionAllowedChannelType } from 'discord-api-types/v10';
import type { AccessLevel } from '../../config/access.ts';
import type { Attachment } from '../message/attachments.ts';
import type { Form, Message } from '../message/message.ts';
import type { Context, ServiceName } from './context.ts';

export { ACCESS_LEVELS, type AccessLevel } from '../../config/access.ts';

/** Whether others in the channel see the reply. Fixed when the interaction is acknowledged. */
export type Visibility = 'public' | 'ephemeral';

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

/** Something that a person can run: a command without subcommands, or one of its subcommands. */
export interface ActionDefinition<O extends OptionDefinitions, N extends ServiceName> {
  readonly description: string;
  /** Where it is another than the command's. */
  readonly access?: AccessLevel;
  readonly options: O;
  readonly visibility: Visibility;
  /** `form`: the handler returns a form, at once and without any I/O before it. Default `reply`. */
  readonly acknowledge?: 'reply' | 'form';
  /** Services without which the action cannot be offered. */
  readonly needs?: readonly N[];
  /** At least one of these services must be there. */
  readonly needsAny?: readonly ServiceName[];
  readonly run: (input: Input<O>, context: Context<N>) => Promise<Message | Form>;
}

/** What a button, menu or form hands to its handler. All of it is untrusted. */
export interface ComponentInput {
  /** The last part of the `custom_id`. */
  readonly key: string;
  /** What was selected in a menu. */
  readonly values: readonly string[];
  /** What was typed into a form, by the `custom_id` of the field. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface ComponentDefinition<N extends ServiceName> {
  /** Where it is another than the command's: a member may page through what an admin posted. */
  readonly access?: AccessLevel;
  /** `update` replaces the message that the component stands on, `reply` makes a new one, `form` opens a form. */
  readonly acknowledge: 'update' | 'reply' | 'form';
  /** Of a new reply; default ephemeral. */
  readonly visibility?: Visibility;
  readonly needs?: readonly N[];
  readonly run: (input: ComponentInput, context: Context<N>) => Promise<Message | Form>;
}

/** An action with its types erased, as the router and the registration see it. */
export interface Action {
  readonly description: string;
  readonly access: AccessLevel | undefined;
  readonly options: OptionDefinitions;
  readonly visibility: Visibility;
  readonly acknowledge: 'reply' | 'form';
  readonly needs: readonly ServiceName[];
  readonly needsAny: readonly ServiceName[];
  /** @throws OutdatedCommandError when an option is missing or of another type than defined. */
  readonly invoke: (raw: Readonly<Record<string, RawValue>>, context: Context) => Promise<Message | Form>;
}

export interface Component {
  readonly access: AccessLevel | undefined;
  readonly acknowledge: 'update' | 'reply' | 'form';
  readonly visibility: Visibility;
  readonly invoke: (input: ComponentInput, context: Context) => Promise<Message | Form>;
}

interface CommandHead {
  /** 1 to 32 lower-case letters, digits and hyphens. */
  readonly name: string;
  readonly description: string;
  /** Checked when the command runs, in completion, and on every component of it; those may name another. */
  readonly access: AccessLevel;
  /** It changes something at an API in the name of moderation; not registered without roles and an audit channel. */
  readonly writes?: boolean;
  /** By the action in their `custom_id`. */
  readonly components?: Readonly<Record<string, Component>>;
}

export interface Command {
  readonly name: string;
  readonly description: string;
  readonly access: AccessLevel;
  readonly writes: boolean;
  readonly components: Readonly<Record<string, Component>>;
  /** Either one action, or several by the name of their subcommand, with its group: `add`, `schedule add`. */
  readonly body:
    | { readonly kind: 'action'; readonly action: Action }
    | { readonly kind: 'subcommands'; readonly actions: Readonly<Record<string, Action>> };
}

/** An id of Discord's. */
const SNOWFLAKE = /^\d{17,20}$/u;

/** What Discord sent does not fit the definition: its copy of the command is out of date. */
export class OutdatedCommandError extends TypeError {
  override readonly name = 'OutdatedCommandError';
}

/** Defines a command without subcommands. */
export function defineCommand<const O extends OptionDefinitions, const N extends ServiceName = never>(
  definition: CommandHead & ActionDefinition<O, N>,
): Command {
  return { ...head(definition), body: { kind: 'action', action: defineAction(definition) } };
}

/** Defines a command that consists of subcommands, each made by `defineAction`; `schedule add` is one in a group. */
export function defineCommandGroup(
  definition: CommandHead & { readonly subcommands: Readonly<Record<string, Action>> },
): Command {
  return { ...head(definition), body: { kind: 'subcommands', actions: definition.subcommands } };
}

/** Defines a subcommand; its handler's arguments are inferred from its options. */
export function defineAction<const O extends OptionDefinitions, const N extends ServiceName = never>(
  definition: ActionDefinition<O, N>,
): Action {
  const needs = definition.needs ?? [];
  return {
    description: definition.description,
    access: definition.access,
    options: definition.options,
    visibility: definition.visibility,
    acknowledge: definition.acknowledge ?? 'reply',
    needs,
    needsAny: definition.needsAny ?? [],
    invoke: async (raw, context) => {
      const input = parseInput(definition.options, raw);
      return definition.run(input, requireServices(context, needs));
    },
  };
}

/** Defines the handler of a button, menu or form. */
export function defineComponent<const N extends ServiceName = never>(
  definition: ComponentDefinition<N>,
): Component {
  const needs = definition.needs ?? [];
  return {
    access: definition.access,
    acknowledge: definition.acknowledge,
    visibility: definition.visibility ?? 'ephemeral',
    invoke: async (input, context) => definition.run(input, requireServices(context, needs)),
  };
}

/** The level that it takes to run one of a command's actions, or to use one of its components. */
export function levelFor(command: Command, part: Action | Component): AccessLevel {
  return part.access ?? command.access;
}

function head(definition: CommandHead): Omit<Command, 'body'> {
  return {
    name: definition.name,
    description: definition.description,
    access: definition.access,
    writes: definition.writes ?? false,
    components: definition.components ?? {},
  };
}

function requireServices<N extends ServiceName>(context: Context, needs: readonly N[]): Context<N> {
  if (hasServices(context, needs)) return context;
  throw new TypeError(`a command runs without its services: ${needs.join(', ')}`);
}

function hasServices<N extends ServiceName>(context: Context, needs: readonly N[]): context is Context<N> {
  return needs.every((name) => context[name] !== undefined);
}

function parseInput<O extends OptionDefinitions>(
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
