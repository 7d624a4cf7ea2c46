import type { Raw } from './raw-arguments.ts';
import type { Shape } from './shape.ts';

/** Which of several shapes is meant; the first one where none fits, for the client to say what is wrong. */
export function chooseOption(options: readonly Shape[], { values, parts }: Raw): Shape {
  const fitting = options.filter((option) => accepts(option, values, parts));
  // A comma or a repetition says that several are meant, although a text might hold the comma too.
  const several = values.length > 1 || values[0]?.includes(',') === true;
  const chosen =
    (several ? fitting.find(({ kind }) => kind === 'list') : undefined) ??
    // A text, and a list of texts, would take any word.
    fitting.find(({ kind }) => kind !== 'text' && kind !== 'list') ??
    fitting[0] ??
    options[0];
  if (chosen === undefined) throw new TypeError('a union without options');
  return chosen;
}

function accepts(option: Shape, values: Raw['values'], parts: Raw['parts']): boolean {
  const [value] = values;
  if (parts.size > 0) {
    if (option.kind === 'group') return [...parts.keys()].every((key) => option.members.has(key));
    if (option.kind === 'list') return [...parts.keys()].every((key) => /^\d+$/.test(key));
    return option.kind === 'record';
  }
  switch (option.kind) {
    case 'group':
    case 'record':
      return looksLikeJson(value);
    case 'list':
      return (
        value !== undefined && (!isStructured(option.item) || looksLikeJson(value) || isListOf(option, value))
      );
    case 'flag':
      return value === undefined || value === 'true' || value === 'false';
    case 'number':
      return value !== undefined && isNumber(value);
    case 'choice':
      return value !== undefined && option.values.includes(value);
    case 'constant':
      return value === String(option.value);
    case 'nothing':
      return value === 'null';
    case 'either':
      return option.options.some((inner) => accepts(inner, values, parts));
    case 'text':
    case 'bytes':
      return value !== undefined && value !== 'null';
  }
}

function isListOf({ item }: Extract<Shape, { readonly kind: 'list' }>, value: string): boolean {
  return value === '' || accepts(item, value.split(',', 1), new Map());
}

/** It has parts, or may have. */
export function isStructured(shape: Shape): boolean {
  if (shape.kind === 'either') return shape.options.some(isStructured);
  return shape.kind === 'group' || shape.kind === 'record';
}

export function looksLikeJson(value: string | undefined): boolean {
  return value !== undefined && /^\s*[{[@]/.test(value);
}

export function isNumber(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(text);
}
