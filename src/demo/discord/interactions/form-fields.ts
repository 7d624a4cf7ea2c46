import { ComponentType } from 'discord-api-types/v10';
import { modalFields, type SimulatedField, type SimulatedModal } from '../validation/modal.ts';
import { DriverError } from './driver-error.ts';

/** The components of a submitted form. @throws DriverError where Discord's client would not let it be sent. */
export function formFields(form: SimulatedModal, typed: Readonly<Record<string, string>>): readonly object[] {
  const fields = modalFields(form);
  for (const name of Object.keys(typed)) {
    if (!fields.some((field) => field.custom_id === name))
      throw new DriverError(`the form has no field ${name}`);
  }
  return form.components.map((component) =>
    component.type === ComponentType.ActionRow
      ? { type: component.type, components: component.components.map((field) => fill(field, typed)) }
      : { type: component.type, component: fill(component.component, typed) },
  );
}

function fill(field: SimulatedField, typed: Readonly<Record<string, string>>): object {
  const { custom_id: name, required = true } = field;
  if (field.type === ComponentType.StringSelect) {
    const chosen = typed[name];
    if (chosen === undefined && required) throw new DriverError(`the form wants a choice for ${name}`);
    if (chosen !== undefined && !field.options.some(({ value }) => value === chosen)) {
      throw new DriverError(`the field ${name} does not offer ${chosen}`);
    }
    return { type: field.type, custom_id: name, values: chosen === undefined ? [] : [chosen] };
  }
  const value = typed[name] ?? field.value ?? '';
  if (value === '' && required) throw new DriverError(`the form wants something in ${name}`);
  const { min_length: min = 0, max_length: max = 4000 } = field;
  if (value !== '' && (value.length < min || value.length > max)) {
    throw new DriverError(`the field ${name} wants ${min} to ${max} characters`);
  }
  return { type: field.type, custom_id: name, value };
}
