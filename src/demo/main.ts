import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDemo } from './demo.ts';

const DEFAULT_PORT = 8080;
const SAME_SIGNAL_MS = 500;

/** `npm run demo`: starts everything, says where, and stops everything at Ctrl-C. */
async function main(): Promise<void> {
  const port = wantedPort(process.env['DEMO_PORT']);
  if (port === undefined) {
    fail(`DEMO_PORT must be a port from 1 to 65535, not "${process.env['DEMO_PORT']}".`);
    return;
  }
  const stopped = nextSignal();
  const demo = await startDemo({ programs: dirname(fileURLToPath(import.meta.url)), port, now: Date.now });
  if (demo.port !== port) say(`Port ${port} is in use; the page is at ${demo.port} instead.`);
  say(`Squawk's demo is at ${demo.url} (Ctrl-C stops it).`);

  let stopping = false;
  const ended = demo.ready().then(async () => {
    // The demo is of use without them, and whoever broke an API at once reads here what came of it.
    demo.posted().catch((error: unknown) => {
      if (!stopping) complain(`The demo's first posts could not be made: ${wordsOf(error)}`);
    });
    await demo.bot.exited;
    throw new Error(`the bot ended unexpectedly: ${demo.bot.errors || 'it said nothing'}`);
  });
  try {
    await Promise.race([stopped, ended]);
    ended.catch(() => undefined);
  } catch (error) {
    fail(`The demo has to stop: ${wordsOf(error)}`);
  }
  stopping = true;
  await demo.close();
  process.exit();
}

/** Undefined for what is no port. */
function wantedPort(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

/**
 * Resolves at the first signal to stop. A person who presses Ctrl-C again ends the process at once, and the bot follows
 * it; npm and terminals may send the first one twice.
 */
function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        const time = performance.now();
        first ??= time;
        if (time - first > SAME_SIGNAL_MS) process.exit(1);
        resolve();
      });
    }
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

function fail(line: string): void {
  complain(line);
  process.exitCode = 1;
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

await main();
