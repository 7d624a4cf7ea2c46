import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Changes } from '../../src/demo/discord/changes.ts';

const MAIN = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));

/** A line of the bot's log. */
export interface LogEntry {
  readonly level: number;
  readonly msg: string;
  readonly [key: string]: unknown;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Since the signal was sent, or else since the start; milliseconds. */
  readonly afterMs: number;
}

export interface BotProcessOptions {
  /** All that the process sees beside `PATH`: nothing of the test's own environment leaks into it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** An empty folder of its own, so that no `.env` is read and the database is nobody else's. */
  readonly cwd: string;
  /** Instead of the bot; for the benchmark. */
  readonly main?: string;
}

/** The bot as `npm start` runs it, or another program in its place. */
export class BotProcess {
  /** Resolves when the process has ended and its output is complete. */
  readonly exited: Promise<Exit>;
  readonly #child: ChildProcess;
  readonly #output: { readonly stdout: string[]; readonly stderr: string[] } = { stdout: [], stderr: [] };
  readonly #changes = new Changes();
  #mark = performance.now();
  #exit: Exit | undefined;

  constructor({ env, cwd, main = MAIN }: BotProcessOptions) {
    const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
    this.#child = spawn(process.execPath, ['--enable-source-maps', main], {
      cwd,
      env: { PATH: process.env['PATH'], ...set },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const name of ['stdout', 'stderr'] as const) {
      const stream = this.#child[name];
      if (stream === null) throw new TypeError(`the process has no ${name}`);
      createInterface({ input: stream }).on('line', (line) => {
        this.#output[name].push(line);
        this.#changes.notify();
      });
    }
    this.exited = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('close', (code, signal) => {
        this.#exit = { code, signal, afterMs: performance.now() - this.#mark };
        resolve(this.#exit);
        this.#changes.notify();
      });
    });
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new TypeError('the process did not start');
    return this.#child.pid;
  }

  get running(): boolean {
    return this.#exit === undefined;
  }

  /** Everything it wrote, lines in order: standard output first. */
  get output(): string {
    return [...this.#output.stdout, ...this.#output.stderr].join('\n');
  }

  /** The lines of standard output that are log entries. */
  get logs(): readonly LogEntry[] {
    return this.#output.stdout.flatMap((line) => {
      if (!line.startsWith('{')) return [];
      const entry: unknown = JSON.parse(line);
      return isLogEntry(entry) ? [entry] : [];
    });
  }

  /** The first log entry, present or coming, that `predicate` takes. @throws when the process ends before. */
  async log(predicate: (entry: LogEntry) => boolean, timeoutMs = 10_000): Promise<LogEntry> {
    return await this.#changes.until(
      () => {
        const entry = this.logs.find(predicate);
        if (entry === undefined && this.#exit !== undefined) throw this.endedError();
        return entry;
      },
      () => `a log entry; there was:\n${this.output}`,
      timeoutMs,
    );
  }

  /** Ends the process by a signal. @returns how it ended. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit> {
    this.#mark = performance.now();
    this.#child.kill(signal);
    return await this.exited;
  }

  /** Resolves with what `wanted` gives, and throws at once when the process ends before that. */
  async whileRunning<T>(wanted: Promise<T>): Promise<T> {
    const ended = this.exited.then(() => {
      throw this.endedError();
    });
    return await Promise.race([wanted, ended]);
  }

  /** Whatever the test did: nothing may outlive it. */
  async kill(): Promise<void> {
    if (this.#exit === undefined) await this.stop('SIGKILL');
  }

  endedError(): Error {
    return new Error(`the bot ended with ${JSON.stringify(this.#exit)}:\n${this.output}`);
  }
}

function isLogEntry(entry: unknown): entry is LogEntry {
  return typeof entry === 'object' && entry !== null && 'level' in entry && 'msg' in entry;
}
