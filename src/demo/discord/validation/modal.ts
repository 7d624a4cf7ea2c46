import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { z } from 'zod';
import { customId, stringSelect } from './components.ts';
import { integer, list, optional, refuse, text } from './form.ts';

// https://discord.com/developers/docs/components/reference#text-input and #label

const textInputBase = z.object({
  type: z.literal(ComponentType.TextInput),
  custom_id: customId,
  style: z.literal([TextInputStyle.Short, TextInputStyle.Paragraph]),
  min_length: optional(integer(0, 4000)),
  max_length: optional(integer(1, 4000)),
  required: optional(z.boolean()),
  value: optional(text({ max: 4000 })),
  placeholder: optional(text({ max: 100 })),
});

const rowTextInput = textInputBase.extend({ label: text({ min: 1, max: 45 }) });

const row = z.object({
  type: z.literal(ComponentType.ActionRow),
  components: list(rowTextInput, { min: 1, max: 1 }),
});

const label = z.object({
  type: z.literal(ComponentType.Label),
  label: text({ min: 1, max: 45 }),
  description: optional(text({ max: 100 })),
  component: z.discriminatedUnion('type', [textInputBase, stringSelect]),
});

const modalForm = z.object({
  custom_id: customId,
  title: text({ min: 1, max: 45 }),
  components: list(z.discriminatedUnion('type', [row, label]), { min: 1, max: 5 }),
});

/** A form: title of 45 characters, one to five fields, every `custom_id` once. */
export const modal = modalForm.superRefine((value, context) => {
  const seen = new Set<string>();
  for (const [index, component] of value.components.entries()) {
    for (const field of component.type === ComponentType.ActionRow
      ? component.components
      : [component.component]) {
      if (seen.has(field.custom_id)) {
        refuse(context, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated', [
          'components',
          index,
        ]);
      }
      seen.add(field.custom_id);
      if (field.type === ComponentType.TextInput) checkTextInput(field, context, index);
      else if (field.disabled === true) {
        refuse(context, 'BASE_TYPE_BAD_COMBINATION', 'A select in a modal cannot be disabled', [
          'components',
          index,
        ]);
      }
    }
  }
});

function checkTextInput(
  { min_length: min = 0, max_length: max = 4000, value = '' }: z.output<typeof textInputBase>,
  context: z.RefinementCtx,
  index: number,
): void {
  const path = ['components', index];
  if (min > max) refuse(context, 'NUMBER_TYPE_MAX', 'min_length must be at most max_length', path);
  if (value !== '' && (value.length < min || value.length > max)) {
    refuse(context, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`, [
      ...path,
      'value',
    ]);
  }
}

export type SimulatedModal = z.output<typeof modal>;
export type SimulatedField =
  | z.output<typeof rowTextInput>
  | z.output<typeof textInputBase>
  | z.output<typeof stringSelect>;

/** The fields of a form in the order in which they are shown. */
export function modalFields(form: SimulatedModal): readonly SimulatedField[] {
  return form.components.flatMap((component): SimulatedField[] =>
    component.type === ComponentType.ActionRow ? component.components : [component.component],
  );
}
