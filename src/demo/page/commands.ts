import type { RegisteredCommand } from '../discord/rest/registered-command.ts';
import { type CommandOption, isNested } from '../discord/validation/command-option.ts';
import type { ShownCommand, ShownOption } from './protocol.ts';

/** The lines of Discord's command list, by name: a command with subcommands has a line for each of them. */
export function shownCommands(registered: readonly RegisteredCommand[]): readonly ShownCommand[] {
  return registered
    .flatMap(({ form }) => lines(form.name, form.description ?? '', form.options ?? [], []))
    .sort((a, b) => a.path.localeCompare(b.path, 'en'));
}

function lines(
  name: string,
  description: string,
  options: readonly CommandOption[],
  path: readonly string[],
): readonly ShownCommand[] {
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
      options: options.flatMap((option): ShownOption[] => (isNested(option) ? [] : [option])),
    },
  ];
}
