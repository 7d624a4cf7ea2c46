import type { AccessLevel } from '../../config/access.ts';
import type { Form, Message } from '../message/message.ts';
import { type Input, type OptionDefinitions, parseInput, type RawValue } from './command-options.ts';
import type { Context, ServiceName } from './context.ts';

export { ACCESS_LEVELS, type AccessLevel } from '../../config/access.ts';
export {
  type Autocomplete,
  type Choice,
  type CompletionQuery,
  type Input,
  type OptionDefinition,
  type OptionDefinitions,
  OutdatedCommandError,
  type RawValue,
  type StringOption,
} from './command-options.ts';

/** Whether others in the channel see the reply. Fixed when the interaction is acknowledged. */
export type Visibility = 'public' | 'ephemeral';

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
