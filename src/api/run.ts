import { pino } from 'pino';
import { type ApiConfig, type Environment, loadApiConfig } from '../../config/env.ts';
import { apiSecretsOf } from '../../config/secrets.ts';
import { type Apis, createApis } from '../apis.ts';
import { battleMetricsApi, battleMetricsCaller } from './battlemetrics-api.ts';
import type { Answer, CallableApi, Caller } from './callable.ts';
import { type Command, readCommandLine } from './command-line.ts';
import { dcsServerBotApi, dcsServerBotCaller } from './dcsserverbot-api.ts';
import { type Asked, describeFailure, EXIT, lineOf } from './failure.ts';
import { generalHelp, listHelp, operationHelp } from './help.ts';
import { printAnswer, printPreview } from './print.ts';
import { Progress } from './progress.ts';
import type { ReadFile } from './read-arguments.ts';
import { secretsIn } from './secrets.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';
import { WalkError, walk } from './walk.ts';

export const CALLABLE_APIS: readonly CallableApi[] = [battleMetricsApi, dcsServerBotApi];

export interface RunOptions {
  readonly argv: readonly string[];
  /** Read when a call is to be made, and not before: help needs none. @throws ConfigError */
  readonly environment: () => Environment;
  readonly terminal: Terminal;
  /** Aborted when whoever typed the command gives up. */
  readonly signal: AbortSignal;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly readFile: ReadFile;
  readonly writeFile: (path: string, data: string | Uint8Array) => void;
}

type CallCommand = Extract<Command, { readonly kind: 'call' }>;

/** Does what a command line says. @returns the exit code: 0 done, 1 the API refused or did not answer, 2 used wrongly */
export async function run(options: RunOptions): Promise<number> {
  const { argv, terminal, now, readFile } = options;
  let asked: Asked | undefined;
  let secrets: readonly string[] = [];
  try {
    const command = readCommandLine(argv, CALLABLE_APIS, readFile);
    if (command.kind === 'help') terminal.out(generalHelp(CALLABLE_APIS));
    if (command.kind === 'list') terminal.out(listHelp(command.api));
    if (command.kind === 'explain') terminal.out(operationHelp(command.api, command.operation, now()));
    if (command.kind !== 'call') return EXIT.done;
    asked = command;
    const preview = command.api.preview(command.operation.name, command.args);
    if (command.operation.writes && !command.settings.yes) {
      terminal.out(printPreview(preview));
      terminal.err('It would change something, and was not sent. Add --yes to send it.');
      return EXIT.misused;
    }
    checkOutput(command, terminal);
    const config = loadApiConfig(options.environment());
    secrets = [...apiSecretsOf(config), ...secretsIn(command.args)];
    requireApi(command.api, config);
    const answer = await callApi(command, config, options);
    return write(command, answer, options, secrets);
  } catch (error) {
    const broken = error instanceof WalkError ? error : undefined;
    const { text, exitCode } = describeFailure(broken?.cause ?? error, asked);
    const read = broken === undefined || broken.read === 0 ? '' : ` (${broken.read} were read before.)`;
    terminal.err(withoutSecrets(`${text}${read}`, secrets));
    return exitCode;
  }
}

function checkOutput({ operation, settings }: CallCommand, terminal: Terminal): void {
  if (operation.bytes && settings.output === undefined && terminal.outIsTerminal) {
    throw new UsageError(`${operation.name} answers with a file: add --output=file.`);
  }
}

/** @throws UsageError that names the variable to set. */
function requireApi({ id, name }: CallableApi, config: ApiConfig): void {
  if (config[id] !== undefined) return;
  const variable = id === 'battlemetrics' ? 'BATTLEMETRICS_TOKEN' : 'DCSSERVERBOT_URL';
  throw new UsageError(
    `${variable} is not set, so ${name} cannot be called. Set it in the environment or in the file .env; .env.example explains it.`,
  );
}

async function callApi(command: CallCommand, config: ApiConfig, options: RunOptions): Promise<Answer> {
  const { api, operation, args, settings } = command;
  const { terminal, signal, now } = options;
  const heard = settings.progress || terminal.errIsTerminal;
  const progress = new Progress(heard ? terminal.err : () => undefined);
  const call = {
    class: 'person',
    signal,
    onWait: (name: typeof api.name, ms: number) => progress.wait(name, ms),
  } as const;
  const apis = createApis({ config, now, log: pino({ level: 'silent' }) });
  try {
    const caller = callerOf(api, apis);
    const { all, limit } = settings;
    if (!operation.paged || (!all && limit === undefined))
      return await caller.call(operation.name, args, call);
    return await walk({ caller, operation, args, call, progress, ...(limit !== undefined && { limit }) });
  } finally {
    await apis.close();
  }
}

function callerOf({ id, name }: CallableApi, { battlemetrics, dcsRestApi }: Apis): Caller {
  if (id === 'battlemetrics' && battlemetrics !== undefined) return battleMetricsCaller(battlemetrics);
  if (id === 'dcsserverbot' && dcsRestApi !== undefined) return dcsServerBotCaller(dcsRestApi);
  throw new TypeError(`${name} is not configured`);
}

function write(
  command: CallCommand,
  answer: Answer,
  options: RunOptions,
  secrets: readonly string[],
): number {
  const { api, operation, settings } = command;
  const { terminal, writeFile } = options;
  const printed = printAnswer(answer, settings, terminal);
  const data = typeof printed === 'string' ? withoutSecrets(printed, secrets) : printed;
  const { output } = settings;
  const failure = output === undefined ? undefined : failureOf(() => writeFile(output, data));
  // Of what was sent, the answer may never come again.
  if (output === undefined || (failure !== undefined && typeof data === 'string')) terminal.out(data);
  if (failure !== undefined) terminal.err(`The answer came, but ${output} cannot be written (${failure}).`);
  if (answer.more && settings.limit === undefined && terminal.errIsTerminal) {
    terminal.err(`There is more: add --all or --limit=N to "${lineOf(api, operation.name)}".`);
  }
  return failure === undefined ? EXIT.done : EXIT.failed;
}

/** The system's code of what went wrong. */
function failureOf(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  }
}

/** Too short to be one: to take it out of an answer would garble words. */
const SHORTEST_SECRET = 8;

function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter(({ length }) => length >= SHORTEST_SECRET)
    .reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text);
}
