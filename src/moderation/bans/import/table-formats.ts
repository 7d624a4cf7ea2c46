import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { isComment, type ListEntry, type ListProblem, LONGEST_LINE, type ReadList } from './list-entry.ts';
import { columnOf, entryOf, nameIdentifiers } from './row.ts';

const DELIMITERS = [';', '\t', ','] as const;

/**
 * Reads values apart by commas, semicolons or tabs, whose first line names the columns: whom the ban hits
 * (`identifier`, `steamid`, `guid`, `ip`, …), and if they are there `type`, `reason`, `expires` or `duration`, `note`.
 * Comments may stand before it. Undefined when the first line does not.
 */
export function readCsv(text: string): ReadList | undefined {
  const lines = text.split('\n');
  const first = lines.findIndex(
    (line) => line.trim() !== '' && (namesColumns(line) || !isComment(line.trim())),
  );
  const head = lines[first] ?? '';
  if (!namesColumns(head)) return undefined;
  const delimiter = delimiterOf(head);
  // Comments leave empty lines, so that the others keep their numbers.
  const content = `${'\n'.repeat(first)}${lines.slice(first).join('\n')}`;
  const problems: ListProblem[] = [];
  const entries: ListEntry[] = [];
  const { records, brokenAt } = recordsOf(content, delimiter);
  for (const { row, line } of records) {
    const entry = entryOf(row);
    if (typeof entry === 'string') problems.push({ line, problem: entry });
    else entries.push({ line, ...entry });
  }
  if (brokenAt !== undefined) {
    problems.push({
      line: brokenAt,
      problem: 'has quotes that do not close: nothing was read from there on',
    });
  }
  return { format: 'CSV', entries, problems };
}

function delimiterOf(head: string): string {
  return DELIMITERS.find((one) => head.includes(one)) ?? ',';
}

function namesColumns(head: string): boolean {
  if (head.length > LONGEST_LINE) return false;
  return nameIdentifiers(head.split(delimiterOf(head)).map((name) => columnOf(name.replaceAll('"', ''))));
}

const recordSchema = z.object({
  record: z.record(z.string(), z.string()),
  info: z.object({ lines: z.number() }),
  raw: z.string(),
});

interface Records {
  readonly records: readonly { readonly row: Readonly<Record<string, string>>; readonly line: number }[];
  /** Line from which on it is anybody's guess which quotes belong together. */
  readonly brokenAt: number | undefined;
}

function recordsOf(content: string, delimiter: string): Records {
  const broken: number[] = [];
  const parsed: readonly unknown[] = parse(content, {
    bom: true,
    columns: (header: readonly string[]) => uniqueNames(header),
    delimiter,
    info: true,
    raw: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error, raw = ''): undefined => {
      const { data } = z.object({ lines: z.number() }).safeParse(error);
      broken.push(beginning(data?.lines ?? 1, raw));
    },
    trim: true,
  });
  const brokenAt = broken.length === 0 ? undefined : Math.min(...broken);
  const records = parsed
    .map((found) => recordSchema.parse(found))
    .map(({ record, info, raw }) => ({ row: record, line: beginning(info.lines, raw) }))
    .filter(({ line }) => brokenAt === undefined || line < brokenAt);
  return { records, brokenAt };
}

/** The line in which a record begins; it is counted where it ends. */
function beginning(end: number, raw: string): number {
  return end - (raw.trim().split('\n').length - 1);
}

/** A column that is there twice counts once, the first time. */
function uniqueNames(header: readonly string[]): (string | false)[] {
  const seen = new Set<string>();
  return header.map((name) => {
    const column = columnOf(name);
    if (column === undefined || seen.has(column)) return false;
    seen.add(column);
    return column;
  });
}
