import { parseCustomId } from '../message/custom-id.ts';
import type { Form, Message } from '../message/message.ts';
import {
  type AccessLevel,
  type Action,
  type Autocomplete,
  type Command,
  levelFor,
  type Visibility,
} from './command.ts';
import type { Context } from './context.ts';
import type { CommandLine, Incoming } from './incoming.ts';

/** What an interaction leads to, whatever kind it is. */
export interface Target {
  /** For the log: `/flag add`, `/ban confirm`. */
  readonly name: string;
  readonly access: AccessLevel;
  readonly kind: 'reply' | 'update' | 'form';
  readonly visibility: Visibility;
  /** The message that an `update` replaces. */
  readonly shown: Message | undefined;
  readonly invoke: (context: Context) => Promise<Message | Form>;
}

export type CommandMap = ReadonlyMap<string, Command>;

/** Undefined when no registered command knows what was asked for: it comes from another version. */
export function findTarget(incoming: Incoming, commands: CommandMap): Target | undefined {
  if (incoming.kind === 'command') return findAction(incoming.line, commands);
  if (incoming.kind === 'component') return findComponent(incoming, commands);
  return undefined;
}

/** The completion of one option, and the level that it takes to run what is typed. */
export function findAutocomplete(
  { line, focused }: Extract<Incoming, { kind: 'completion' }>,
  commands: CommandMap,
): { readonly access: AccessLevel; readonly suggest: Autocomplete } | undefined {
  const command = commands.get(line.name);
  const action = command === undefined ? undefined : actionOf(command, line.subcommand);
  if (command === undefined || action === undefined) return undefined;
  const option = own(action.options, focused);
  if (option?.type !== 'string' || option.autocomplete === undefined) return undefined;
  return { access: levelFor(command, action), suggest: option.autocomplete };
}

function findAction(line: CommandLine, commands: CommandMap): Target | undefined {
  const command = commands.get(line.name);
  const action = command === undefined ? undefined : actionOf(command, line.subcommand);
  if (command === undefined || action === undefined) return undefined;
  return {
    name: commandLabel(line),
    access: levelFor(command, action),
    kind: action.acknowledge,
    visibility: action.visibility,
    shown: undefined,
    invoke: (context) => action.invoke(line.values, context),
  };
}

/** `/flag add`, for the log. */
export function commandLabel({ name, subcommand }: Pick<CommandLine, 'name' | 'subcommand'>): string {
  return subcommand === undefined ? `/${name}` : `/${name} ${subcommand}`;
}

function actionOf({ body }: Command, subcommand: string | undefined): Action | undefined {
  if (body.kind === 'action') return subcommand === undefined ? body.action : undefined;
  return subcommand === undefined ? undefined : own(body.actions, subcommand);
}

function findComponent(
  { customId, input, shown }: Extract<Incoming, { kind: 'component' }>,
  commands: CommandMap,
): Target | undefined {
  const id = parseCustomId(customId);
  const command = id === undefined ? undefined : commands.get(id.command);
  const component =
    id === undefined || command === undefined ? undefined : own(command.components, id.action);
  if (id === undefined || command === undefined || component === undefined) return undefined;
  // A form that a command opened stands on no message, so there is nothing to replace.
  const kind = component.acknowledge === 'update' && shown === undefined ? 'reply' : component.acknowledge;
  return {
    name: `/${id.command} ${id.action}`,
    access: levelFor(command, component),
    kind,
    visibility: component.visibility,
    shown,
    invoke: (context) => component.invoke({ ...input, key: id.key }, context),
  };
}

/** Names come from outside: `constructor` must not find what every object has. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
