import type { SimulatedField, SimulatedModal } from '../protocol.ts';

const ACTION_ROW = 1;

/** The fields of a form in the order in which they are shown, with their labels, which stand in two places. */
export function modalFields(form: SimulatedModal): readonly {
  readonly field: SimulatedField;
  readonly label: string;
  readonly description: string | undefined;
}[] {
  return form.components.flatMap((component) =>
    component.type === ACTION_ROW
      ? component.components.map((field) => ({ field, label: field.label, description: undefined }))
      : [{ field: component.component, label: component.label, description: component.description }],
  );
}
