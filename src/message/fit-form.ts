import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackComponent,
  type APITextInputComponent,
  ComponentType,
} from 'discord-api-types/v10';
import { cut } from './cut.ts';
import { BLANK, LIMITS } from './limits.ts';
import type { Form } from './message.ts';
import { UserError } from './user-error.ts';

const MAX = LIMITS.form;

/**
 * Makes the words around the fields of a form fit Discord's limits: title, labels and placeholders are cut. What stands
 * in a field is not, for whoever sends the form would save the rest away.
 * @throws UserError `form-text-too-long` when a field cannot hold what is to stand in it.
 */
export function fitForm({ form }: Form): Form {
  return {
    form: { ...form, title: cutLine(form.title, MAX.title), components: form.components.map(fitPart) },
  };
}

function fitPart(
  part: APIModalInteractionResponseCallbackComponent,
): APIModalInteractionResponseCallbackComponent {
  switch (part.type) {
    case ComponentType.ActionRow:
      return { ...part, components: part.components.map((field) => fitField(field, field.label ?? '')) };
    case ComponentType.Label:
      return fitLabel(part);
    default:
      return part;
  }
}

function fitLabel(part: APILabelComponent): APILabelComponent {
  const { label, description, component } = part;
  return {
    ...part,
    label: cutLine(label, MAX.label),
    ...(description === undefined ? {} : { description: cut(description, MAX.description) }),
    component: component.type === ComponentType.TextInput ? fitField(component, label) : component,
  };
}

function fitField(field: APITextInputComponent, label: string): APITextInputComponent {
  const { value = '', placeholder, max_length: max = MAX.value, ...rest } = field;
  if (value.length > Math.min(max, MAX.value)) {
    throw new UserError(
      'form-text-too-long',
      `What stands in “${cutLine(label, MAX.label)}” now has ${value.length} characters, and the form holds ${Math.min(max, MAX.value)}. It cannot be changed here without losing the rest.`,
      { length: value.length, max },
    );
  }
  return {
    ...rest,
    max_length: max,
    ...(field.label === undefined || field.label === null ? {} : { label: cutLine(field.label, MAX.label) }),
    ...(placeholder === undefined ? {} : { placeholder: cut(placeholder, MAX.placeholder) }),
    // Nothing is no text to Discord.
    ...(value.trim() === '' ? {} : { value }),
  };
}

function cutLine(text: string, max: number): string {
  return text.trim() === '' ? BLANK : cut(text, max);
}
