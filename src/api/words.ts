import type { Shape } from './shape.ts';

/** What a value may be, in words for help: `a whole number, 1 to 100`. */
export function wordsOf(shape: Shape): string {
  const form = formOf(shape);
  return shape.standard === undefined ? form : `${form}; ${shape.standard} if left out`;
}

function formOf(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return textForm(shape);
    case 'number':
      return `${shape.whole ? 'a whole number' : 'a number'}${rangeOf(shape)}`;
    case 'flag':
      return 'true or false';
    case 'choice':
      return shape.values.length === 1 ? shape.values.join() : `one of ${shape.values.join(', ')}`;
    case 'constant':
      return `${shape.value}; filled in by itself`;
    case 'nothing':
      return 'the word null';
    case 'bytes':
      return 'a file: @path';
    case 'list':
      return listForm(shape.item);
    case 'group':
    case 'record':
      return 'JSON, or its parts one by one';
    case 'either':
      return eitherForm(shape.options);
  }
}

function textForm({ rule, least, most }: Extract<Shape, { readonly kind: 'text' }>): string {
  // Of rules that say only that it is not empty, the range says more.
  if (rule !== undefined && !rule.startsWith('text that is not empty')) return rule;
  if (most !== undefined) return `text of ${least ?? 0} to ${most} characters`;
  return least === 0 ? 'text, which may be empty' : 'text';
}

function rangeOf({ least, most }: { readonly least?: number; readonly most?: number }): string {
  if (least !== undefined && most !== undefined) return `, ${least} to ${most}`;
  if (least !== undefined) return `, at least ${least}`;
  return most === undefined ? '' : `, at most ${most}`;
}

function listForm(item: Shape): string {
  const form = item.kind === 'choice' ? `of ${item.values.join(', ')}` : formOf(item);
  const each =
    item.description === undefined || item.kind === 'choice' ? form : `${form} (${item.description})`;
  return item.kind === 'choice' ? `a list ${each}` : `a list, each ${each}`;
}

function eitherForm(options: readonly Shape[]): string {
  const [one, other] = options;
  // One, or a list of the same.
  if (options.length === 2 && one?.kind === 'choice' && other?.kind === 'list') return formOf(other);
  return [...new Set(options.map(formOf))].join(', or ');
}
