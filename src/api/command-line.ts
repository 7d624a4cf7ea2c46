import { parseArgs } from 'node:util';
import type { Args, CallableApi, CallableOperation } from './callable.ts';
import { didYouMean } from './near-names.ts';
import { addRaw, newRaw } from './raw-arguments.ts';
import { type ReadFile, readArguments } from './read-arguments.ts';
import { holdsSecret } from './secrets.ts';
import { ownOptions, type Settings } from './settings.ts';
import { type Shape, shapeOf } from './shape.ts';
import { UsageError } from './usage-error.ts';

/** What a command line asks for. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'list'; readonly api: CallableApi }
  | { readonly kind: 'explain'; readonly api: CallableApi; readonly operation: CallableOperation }
  | {
      readonly kind: 'call';
      readonly api: CallableApi;
      readonly operation: CallableOperation;
      readonly args: Args;
      readonly settings: Settings;
    };

/**
 * Reads a command line: `battlemetrics servers.list --filter.game=squad`.
 * @throws UsageError
 */
export function readCommandLine(
  argv: readonly string[],
  apis: readonly CallableApi[],
  readFile: ReadFile,
): Command {
  const first = argv.findIndex((word) => word.startsWith('-'));
  const names = first === -1 ? argv : argv.slice(0, first);
  const options = first === -1 ? [] : argv.slice(first);
  const [apiId, name, stray] = names;
  const wantsHelp = options.includes('--help') || options.includes('-h');
  if (apiId === undefined) {
    if (wantsHelp || options.length === 0) return { kind: 'help' };
    throw new UsageError(`The name of an API comes first: ${apis.map(({ id }) => id).join(' or ')}.`);
  }
  const api = apis.find(({ id }) => id === apiId.toLowerCase());
  if (api === undefined) {
    throw new UsageError(`There is no API "${apiId}"; there are ${apis.map(({ id }) => id).join(' and ')}.`);
  }
  if (name === undefined) {
    if (wantsHelp || options.length === 0) return { kind: 'list', api };
    throw new UsageError(
      `The name of an operation comes behind ${api.id}: "npm run api -- ${api.id}" lists them.`,
    );
  }
  const operation = api.operations.get(name);
  if (operation === undefined) {
    throw new UsageError(
      `${api.name} has no operation ${name}.${didYouMean(name, api.operations.keys())} ` +
        `"npm run api -- ${api.id}" lists them.`,
    );
  }
  if (wantsHelp) return { kind: 'explain', api, operation };
  if (stray !== undefined) throw notAnOption(stray);
  return { kind: 'call', api, operation, ...readOptions(operation, options, readFile) };
}

function readOptions(
  operation: CallableOperation,
  words: readonly string[],
  readFile: ReadFile,
): { readonly args: Args; readonly settings: Settings } {
  const shape = shapeOf(operation.schema);
  const own = ownOptions(operation, shape);
  const raw = newRaw();
  const set = new Map<string, string>();
  for (const { name, value } of splitOptions(words, shape, new Set(flagsOf(own)))) {
    const option = own.get(name);
    if (option === undefined) addRaw(raw, name, value);
    else if (option.takesValue && (value === undefined || value === '')) {
      throw new UsageError(`--${name} wants a value: --${name}=…`);
    } else if (!option.takesValue && value !== undefined) {
      throw new UsageError(`--${name} takes no value.`);
    } else set.set(name, value ?? '');
  }
  const output = set.get('output');
  const limit = set.get('limit');
  if (limit !== undefined && set.has('all')) {
    throw new UsageError('--all and --limit cannot be combined: which of them is meant?');
  }
  return {
    args: readArguments(shape, raw, readFile),
    settings: {
      table: set.has('table'),
      all: set.has('all'),
      yes: set.has('yes'),
      progress: set.has('progress'),
      ...(limit !== undefined && { limit: readLimit(limit) }),
      ...(output !== undefined && { output }),
    },
  };
}

function* flagsOf(own: ReturnType<typeof ownOptions>): Generator<string> {
  for (const [name, { takesValue }] of own) if (!takesValue) yield name;
}

interface Option {
  readonly name: string;
  readonly value: string | undefined;
}

/** The options with their values, which stand behind an equals sign or are the next word. */
function splitOptions(words: readonly string[], shape: Shape, flags: ReadonlySet<string>): readonly Option[] {
  const { tokens } = parseArgs({
    args: [...words],
    options: {},
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const options: Option[] = [];
  for (const token of tokens) {
    if (token.kind === 'option' && token.rawName.startsWith('--')) {
      options.push({ name: token.name, value: token.value });
      continue;
    }
    const word = words[token.index] ?? '';
    const last = options.at(-1);
    const waits =
      last !== undefined &&
      last.value === undefined &&
      !flags.has(last.name) &&
      !(isFlag(shape, last.name) && word !== 'true' && word !== 'false');
    // What follows a password may be a part of it.
    const shown = options.some(({ name, value }) => holdsSecret(name, value)) ? '…' : word;
    if (token.kind !== 'positional') {
      throw new UsageError(
        waits
          ? `Write a value that begins with a minus behind an equals sign: --${last.name}=${shown}.`
          : `${shown} is no option: they begin with two minuses.`,
      );
    }
    if (!waits) throw notAnOption(shown);
    options.splice(-1, 1, { name: last.name, value: word });
  }
  return options;
}

function notAnOption(word: string): UsageError {
  return new UsageError(
    `"${word}" is no option. Parameters are written --name=value, with quotation marks around blanks.`,
  );
}

/** Whether a parameter is true or false alone, so that no value need follow it. */
function isFlag(shape: Shape, name: string): boolean {
  let here: Shape | undefined = shape;
  for (const part of name.split('.')) {
    here = here?.kind === 'group' ? here.members.get(part)?.shape : undefined;
  }
  return here?.kind === 'flag';
}

function readLimit(text: string): number {
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (limit < 1) throw new UsageError('--limit must be a whole number of at least 1.');
  return limit;
}
