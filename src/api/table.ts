import { plainText } from '../render/escape.ts';
import { cutToWidth, displayWidth } from '../render/table.ts';
import { safeLine } from './safe-text.ts';

/** Columns of a cell at most, but for ids. */
const CELL = 32;
/** A last column that would be narrower says nothing. */
const LEAST = 8;
const GAP = 2;

/**
 * A table of the resources of an answer: ids and attributes, one line a resource, as wide as the terminal. What has no
 * room is left out from the right; what holds parts of its own stands behind everything else, as JSON.
 */
export function renderTable(data: unknown, columns: number): string {
  const rows = rowsOf(data);
  const names = columnsOf(rows);
  const cells = rows.map((row) => names.map((name) => cellOf(row.get(name), name)));
  const wanted = names.map((name, index) =>
    Math.max(displayWidth(name), ...cells.map((row) => displayWidth(row[index] ?? ''))),
  );
  const widths = fitted(wanted, columns);
  const line = (texts: readonly string[]): string =>
    widths
      .map((width, index) => {
        const text = cutToWidth(texts[index] ?? '', width);
        const padding = index === widths.length - 1 ? 0 : width - displayWidth(text);
        // Keeps the direction of a name to the name.
        return (text === '' ? '' : plainText(text)) + ' '.repeat(Math.max(0, padding));
      })
      .join(' '.repeat(GAP))
      .trimEnd();
  if (rows.length === 0) return '(nothing)';
  return [line(names), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n');
}

type Row = ReadonlyMap<string, unknown>;

function rowsOf(data: unknown): readonly Row[] {
  if (data === undefined || data === null) return [];
  if (Array.isArray(data)) return data.map(rowOf);
  const list = isObject(data) && !('attributes' in data) ? listIn(data) : undefined;
  return list === undefined ? [rowOf(data)] : list.map(rowOf);
}

/** The one list that an answer holds beside numbers about it: `{ version, value: […] }`, `{ items: […], total }`. */
function listIn(data: Readonly<Record<string, unknown>>): readonly unknown[] | undefined {
  const values = Object.values(data);
  const lists = values.filter((value) => Array.isArray(value));
  const others = values.filter((value) => !Array.isArray(value));
  return lists.length === 1 && others.every((value) => !isObject(value)) ? lists[0] : undefined;
}

function rowOf(value: unknown): Row {
  if (!isObject(value)) return new Map([['value', value]]);
  const { id, attributes } = value;
  if (!isObject(attributes)) return new Map(Object.entries(value));
  return new Map([...(id === undefined ? [] : [['id', id] as const]), ...Object.entries(attributes)]);
}

/** Those that say something in any row; ids and plain values first. */
function columnsOf(rows: readonly Row[]): readonly string[] {
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const filled = names.filter((name) => rows.some((row) => !isEmpty(row.get(name))));
  const plain = filled.filter((name) => rows.every((row) => !isStructured(row.get(name))));
  return [...plain, ...filled.filter((name) => !plain.includes(name))];
}

function cellOf(value: unknown, name: string): string {
  if (isEmpty(value)) return '';
  const text = isStructured(value) ? JSON.stringify(value, jsonable) : String(value);
  const line = safeLine(text);
  return name === 'id' ? line : cutToWidth(line, CELL);
}

function jsonable(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

function fitted(wanted: readonly number[], columns: number): readonly number[] {
  const widths: number[] = [];
  let left = columns;
  for (const width of wanted) {
    const room = left - (widths.length === 0 ? 0 : GAP);
    if (room < Math.min(width, LEAST)) break;
    widths.push(Math.min(width, room));
    left = room - width;
    if (left <= 0) break;
  }
  return widths;
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

function isStructured(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
