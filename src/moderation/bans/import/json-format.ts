import { z } from 'zod';
import { UserError } from '../../../message/user-error.ts';
import { type ListEntry, type ListProblem, LONGEST_LIST, type ReadList, tooLong } from './list-entry.ts';
import { columnOf, entryOf, type Row } from './row.ts';

/**
 * Reads a list in brackets of objects with the same names as the columns of a CSV file.
 * @throws UserError when it is no JSON, or far too long
 */
export function readJsonList(content: string): ReadList {
  const problems: ListProblem[] = [];
  const entries: ListEntry[] = [];
  const list = listOf(content);
  if (list.length > LONGEST_LIST) throw tooLong(`${list.length} entries`);
  // Lines say nothing in JSON; the place in the list does.
  for (const [index, value] of list.entries()) {
    const object = z.record(z.string(), z.unknown()).safeParse(value);
    const entry = object.success ? entryOf(rowOf(object.data)) : 'is no object in braces';
    if (typeof entry === 'string') problems.push({ line: index + 1, problem: entry });
    else entries.push({ line: index + 1, ...entry });
  }
  return { format: 'JSON', entries, problems };
}

function rowOf(object: Readonly<Record<string, unknown>>): Row {
  const row: Row = {};
  for (const [name, value] of Object.entries(object)) {
    const column = columnOf(name);
    if (column !== undefined) row[column] ??= value;
  }
  return row;
}

function listOf(content: string): readonly unknown[] {
  try {
    return z.array(z.unknown()).parse(JSON.parse(content));
  } catch {
    throw new UserError(
      'import-json',
      'That file begins like a list in JSON and is none. Check it with a JSON editor, and try again.',
    );
  }
}
