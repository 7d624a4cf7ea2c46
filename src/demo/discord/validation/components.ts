import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';
import { emoji } from './emoji.ts';
import { integer, list, optional, refuse, snowflake, text } from './form.ts';
import { url } from './url.ts';

// https://discord.com/developers/docs/components/reference

export const customId = text({ min: 1, max: 100 });

const button = z
  .object({
    type: z.literal(ComponentType.Button),
    style: z.literal([
      ButtonStyle.Primary,
      ButtonStyle.Secondary,
      ButtonStyle.Success,
      ButtonStyle.Danger,
      ButtonStyle.Link,
    ]),
    label: optional(text({ max: 80 })),
    emoji: optional(emoji),
    custom_id: optional(customId),
    url: optional(url({ max: 512 })),
    disabled: optional(z.boolean()),
  })
  .superRefine((value, context) => {
    if (value.custom_id !== undefined && value.url !== undefined) {
      refuse(context, 'BASE_TYPE_BAD_COMBINATION', 'A custom id and url cannot both be specified', [
        'custom_id',
      ]);
    } else if (value.style === ButtonStyle.Link && value.url === undefined) {
      refuse(context, 'BASE_TYPE_REQUIRED', 'A url is required', ['url']);
    } else if (value.style !== ButtonStyle.Link && value.custom_id === undefined) {
      refuse(context, 'BASE_TYPE_REQUIRED', 'A custom id is required', ['custom_id']);
    }
    if ((value.label ?? '') === '' && value.emoji === undefined) {
      refuse(context, 'BASE_TYPE_REQUIRED', 'A label or emoji is required', ['label']);
    }
  });

const selectBase = z.object({
  custom_id: customId,
  placeholder: optional(text({ max: 150 })),
  min_values: optional(integer(0, 25)),
  max_values: optional(integer(1, 25)),
  disabled: optional(z.boolean()),
  required: optional(z.boolean()),
});

export const stringSelect = selectBase
  .extend({
    type: z.literal(ComponentType.StringSelect),
    options: list(
      z.object({
        label: text({ min: 1, max: 100 }),
        value: text({ min: 1, max: 100 }),
        description: optional(text({ max: 100 })),
        emoji: optional(emoji),
        default: optional(z.boolean()),
      }),
      { min: 1, max: 25 },
    ),
  })
  .superRefine((value, context) => {
    const seen = new Set<string>();
    for (const [index, option] of value.options.entries()) {
      if (seen.has(option.value)) {
        refuse(
          context,
          'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
          'The specified option value is already used',
          ['options', index, 'value'],
        );
      }
      seen.add(option.value);
    }
    const { min_values: min = 1, max_values: max = 1 } = value;
    if (value.options.length > 0 && max > value.options.length) {
      refuse(context, 'BASE_TYPE_BAD_LENGTH', `Must be between ${max} and 25 in length.`, ['options']);
    }
    if (min > max) {
      refuse(context, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`, ['min_values']);
    }
    if (value.options.filter((option) => option.default === true).length > max) {
      refuse(context, 'SELECT_COMPONENT_TOO_MANY_DEFAULTS', `At most ${max} options may be selected`, [
        'options',
      ]);
    }
  });

const autoSelect = selectBase.extend({
  type: z.literal([
    ComponentType.UserSelect,
    ComponentType.RoleSelect,
    ComponentType.MentionableSelect,
    ComponentType.ChannelSelect,
  ]),
  default_values: optional(list(z.object({ id: snowflake, type: z.string() }), { max: 25 })),
});

const messageComponent = z.discriminatedUnion('type', [button, stringSelect, autoSelect]);

const actionRow = z
  .object({
    type: z.literal(ComponentType.ActionRow),
    components: list(messageComponent, { min: 1, max: 5 }),
  })
  .superRefine((row, context) => {
    const firstIsSelect = row.components[0]?.type !== ComponentType.Button;
    for (const [index, component] of row.components.entries()) {
      if (index > 0 && (firstIsSelect || component.type !== ComponentType.Button)) {
        refuse(
          context,
          'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
          'The specified component exceeds the maximum width',
          ['components', index],
        );
      }
    }
  });

/** The rows of a message: five at most, every `custom_id` once. */
export const actionRows = list(actionRow, { max: 5 }).superRefine((rows, context) => {
  const seen = new Set<string>();
  for (const [row, { components }] of rows.entries()) {
    for (const [index, { custom_id: id }] of components.entries()) {
      if (id === undefined) continue;
      if (seen.has(id)) {
        refuse(context, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated', [
          row,
          'components',
          index,
          'custom_id',
        ]);
      }
      seen.add(id);
    }
  }
});

export type SimulatedActionRow = z.output<typeof actionRow>;
export type SimulatedComponent = z.output<typeof messageComponent>;
