import { ApplicationCommandType } from 'discord-api-types/v10';
import { z } from 'zod';
import {
  type CommandOption,
  commandName,
  commandOptions,
  description,
  isNested,
  localizations,
} from './command-option.ts';
import { list, optional, refuse, text } from './form.ts';

// https://discord.com/developers/docs/interactions/application-commands#create-guild-application-command

/** Name, description and values of a command with all it contains: 8,000 characters at most. */
const MAX_CHARACTERS = 8000;

const permissions = optional(
  z.union([z.string(), z.number()]).transform((value, context) => {
    const bits = String(value);
    if (!/^\d{1,20}$/.test(bits)) refuse(context, 'BASE_TYPE_INVALID', 'Not a permission bitfield');
    return bits;
  }),
);

const shared = {
  name_localizations: localizations,
  description_localizations: localizations,
  default_member_permissions: permissions,
  nsfw: optional(z.boolean()),
  integration_types: optional(z.array(z.literal([0, 1]))),
  contexts: optional(z.array(z.literal([0, 1, 2]))),
};

const chatInput = z.object({
  ...shared,
  type: optional(z.literal(ApplicationCommandType.ChatInput)),
  name: commandName,
  description,
  options: optional(commandOptions),
});

const contextMenu = z.object({
  ...shared,
  type: z.literal([ApplicationCommandType.User, ApplicationCommandType.Message]),
  name: text({ min: 1, max: 32 }),
  description: optional(z.literal('')),
  options: optional(list(z.unknown(), { max: 0 })).transform((): undefined => undefined),
});

/** One command as a bot registers it. */
export const commandForm = z
  .discriminatedUnion('type', [chatInput, contextMenu])
  .superRefine((command, context) => {
    if (commandCharacters(command) > MAX_CHARACTERS) {
      refuse(context, 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${MAX_CHARACTERS})`);
    }
  });

export type CommandForm = z.output<typeof commandForm>;

/** All commands of a guild at once: every name once, 100 of the slash at most. */
export const commandsForm = list(commandForm, { max: 110 }).superRefine((commands, context) => {
  const seen = new Set<string>();
  for (const [index, command] of commands.entries()) {
    const key = `${command.type ?? 1} ${command.name}`;
    if (seen.has(key)) {
      refuse(context, 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique', [
        index,
      ]);
    }
    seen.add(key);
  }
});

/** The characters of a command that count towards the 8,000. */
export function commandCharacters(command: CommandForm): number {
  return (
    command.name.length +
    (command.description?.length ?? 0) +
    (command.options ?? []).reduce((sum, option) => sum + optionCharacters(option), 0)
  );
}

function optionCharacters(option: CommandOption): number {
  const own = option.name.length + option.description.length;
  if (isNested(option)) {
    const inner: readonly CommandOption[] = option.options ?? [];
    return inner.reduce((sum, each) => sum + optionCharacters(each), own);
  }
  return (option.choices ?? []).reduce(
    (sum, choice) => sum + choice.name.length + String(choice.value).length,
    own,
  );
}
