import { readFileSync, writeFileSync } from 'node:fs';
import { readEnvironment } from '../../config/env.ts';
import { EXIT } from './failure.ts';
import { run } from './run.ts';

/** The process: what it is given, signals, exit code. It ends by itself, for nothing is left open. */
async function main(): Promise<void> {
  const { stdout, stderr } = process;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads the answer has had enough, as `head` has.
    if (error.code === 'EPIPE') process.exit();
    stderr.write(`The answer cannot be written (${error.code ?? 'unknown'}).\n`);
    process.exit(EXIT.failed);
  });
  // Nobody hears what is told beside the answer: no reason to end without it.
  stderr.on('error', () => undefined);
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (ending.signal.aborted) {
        stderr.write('Ended. A change that was on its way may have been carried out.\n');
        process.exit(EXIT.failed);
      }
      stderr.write('Giving up; a change that is on its way is waited for. Once more ends it at once.\n');
      ending.abort();
    });
  }
  process.exitCode = await run({
    argv: process.argv.slice(2),
    environment: readEnvironment,
    terminal: {
      out: (data) => void stdout.write(data),
      err: (line) => void stderr.write(`${line}\n`),
      outIsTerminal: stdout.isTTY ?? false,
      errIsTerminal: stderr.isTTY ?? false,
      columns: stdout.columns,
    },
    signal: ending.signal,
    now: Date.now,
    readFile: (path) => readFileSync(path),
    writeFile: writeFileSync,
  });
}

await main();
