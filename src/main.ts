import { COMMANDS } from '../commands/index.ts';
import { type Config, ConfigError, loadConfig, readEnvironment } from '../config/env.ts';
import { secretsOf } from '../config/secrets.ts';
import { type Bot, startBot } from './bot.ts';
import { createLogger } from './log.ts';

/** An orderly stop takes less; whatever still hangs then must not keep the process from ending. */
const STOP_WITHIN_MS = 9_500;

/** The process: settings, log, bot, signals, exit code. 0 after SIGTERM or SIGINT, 1 after any failure. */
async function main(): Promise<void> {
  const config = readConfig();
  if (config === undefined) return;
  const log = createLogger({ level: config.logLevel, secrets: secretsOf(config) });

  const ending = new AbortController();
  const starting: Promise<Bot | undefined> = startBot({
    config,
    commands: COMMANDS,
    now: Date.now,
    log,
    onLost: (reason) => fail(reason, 'Squawk has to stop'),
    signal: ending.signal,
  }).catch((error: unknown) => {
    if (!ending.signal.aborted) fail(error, 'Squawk could not start');
    return undefined;
  });

  const stop = async (exitCode: number) => {
    if (ending.signal.aborted) return;
    ending.abort();
    process.exitCode = exitCode;
    setTimeout(() => {
      log.warn('Not everything ended in time; what was being sent is looked up at the next start');
      process.exit();
    }, STOP_WITHIN_MS).unref();
    await (await starting)?.stop();
    log.info('Squawk has stopped');
    process.exit();
  };
  const fail = (reason: unknown, what: string) => {
    log.fatal({ err: reason }, what);
    // The log is for machines; an operator at a terminal reads this line.
    process.stderr.write(`${what}: ${reason instanceof Error ? reason.message : String(reason)}\n`);
    void stop(1);
  };

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      log.info({ signal }, 'Stopping');
      void stop(0);
    });
  }
  process.on('uncaughtException', (error) => fail(error, 'Squawk has a fault and ends'));
}

function readConfig(): Config | undefined {
  try {
    return loadConfig(readEnvironment());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    return undefined;
  }
}

await main();
