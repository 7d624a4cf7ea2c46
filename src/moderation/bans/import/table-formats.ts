import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import {
  isAddress,
  isBeGuid,
  isSteamIdText,
  type ListEnd,
  type ListEntry,
  type ListProblem,
  type ReadList,
} from './list-entry.ts';

/** Other names under which the columns are known. */
const COLUMNS: Readonly<Record<string, string>> = {
  steamid: 'identifier',
  steam_id: 'identifier',
  id: 'identifier',
  guid: 'identifier',
  ip: 'identifier',
  expiry: 'expires',
  until: 'expires',
  notes: 'note',
};

const text = z.preprocess(
  (value) => (typeof value === 'string' ? value.trim() || undefined : (value ?? undefined)),
  z.string().optional(),
);
const rowSchema = z.object({
  type: text,
  identifier: text,
  reason: text,
  /** ISO 8601, or a word for never. */
  expires: text,
  duration: text,
  note: text,
});

/**
 * Reads comma- or semicolon-separated values whose first line names the columns: `identifier`, and if they are there
 * `type`, `reason`, `expires` or `duration`, `note`. Undefined when the first line does not.
 */
export function readCsv(content: string): ReadList | undefined {
  const [head = ''] = content.split(/\r\n|\r|\n/u, 1);
  const delimiter = head.includes(';') ? ';' : head.includes('\t') ? '\t' : ',';
  const names = head.split(delimiter).map((name) => columnOf(name.replaceAll('"', '')));
  if (!names.includes('identifier')) return undefined;
  const problems: ListProblem[] = [];
  const entries: ListEntry[] = [];
  for (const { row, line } of recordsOf(content, delimiter, problems)) {
    collect(row, line, entries, problems);
  }
  return { format: 'CSV', entries, problems };
}

/** Reads a list in brackets of objects with the same names as the columns of `readCsv`; undefined for other JSON. */
export function readJsonList(content: string): ReadList | undefined {
  const parsed = jsonOf(content);
  const list = z.array(z.unknown()).safeParse(parsed);
  if (!list.success) return undefined;
  const problems: ListProblem[] = [];
  const entries: ListEntry[] = [];
  // Lines say nothing in JSON; the place in the list does.
  for (const [index, value] of list.data.entries()) {
    const object = z.record(z.string(), z.unknown()).safeParse(value);
    if (!object.success) problems.push({ line: index + 1, problem: 'is no object in braces' });
    else collect(renamed(object.data), index + 1, entries, problems);
  }
  return { format: 'JSON', entries, problems };
}

function collect(row: unknown, line: number, entries: ListEntry[], problems: ListProblem[]): void {
  const entry = entryOf(row);
  if (typeof entry === 'string') problems.push({ line, problem: entry });
  else entries.push({ line, ...entry });
}

function entryOf(row: unknown): Omit<ListEntry, 'line'> | string {
  const parsed = rowSchema.safeParse(row);
  if (!parsed.success) return `holds something that is no text in ${String(parsed.error.issues[0]?.path[0])}`;
  const { type, identifier, reason, expires, duration, note } = parsed.data;
  if (identifier === undefined) return 'has no identifier';
  const kind = type ?? typeOf(identifier);
  if (kind === undefined) return 'does not say of which type its identifier is';
  if (expires !== undefined && duration !== undefined) return 'has both an end and a duration';
  const end = endOf(expires, duration);
  if (typeof end === 'string') return end;
  return { type: kind, identifier, reason, end, note };
}

function typeOf(identifier: string): string | undefined {
  if (isSteamIdText(identifier)) return 'steamID';
  if (isBeGuid(identifier)) return 'BEGUID';
  return isAddress(identifier) ? 'ip' : undefined;
}

function endOf(expires: string | undefined, duration: string | undefined): ListEnd | string | undefined {
  if (duration !== undefined) return { kind: 'duration', text: duration };
  if (expires === undefined) return undefined;
  if (/^(?:never|perm|permanent|null|-1|0)$/iu.test(expires)) return { kind: 'never' };
  const time = /^\d{4}-\d{2}-\d{2}/u.test(expires) ? Date.parse(expires) : Number.NaN;
  return Number.isNaN(time)
    ? 'has an end that is no moment such as 2026-12-31T18:00:00Z'
    : { kind: 'at', time };
}

function* recordsOf(
  content: string,
  delimiter: string,
  problems: ListProblem[],
): Generator<{ readonly row: unknown; readonly line: number }> {
  const parsed: unknown = parse(content, {
    bom: true,
    columns: (header: readonly string[]) => uniqueNames(header),
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      const line = z.object({ lines: z.number() }).safeParse(error);
      problems.push({ line: line.data?.lines ?? 0, problem: 'has quotes that do not close' });
    },
    trim: true,
  });
  const records = z.array(
    z.object({ record: z.record(z.string(), z.unknown()), info: z.object({ lines: z.number() }) }),
  );
  for (const { record, info } of records.parse(parsed)) yield { row: record, line: info.lines };
}

/** A column that is there twice counts once, the first time. */
function uniqueNames(header: readonly string[]): (string | false)[] {
  const seen = new Set<string>();
  return header.map((name) => {
    const column = columnOf(name);
    if (column === '' || seen.has(column)) return false;
    seen.add(column);
    return column;
  });
}

function renamed(object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [columnOf(name), value]));
}

function columnOf(name: string): string {
  const plain = name.trim().toLowerCase();
  return Object.hasOwn(COLUMNS, plain) ? (COLUMNS[plain] ?? plain) : plain;
}

function jsonOf(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined; // another format
  }
}
