import { ChannelType, ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import type { RegisteredCommand } from '../discord/rest/registered-command.ts';
import { type CommandOption, isNested, type ValueOption } from '../discord/validation/command-option.ts';
import type { ShownCommand, ShownOption } from './protocol.ts';

/** What options for channels, roles and people offer: names by id. */
export interface Offered {
  /** Text channels. */
  readonly channels: Readonly<Record<string, string>>;
  readonly roles: Readonly<Record<string, string>>;
  readonly people: Readonly<Record<string, string>>;
}

/** The lines of Discord's command list, by name: a command with subcommands has a line for each of them. */
export function shownCommands(
  registered: readonly RegisteredCommand[],
  offered: Offered,
): readonly ShownCommand[] {
  return registered
    .flatMap(({ form }) => lines(form.name, form.description ?? '', form.options ?? [], []))
    .map((line) => ({ ...line, options: line.options.map((option) => withChoices(option, offered)) }))
    .sort((a, b) => a.path.localeCompare(b.path, 'en'));
}

/** Discord's client offers what there is; the page has no place but the choices to put it. */
function withChoices({ channel_types: types, ...option }: ValueOption, offered: Offered): ShownOption {
  switch (option.type) {
    case Type.Channel: {
      const fits = types === undefined || types.length === 0 || types.includes(ChannelType.GuildText);
      return { ...option, choices: fits ? choicesOf('#', offered.channels) : [] };
    }
    case Type.Role:
      return { ...option, choices: choicesOf('@', offered.roles) };
    case Type.User:
      return { ...option, choices: choicesOf('@', offered.people) };
    default:
      return option;
  }
}

function choicesOf(
  sign: string,
  names: Readonly<Record<string, string>>,
): NonNullable<ShownOption['choices']> {
  return Object.entries(names).map(([id, name]) => ({
    name: `${sign}${name}`,
    name_localizations: undefined,
    value: id,
  }));
}

interface Line extends Omit<ShownCommand, 'options'> {
  readonly options: readonly ValueOption[];
}

function lines(
  name: string,
  description: string,
  options: readonly CommandOption[],
  path: readonly string[],
): readonly Line[] {
  const nested = options.filter(isNested);
  if (nested.length > 0) {
    return nested.flatMap((option) =>
      lines(name, option.description, option.options ?? [], [...path, option.name]),
    );
  }
  const subcommand = path.join(' ');
  return [
    {
      path: [name, ...path].join(' '),
      name,
      ...(subcommand === '' ? {} : { subcommand }),
      description,
      options: options.flatMap((option) => (isNested(option) ? [] : [option])),
    },
  ];
}
