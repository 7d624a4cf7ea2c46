import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  type APIApplicationCommandOptionChoice,
  type APIApplicationCommandSubcommandGroupOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { Action, Choice, Command, OptionDefinition, OptionDefinitions } from './command.ts';
import { branchesOf, type GroupBranch } from './command-branches.ts';

export type CommandPayload = RESTPostAPIChatInputApplicationCommandsJSONBody;

/**
 * A command as Discord wants it registered. All are visible to everyone: whom `/ban` obeys is decided by role
 * lists when it runs, and a default of Discord's permissions would hide it from moderators whose role lacks them.
 * Owners can hide commands in Server Settings, Integrations. Guild commands have no contexts to name.
 */
export function commandPayload({ name, description, body }: Command): CommandPayload {
  const options: APIApplicationCommandOption[] =
    body.kind === 'action'
      ? optionPayloads(body.action.options)
      : branchesOf(body.actions).map((branch) =>
          branch.kind === 'group' ? groupPayload(branch) : subcommandPayload(branch.name, branch.action),
        );
  return {
    type: ApplicationCommandType.ChatInput,
    name,
    description,
    ...(options.length === 0 ? {} : { options }),
  };
}

function groupPayload({
  name,
  description,
  actions,
}: GroupBranch): APIApplicationCommandSubcommandGroupOption {
  return {
    type: ApplicationCommandOptionType.SubcommandGroup,
    name,
    description,
    options: actions.map(([subcommand, action]) => subcommandPayload(subcommand, action)),
  };
}

function subcommandPayload(name: string, action: Action): APIApplicationCommandSubcommandOption {
  const options = optionPayloads(action.options);
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name,
    description: action.description,
    ...(options.length === 0 ? {} : { options }),
  };
}

/** Discord wants what is required to stand first. */
function optionPayloads(options: OptionDefinitions): APIApplicationCommandBasicOption[] {
  const all = Object.entries(options);
  const required = all.filter(([, option]) => option.required === true);
  const rest = all.filter(([, option]) => option.required !== true);
  return [...required, ...rest].map(([name, option]) => optionPayload(name, option));
}

function optionPayload(name: string, option: OptionDefinition): APIApplicationCommandBasicOption {
  const common = { name, description: option.description, required: option.required === true };
  switch (option.type) {
    case 'string': {
      const base = {
        ...common,
        type: ApplicationCommandOptionType.String as const,
        ...(option.minLength === undefined ? {} : { min_length: option.minLength }),
        ...(option.maxLength === undefined ? {} : { max_length: option.maxLength }),
      };
      if (option.autocomplete !== undefined) return { ...base, autocomplete: true };
      return { ...base, ...choicePayloads(option.choices) };
    }
    case 'integer':
      return {
        ...common,
        type: ApplicationCommandOptionType.Integer,
        ...(option.min === undefined ? {} : { min_value: option.min }),
        ...(option.max === undefined ? {} : { max_value: option.max }),
        ...choicePayloads(option.choices),
      };
    case 'boolean':
      return { ...common, type: ApplicationCommandOptionType.Boolean };
    case 'channel':
      return {
        ...common,
        type: ApplicationCommandOptionType.Channel,
        ...(option.channelTypes === undefined ? {} : { channel_types: [...option.channelTypes] }),
      };
    case 'role':
      return { ...common, type: ApplicationCommandOptionType.Role };
    case 'user':
      return { ...common, type: ApplicationCommandOptionType.User };
    case 'attachment':
      return { ...common, type: ApplicationCommandOptionType.Attachment };
  }
}

function choicePayloads<T extends string | number>(
  choices: readonly Choice<T>[] | undefined,
): { choices?: APIApplicationCommandOptionChoice<T>[] } {
  return choices === undefined || choices.length === 0
    ? {}
    : { choices: choices.map(({ name, value }) => ({ name, value })) };
}
