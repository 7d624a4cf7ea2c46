import { ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import type { SimulatedChoice } from '../validation/choices.ts';
import type { CommandForm } from '../validation/command.ts';
import type { CommandOption } from '../validation/command-option.ts';

/** A command as Discord keeps it. */
export interface RegisteredCommand {
  readonly id: string;
  readonly guildId: string | undefined;
  /** Changes with every change of the command. */
  readonly version: string;
  readonly form: CommandForm;
}

/**
 * A command as the API shows it: with the fields that Discord adds, and without those that hold their default,
 * so that it never equals what was sent. Localisations appear only where they were asked for.
 */
export function showCommand(command: RegisteredCommand, applicationId: string, localized: boolean): object {
  const { form } = command;
  const locale = (names: object | undefined, key: string) => (localized ? { [key]: names ?? null } : {});
  const options = form.options ?? [];
  return {
    id: command.id,
    application_id: applicationId,
    version: command.version,
    default_member_permissions: form.default_member_permissions ?? null,
    type: form.type ?? 1,
    name: form.name,
    ...locale(form.name_localizations, 'name_localizations'),
    description: form.description ?? '',
    ...locale(form.description_localizations, 'description_localizations'),
    ...(command.guildId === undefined ? { dm_permission: true } : { guild_id: command.guildId }),
    contexts: form.contexts ?? null,
    integration_types: form.integration_types ?? [0],
    ...(options.length === 0 ? {} : { options: options.map((option) => showOption(option, localized)) }),
    nsfw: form.nsfw ?? false,
  };
}

function showOption(option: CommandOption, localized: boolean): object {
  const locale = (names: object | undefined, key: string) => (localized ? { [key]: names ?? null } : {});
  const head = {
    type: option.type,
    name: option.name,
    ...locale(option.name_localizations, 'name_localizations'),
    description: option.description,
    ...locale(option.description_localizations, 'description_localizations'),
  };
  if (option.type === Type.Subcommand || option.type === Type.SubcommandGroup) {
    const inner: readonly CommandOption[] = option.options ?? [];
    return {
      ...head,
      ...(inner.length === 0 ? {} : { options: inner.map((each) => showOption(each, localized)) }),
    };
  }
  return {
    ...head,
    ...(option.required === true ? { required: true } : {}),
    ...(option.autocomplete === true ? { autocomplete: true } : {}),
    ...(option.choices === undefined || option.choices.length === 0
      ? {}
      : { choices: option.choices.map((choice) => showChoice(choice, localized)) }),
    ...(option.min_value === undefined ? {} : { min_value: option.min_value }),
    ...(option.max_value === undefined ? {} : { max_value: option.max_value }),
    ...(option.min_length === undefined ? {} : { min_length: option.min_length }),
    ...(option.max_length === undefined ? {} : { max_length: option.max_length }),
    ...(option.channel_types === undefined ? {} : { channel_types: option.channel_types }),
  };
}

function showChoice(choice: SimulatedChoice, localized: boolean): object {
  return {
    name: choice.name,
    ...(localized ? { name_localizations: choice.name_localizations ?? null } : {}),
    value: choice.value,
  };
}
