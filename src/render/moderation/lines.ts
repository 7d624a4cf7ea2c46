import type { APIEmbedField } from 'discord-api-types/v10';
import { count } from '../numbers.ts';

/** The longest of what `lines` adds: `and 1,234 more`. */
const MORE_LENGTH = 24;

/** As many lines as have room, and how many have not. At least the first one is shown. `total` counts those not given, too. */
export function fittingLines(lines: readonly string[], room: number, total: number = lines.length): string {
  const shown: string[] = [];
  let left = room - MORE_LENGTH;
  for (const line of lines) {
    left -= line.length + 1;
    if (left < 0 && shown.length > 0) break;
    shown.push(line);
  }
  const more = total - shown.length;
  if (more > 0) shown.push(`and ${count(more)} more`);
  return shown.join('\n');
}

/** A text from outside with its line breaks, line by line made fit for Discord by `show`. */
export function textLines(
  text: string,
  show: (line: string, maxLength: number) => string,
  room: number,
  mostLines: number = Number.POSITIVE_INFINITY,
): string {
  const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== '');
  const shown: string[] = [];
  let left = room;
  for (const line of lines) {
    // An ellipsis of a few characters says nothing that one of a single character does not.
    if (left < 20 || shown.length >= mostLines) return `${shown.join('\n')}\n…`;
    const fitted = show(line, left);
    shown.push(fitted);
    left -= fitted.length + 1;
  }
  return shown.join('\n');
}

/** A field, unless there is nothing to say. */
export function fieldOf(name: string, value: string, inline = false): readonly APIEmbedField[] {
  return value === '' ? [] : [{ name, value, ...(inline && { inline }) }];
}
