import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  ComponentType,
} from 'discord-api-types/v10';
import { cut } from './cut.ts';
import { BLANK, LIMITS } from './limits.ts';

const MAX = LIMITS.components;

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/**
 * Makes rows of buttons and menus fit. A component whose `custom_id` is too long, empty or taken cannot work and
 * is left out; so is a menu with nothing to choose.
 */
export function fitRows(rows: readonly Row[]): readonly Row[] {
  const taken = new Set<string>();
  return rows
    .map((row) => ({ ...row, components: fitRow(row.components, taken) }))
    .filter((row) => row.components.length > 0)
    .slice(0, MAX.rows);
}

function fitRow(
  components: readonly APIComponentInMessageActionRow[],
  taken: Set<string>,
): APIComponentInMessageActionRow[] {
  const fitted: APIComponentInMessageActionRow[] = [];
  for (const component of components) {
    const [first] = fitted;
    // A menu fills its row, so it stands alone.
    const full =
      first !== undefined &&
      (first.type !== ComponentType.Button ||
        component.type !== ComponentType.Button ||
        fitted.length >= MAX.buttonsPerRow);
    if (full || !claim(component, taken)) continue;
    const part = fitComponent(component);
    if (part !== undefined) fitted.push(part);
  }
  return fitted;
}

function claim(component: APIComponentInMessageActionRow, taken: Set<string>): boolean {
  if (!('custom_id' in component)) return true;
  const id = component.custom_id.trim();
  if (id === '' || component.custom_id.length > MAX.customId || taken.has(id)) return false;
  taken.add(id);
  return true;
}

function fitComponent(component: APIComponentInMessageActionRow): APIComponentInMessageActionRow | undefined {
  if (component.type === ComponentType.Button) {
    if (!('label' in component)) return component;
    const { label = '', emoji } = component;
    if (label.trim() !== '') return { ...component, label: cut(label, MAX.label) };
    return emoji === undefined ? { ...component, label: BLANK } : component;
  }
  const placeholder =
    component.placeholder === undefined ? {} : { placeholder: cut(component.placeholder, MAX.placeholder) };
  if (component.type !== ComponentType.StringSelect) return { ...component, ...placeholder };
  const options = fitOptions(component.options);
  if (options.length === 0) return undefined;
  const { min_values: min, max_values: max } = component;
  return {
    ...component,
    ...placeholder,
    options,
    ...(min === undefined ? {} : { min_values: Math.min(min, options.length) }),
    ...(max === undefined ? {} : { max_values: Math.min(max, options.length) }),
  };
}

function fitOptions(options: readonly APISelectMenuOption[]): APISelectMenuOption[] {
  const values = new Set<string>();
  const fitted: APISelectMenuOption[] = [];
  for (const option of options) {
    // Discord cuts blanks off, and two values that differ in nothing else are one.
    const value = option.value.trim();
    if (value === '' || option.value.length > MAX.optionValue || values.has(value)) continue;
    values.add(value);
    fitted.push({
      ...option,
      label: option.label.trim() === '' ? BLANK : cut(option.label, MAX.optionLabel),
      ...(option.description === undefined
        ? {}
        : { description: cut(option.description, MAX.optionDescription) }),
    });
  }
  return fitted.slice(0, MAX.options);
}
