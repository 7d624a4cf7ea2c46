import type { Answer, Preview } from './callable.ts';
import { safeJson, safeLines } from './safe-text.ts';
import { isSecret } from './secrets.ts';
import type { Settings } from './settings.ts';
import { renderTable } from './table.ts';
import type { Terminal } from './terminal.ts';

/** Columns of a table where no terminal says how wide it is. */
const USUAL_COLUMNS = 120;

/** The answer as it is written. A file stays as it is; in a terminal text is shown without what a terminal obeys. */
export function printAnswer(
  { data, included, meta }: Answer,
  { table, output }: Settings,
  terminal: Terminal,
): string | Uint8Array {
  if (data instanceof Uint8Array) return data;
  if (typeof data === 'string') {
    return output === undefined && terminal.outIsTerminal ? safeLines(data) : data;
  }
  if (table) return `${renderTable(data, terminal.columns ?? USUAL_COLUMNS)}\n`;
  const document = { data: data ?? null, ...(included && { included }), ...(meta !== undefined && { meta }) };
  return `${safeJson(document)}\n`;
}

/** A request that was not sent. */
export function printPreview({ method, path, body }: Preview): string {
  const lines = [`${method} ${path}`, ...(body === undefined ? [] : ['', pretty(body)])];
  return `${safeLines(lines.join('\n'))}\n`;
}

function pretty(body: string): string {
  try {
    const value: unknown = JSON.parse(body, (key, inner: unknown) =>
      isSecret(key) && typeof inner === 'string' ? '[secret]' : inner,
    );
    return safeJson(value);
  } catch {
    return body;
  }
}
