import type { Args } from './callable.ts';

/** Stands for the bytes of a file in a line that is shown. */
const A_FILE = '@mission.miz';

/** Writes arguments as options, one for each value; `readArguments` reads them back. */
export function printArguments(args: Args): readonly string[] {
  return Object.entries(args).flatMap(([name, value]) => [...print(name, value)]);
}

function* print(name: string, value: unknown): Generator<string> {
  if (value === undefined) return;
  if (value instanceof Uint8Array) yield `--${name}=${A_FILE}`;
  else if (Array.isArray(value)) yield* printList(name, value);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* print(`${name}.${key}`, inner);
  } else yield `--${name}=${String(value)}`;
}

function* printList(name: string, values: readonly unknown[]): Generator<string> {
  if (values.every((value) => typeof value !== 'object' && !/^$|,/.test(String(value)))) {
    yield `--${name}=${values.map(String).join(',')}`;
    return;
  }
  for (const [index, value] of values.entries()) yield* print(`${name}.${index}`, value);
}

/** An option as a shell takes it: between quotation marks where it holds what a shell would read. */
export function quoteForShell(option: string): string {
  if (/^[\w@%+=:,./-]+$/.test(option)) return option;
  const [name = '', ...rest] = option.split('=');
  const quoted = `'${rest.join('=').replaceAll("'", "'\\''")}'`;
  return rest.length === 0 ? `'${option}'` : `${name}=${quoted}`;
}
