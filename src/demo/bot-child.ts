import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The bot ends within ten seconds of SIGTERM; one that does not is ended. */
const KILL_AFTER_MS = 11_000;

export interface BotChildOptions {
  /** The bundles: `bot.js` and `stop-with-parent.js`. */
  readonly programs: string;
  /** All that the bot sees: nothing of the environment leaks into it. */
  readonly env: Readonly<Record<string, string>>;
  /** A folder of its own, so that no `.env` is read; the database and `bot.log` are in it. */
  readonly folder: string;
}

/** The real bot, in a process of its own. */
export class BotChild {
  /** Resolves when the process has ended. */
  readonly exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  readonly #child: ChildProcess;
  #errors = '';

  constructor({ programs, env, folder }: BotChildOptions) {
    const stopper = pathToFileURL(join(programs, 'stop-with-parent.js')).href;
    this.#child = spawn(
      process.execPath,
      ['--enable-source-maps', '--import', stopper, join(programs, 'bot.js')],
      {
        cwd: folder,
        env,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        // Ctrl-C at a terminal reaches every process of its group; the demo stops the bot itself, in order.
        detached: true,
      },
    );
    const log = createWriteStream(join(folder, 'bot.log'));
    this.#child.stdout?.pipe(log);
    this.#child.stderr?.on('data', (chunk) => {
      this.#errors = (this.#errors + String(chunk)).slice(-4_000);
    });
    this.exited = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('close', (code, signal) => resolve({ code, signal }));
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** The last that it wrote for people, not for logs. */
  get errors(): string {
    return this.#errors.trim();
  }

  /** Stops it in order, or if it does not, at all. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), KILL_AFTER_MS);
    this.#child.kill('SIGTERM');
    await this.exited;
    clearTimeout(timer);
  }
}
