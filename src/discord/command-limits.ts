import type { Action, Command, OptionDefinition } from './command.ts';
import { type Branch, branchesOf } from './command-branches.ts';

/** https://discord.com/developers/docs/interactions/application-commands */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const MAX_COMMANDS = 100;
const MAX_DESCRIPTION = 100;
const MAX_OPTIONS = 25;
const MAX_CHOICES = 25;
const MAX_CHOICE = 100;
/** Names, descriptions and values of a command, its options and its choices together. */
const MAX_TOTAL = 8000;

/**
 * What Discord would refuse about these commands, for it refuses all of them because of one. Empty when it would
 * take them.
 */
export function commandFaults(commands: readonly Command[]): readonly string[] {
  const faults = commands.flatMap(faultsOf);
  if (commands.length > MAX_COMMANDS) faults.push(`${commands.length} commands, ${MAX_COMMANDS} are allowed`);
  return [...faults, ...repeated(commands.map(({ name }) => name)).map((name) => `/${name} is there twice`)];
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}

function faultsOf({ name, description, body }: Command): string[] {
  const at = `/${name}`;
  const branches = body.kind === 'action' ? [] : branchesOf(body.actions);
  const size =
    name.length +
    description.length +
    (body.kind === 'action' ? sizeOf(body.action) : 0) +
    branches.reduce((sum, branch) => sum + branchSize(branch), 0);
  return [
    ...headFaults(at, name, description),
    ...(body.kind === 'action' ? actionFaults(at, body.action) : []),
    ...(branches.length > MAX_OPTIONS ? [`${at} has ${branches.length} subcommands and groups`] : []),
    ...repeated(branches.map((branch) => branch.name)).map((twice) => `${at} ${twice} is there twice`),
    ...branches.flatMap((branch) => branchFaults(`${at} ${branch.name}`, branch)),
    ...(size > MAX_TOTAL ? [`${at} has ${size} characters in all, ${MAX_TOTAL} are allowed`] : []),
  ];
}

function branchFaults(at: string, branch: Branch): string[] {
  if (branch.kind === 'subcommand') return subcommandFaults(at, branch.name, branch.action);
  const { name, description, actions } = branch;
  return [
    ...headFaults(at, name, description),
    ...(actions.length > MAX_OPTIONS ? [`${at} has ${actions.length} subcommands`] : []),
    ...actions.flatMap(([subcommand, action]) => subcommandFaults(`${at} ${subcommand}`, subcommand, action)),
  ];
}

function subcommandFaults(at: string, name: string, action: Action): string[] {
  return [...headFaults(at, name, action.description), ...actionFaults(at, action)];
}

function headFaults(at: string, name: string, description: string): string[] {
  return [
    ...(NAME.test(name) && name === name.toLowerCase() ? [] : [`${at}: the name is not allowed`]),
    ...(description.length >= 1 && description.length <= MAX_DESCRIPTION
      ? []
      : [`${at}: the description has ${description.length} characters, 1 to ${MAX_DESCRIPTION} are allowed`]),
  ];
}

function actionFaults(at: string, { options }: Action): string[] {
  const all = Object.entries(options);
  return [
    ...(all.length > MAX_OPTIONS ? [`${at} has ${all.length} options`] : []),
    ...all.flatMap(([name, option]) => [
      ...headFaults(`${at} ${name}:`, name, option.description),
      ...choiceFaults(`${at} ${name}:`, option),
    ]),
  ];
}

function choiceFaults(at: string, option: OptionDefinition): string[] {
  const choices = choicesOf(option);
  const bad = choices.filter(
    ({ name, value }) => name === '' || name.length > MAX_CHOICE || String(value).length > MAX_CHOICE,
  );
  return [
    ...(choices.length > MAX_CHOICES ? [`${at} has ${choices.length} choices`] : []),
    ...bad.map(({ name }) => `${at} the choice "${name}" is empty or too long`),
    ...(option.type === 'string' && option.autocomplete !== undefined && choices.length > 0
      ? [`${at} has both choices and completion`]
      : []),
  ];
}

function choicesOf(
  option: OptionDefinition,
): readonly { readonly name: string; readonly value: string | number }[] {
  return option.type === 'string' || option.type === 'integer' ? (option.choices ?? []) : [];
}

function branchSize(branch: Branch): number {
  const actions = branch.kind === 'group' ? branch.actions : [[branch.name, branch.action] as const];
  const head = branch.kind === 'group' ? branch.name.length + branch.description.length : 0;
  return actions.reduce(
    (sum, [name, action]) => sum + name.length + action.description.length + sizeOf(action),
    head,
  );
}

function sizeOf({ options }: Action): number {
  return Object.entries(options).reduce(
    (sum, [name, option]) =>
      sum +
      name.length +
      option.description.length +
      choicesOf(option).reduce((all, choice) => all + choice.name.length + String(choice.value).length, 0),
    0,
  );
}
