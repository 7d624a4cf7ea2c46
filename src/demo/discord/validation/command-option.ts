import { ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import { z } from 'zod';
import { choices } from './choices.ts';
import { integer, list, optional, refuse, text } from './form.ts';

// https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-structure

// Any alphabet, in lower case: the expression of the documentation.
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** Name of a command or option: 1 to 32 word characters, in lower case. */
export const commandName = z.string().superRefine((value, context) => {
  if (!NAME.test(value) || value !== value.toLowerCase()) {
    refuse(context, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
});

export const description = text({ min: 1, max: 100 });
export const localizations = optional(z.record(z.string(), z.string()));

const base = z.object({
  name: commandName,
  name_localizations: localizations,
  description,
  description_localizations: localizations,
});

const valueOption = base
  .extend({
    type: z.literal([
      Type.String,
      Type.Integer,
      Type.Boolean,
      Type.User,
      Type.Channel,
      Type.Role,
      Type.Mentionable,
      Type.Number,
      Type.Attachment,
    ]),
    required: optional(z.boolean()),
    choices: optional(choices),
    autocomplete: optional(z.boolean()),
    min_value: optional(z.number()),
    max_value: optional(z.number()),
    min_length: optional(integer(0, 6000)),
    max_length: optional(integer(1, 6000)),
    channel_types: optional(z.array(z.number())),
  })
  .superRefine((option, context) => {
    const wrong = (field: string, code: string, message: string) => refuse(context, code, message, [field]);
    const takesChoices = [Type.String, Type.Integer, Type.Number].includes(option.type);
    if (option.autocomplete === true && (!takesChoices || (option.choices ?? []).length > 0)) {
      wrong(
        'autocomplete',
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'Only string, integer and number options without choices can complete',
      );
    }
    const names = new Set<string>();
    for (const [index, choice] of (option.choices ?? []).entries()) {
      const fits =
        option.type === Type.String
          ? typeof choice.value === 'string'
          : typeof choice.value === 'number' &&
            (option.type !== Type.Integer || Number.isInteger(choice.value));
      if (!fits || !takesChoices) {
        refuse(context, 'APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_TYPE', 'Choice value is of another type', [
          'choices',
          index,
          'value',
        ]);
      }
      if (names.has(choice.name)) {
        refuse(
          context,
          'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS',
          'Option choice name already exists',
          ['choices', index],
        );
      }
      names.add(choice.name);
    }
    const isNumber = option.type === Type.Integer || option.type === Type.Number;
    if (!isNumber && (option.min_value !== undefined || option.max_value !== undefined)) {
      wrong(
        'min_value',
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'Only numbers have a least and most value',
      );
    }
    if (option.type !== Type.String && (option.min_length !== undefined || option.max_length !== undefined)) {
      wrong('min_length', 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Only strings have a length');
    }
  });

export type ValueOption = z.output<typeof valueOption>;

function options<T extends z.ZodType<{ name: string; required?: boolean | undefined }>>(item: T) {
  return list(item, { max: 25 }).superRefine((values, context) => {
    const seen = new Set<string>();
    let sawOptional = false;
    for (const [index, option] of values.entries()) {
      if (seen.has(option.name)) {
        refuse(context, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists', [
          index,
        ]);
      }
      seen.add(option.name);
      if (option.required !== true) sawOptional = true;
      else if (sawOptional) {
        refuse(
          context,
          'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
          'Required options must be placed before non-required options',
          [index],
        );
      }
    }
  });
}

const valueOptions = optional(options(valueOption));
const subcommand = base.extend({ type: z.literal(Type.Subcommand), options: valueOptions });
const subcommandGroup = base.extend({
  type: z.literal(Type.SubcommandGroup),
  options: optional(options(subcommand)),
});

export type Subcommand = z.output<typeof subcommand>;
export type SubcommandGroup = z.output<typeof subcommandGroup>;
export type CommandOption = ValueOption | Subcommand | SubcommandGroup;

/** Options of a command: values, or else subcommands and groups of them. */
export const commandOptions = options(
  z.discriminatedUnion('type', [valueOption, subcommand, subcommandGroup]),
).superRefine((values, context) => {
  const nested = values.filter((option) => isNested(option)).length;
  if (nested > 0 && nested < values.length) {
    refuse(
      context,
      'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
      'Sub-command and sub-command group option types are mutually exclusive to all other types',
    );
  }
});

export function isNested(option: CommandOption): option is Subcommand | SubcommandGroup {
  return option.type === Type.Subcommand || option.type === Type.SubcommandGroup;
}
