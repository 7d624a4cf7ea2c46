import type { Args } from './callable.ts';
import { chooseOption, isNumber, isStructured, looksLikeJson } from './choose-option.ts';
import { fillConstants } from './constants.ts';
import { didYouMean } from './near-names.ts';
import { parametersOf } from './parameters.ts';
import type { Raw } from './raw-arguments.ts';
import type { Shape } from './shape.ts';
import { UsageError } from './usage-error.ts';

/** Reads a file that was named behind an `@`. */
export type ReadFile = (path: string) => Uint8Array;

type Of<K extends Shape['kind']> = Extract<Shape, { readonly kind: K }>;

/**
 * Makes the arguments of a call of what was typed, by the shape of what the operation takes. A text that is no value of
 * its kind stays as it is: the client's check of the arguments then says what it must be.
 * @throws UsageError for names that do not exist, and for what no value can be made of.
 */
export function readArguments(shape: Shape, raw: Raw, readFile: ReadFile): Args {
  const unknown = (name: string): UsageError => {
    const names = parametersOf(shape).map((parameter) => `--${parameter.name}`);
    return new UsageError(`--${name} is unknown to this operation.${didYouMean(`--${name}`, names)}`);
  };
  const value = fillConstants(shape, new Reader(readFile, unknown).read(shape, raw, '', undefined));
  return isObject(value) ? value : {};
}

class Reader {
  readonly #readFile: ReadFile;
  readonly #unknown: (name: string) => UsageError;

  constructor(readFile: ReadFile, unknown: (name: string) => UsageError) {
    this.#readFile = readFile;
    this.#unknown = unknown;
  }

  /** @param base what JSON around it says, which what is typed for it alone comes before */
  read(shape: Shape, raw: Raw, name: string, base: unknown): unknown {
    switch (shape.kind) {
      case 'group':
        return this.#group(shape, raw, name, base);
      case 'record':
        return this.#record(shape, raw, name, base);
      case 'list':
        return this.#list(shape, raw, name, base);
      case 'either':
        return this.read(chooseOption(shape.options, raw), raw, name, base);
      case 'bytes':
        return this.#bytes(this.#text(raw, name), name);
      case 'flag':
        return this.#flag(raw, name);
      default:
        return readScalar(shape, this.#text(raw, name));
    }
  }

  #group({ members }: Of<'group'>, raw: Raw, name: string, base: unknown): unknown {
    const given = this.#json(raw, name) ?? base;
    const known = isObject(given) ? given : {};
    const parts = [...raw.parts].map(([key, part]) => {
      const inner = join(name, key);
      const member = members.get(key);
      if (member === undefined) throw this.#unknown(inner);
      return [key, this.read(member.shape, part, inner, known[key])] as const;
    });
    if (given !== undefined && !isObject(given)) return given;
    return { ...known, ...Object.fromEntries(parts) };
  }

  #record({ value }: Of<'record'>, raw: Raw, name: string, base: unknown): unknown {
    const given = this.#json(raw, name) ?? base;
    const known = isObject(given) ? given : {};
    const parts = [...raw.parts].map(
      ([key, part]) => [key, this.read(value, part, join(name, key), known[key])] as const,
    );
    return { ...known, ...Object.fromEntries(parts) };
  }

  #list({ item }: Of<'list'>, raw: Raw, name: string, base: unknown): unknown {
    const [first] = raw.values;
    const given =
      isStructured(item) && looksLikeJson(first) ? this.#json(raw, name) : this.#items(item, raw, name);
    const values: unknown[] = Array.isArray(given) ? given : given === undefined ? asList(base) : [given];
    for (const [key, part] of raw.parts) {
      const index = /^\d{1,6}$/.test(key) ? Number(key) : Number.NaN;
      if (Number.isNaN(index)) throw this.#unknown(join(name, key));
      if (index > values.length) {
        throw new UsageError(`--${join(name, key)}: --${name}.${values.length} must come before it.`);
      }
      values[index] = this.read(item, part, join(name, key), values[index]);
    }
    return values;
  }

  /** With commas between them, or each by itself. */
  #items(item: Shape, raw: Raw, name: string): readonly unknown[] | undefined {
    if (raw.values.length === 0) return undefined;
    const texts = raw.values.flatMap((value) => {
      if (value === undefined) throw wantsValue(name);
      return value === '' ? [] : value.split(',');
    });
    return texts.map((text) => this.read(item, { values: [text], parts: new Map() }, name, undefined));
  }

  #flag(raw: Raw, name: string): unknown {
    if (raw.values.length === 1 && raw.values[0] === undefined && raw.parts.size === 0) return true;
    const text = this.#text(raw, name);
    return text === 'true' ? true : text === 'false' ? false : text;
  }

  #bytes(text: string, name: string): Uint8Array {
    if (!text.startsWith('@')) throw new UsageError(`--${name} wants a file: --${name}=@path/of/the/file.`);
    return this.#file(text.slice(1), name);
  }

  /** The JSON that was typed for it, or that stands in the file that was named. */
  #json(raw: Raw, name: string): unknown {
    if (raw.values.length === 0) return undefined;
    const text = this.#text({ values: raw.values, parts: new Map() }, name);
    const json = text.startsWith('@') ? new TextDecoder().decode(this.#file(text.slice(1), name)) : text;
    try {
      return JSON.parse(json);
    } catch {
      throw new UsageError(
        `--${name} is no JSON. Write --${name}='{…}', --${name}=@file.json, or its parts one by one.`,
      );
    }
  }

  #file(path: string, name: string): Uint8Array {
    try {
      return this.#readFile(path);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      throw new UsageError(`--${name}: the file ${path} cannot be read (${code}).`);
    }
  }

  #text({ values, parts }: Raw, name: string): string {
    for (const part of parts.keys()) throw this.#unknown(join(name, part));
    const [value, ...more] = values;
    if (more.length > 0) throw new UsageError(`--${name} is given more than once; it takes one value.`);
    if (value === undefined) throw wantsValue(name);
    return value;
  }
}

function wantsValue(name: string): UsageError {
  return new UsageError(`--${name} wants a value: --${name}=…`);
}

function readScalar(shape: Of<'text' | 'number' | 'choice' | 'constant' | 'nothing'>, text: string): unknown {
  switch (shape.kind) {
    case 'number':
      return isNumber(text) ? Number(text) : text;
    case 'constant':
      return text === String(shape.value) ? shape.value : text;
    case 'nothing':
      return text === 'null' ? null : text;
    default:
      return text;
  }
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? [...value] : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}

function join(name: string, part: string): string {
  return name === '' ? part : `${name}.${part}`;
}
