import type { Environment } from '../../config/env.ts';
import { run } from '../../src/api/run.ts';

/** What a command line came to. */
export interface Outcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface InvokeOptions {
  readonly environment?: Environment;
  readonly terminal?: boolean;
  readonly columns?: number;
  readonly signal?: AbortSignal;
  /** By path; what is written stands here afterwards. */
  readonly files?: Map<string, string | Uint8Array>;
  /** No file can be written. */
  readonly unwritable?: boolean;
  /** Told of each line of standard error as it comes. */
  readonly onErr?: (line: string) => void;
}

/** Runs a command line in this process. */
export async function invoke(argv: readonly string[], options: InvokeOptions = {}): Promise<Outcome> {
  const { environment = {}, terminal = false, columns, files = new Map(), onErr } = options;
  const out: string[] = [];
  const err: string[] = [];
  const exitCode = await run({
    argv,
    environment: () => environment,
    terminal: {
      out: (data) => void out.push(typeof data === 'string' ? data : Buffer.from(data).toString('latin1')),
      err: (line) => {
        err.push(line);
        onErr?.(line);
      },
      outIsTerminal: terminal,
      errIsTerminal: terminal,
      columns,
    },
    signal: options.signal ?? new AbortController().signal,
    now: Date.now,
    readFile: (path) => Buffer.from(files.get(path) ?? ''),
    writeFile: (path, data) => {
      if (options.unwritable) throw Object.assign(new Error('no'), { code: 'EACCES' });
      files.set(path, data);
    },
  });
  return { exitCode, stdout: out.join(''), stderr: err.join('\n') };
}
