import { cut } from '../message/cut.ts';
import { BLANK, LIMITS } from '../message/limits.ts';
import type { Choice } from './command.ts';

export type AutocompleteChoices = readonly { readonly name: string; readonly value: string }[];

const MAX = LIMITS.completion;

/**
 * Makes suggestions fit: 25 with names of 100 characters. One whose value is empty, too long or there already is
 * left out, for a shortened value would mean something else.
 */
export function fitChoices(choices: readonly Choice<string>[]): AutocompleteChoices {
  const byValue = new Map<string, string>();
  for (const { name, value } of choices) {
    if (byValue.size === MAX.choices) break;
    if (value.trim() === '' || value.length > MAX.value || byValue.has(value)) continue;
    byValue.set(value, name.trim() === '' ? BLANK : cut(name, MAX.name));
  }
  return [...byValue].map(([value, name]) => ({ name, value }));
}
