import { invalid } from './api-error.ts';

export type Json = Readonly<Record<string, unknown>>;

/** Of ids. */
export const DIGITS = /^\d+$/;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An object of a request body with known keys, as the API's schema validation sees it. */
export class Body {
  readonly #value: Json;
  readonly #at: string;

  /** @throws SimError 400 when it is no object, lacks a required key or has an unknown one. */
  constructor(value: unknown, at: string, keys: readonly string[], required: readonly string[] = []) {
    if (!isJson(value)) throw invalid('must be object', { pointer: at });
    for (const key of required) {
      if (value[key] === undefined) throw invalid(`must have required property '${key}'`, { pointer: at });
    }
    for (const key of Object.keys(value)) {
      if (!keys.includes(key)) {
        throw invalid('must NOT have additional properties', { pointer: `${at}/${key}` });
      }
    }
    this.#value = value;
    this.#at = at;
  }

  has(key: string): boolean {
    return this.#value[key] !== undefined;
  }

  raw(key: string): unknown {
    return this.#value[key];
  }

  pointer(key: string): string {
    return `${this.#at}/${key}`;
  }

  object(key: string, keys: readonly string[], required: readonly string[] = []): Body {
    return new Body(this.#value[key], this.pointer(key), keys, required);
  }

  /** Undefined where there is none. */
  optional(key: string, keys: readonly string[]): Body | undefined {
    return this.has(key) ? this.object(key, keys) : undefined;
  }

  text(key: string, least: number, most: number): string {
    const value = this.#value[key];
    if (typeof value !== 'string') throw invalid('must be string', { pointer: this.pointer(key) });
    const length = [...value].length;
    if (length < least) {
      throw invalid(`must NOT have fewer than ${least} characters`, { pointer: this.pointer(key) });
    }
    if (length > most) {
      throw invalid(`must NOT have more than ${most} characters`, { pointer: this.pointer(key) });
    }
    return value;
  }

  /** @throws SimError 400 unless it is that very text */
  constant(key: string, value: string): void {
    if (this.#value[key] === value) return;
    throw invalid('must be equal to one of the allowed values', { pointer: this.pointer(key) });
  }

  /** @throws SimError 400 unless it is a whole number from `least` to `most` */
  integer(key: string, least: number, most = Number.MAX_SAFE_INTEGER): number {
    const value = this.#value[key];
    const at = { pointer: this.pointer(key) };
    if (typeof value !== 'number' || !Number.isInteger(value)) throw invalid('must be integer', at);
    if (value < least) throw invalid(`must be >= ${least}`, at);
    if (value > most) throw invalid(`must be <= ${most}`, at);
    return value;
  }

  boolean(key: string): boolean {
    const value = this.#value[key];
    if (typeof value !== 'boolean') throw invalid('must be boolean', { pointer: this.pointer(key) });
    return value;
  }

  choice<T extends string>(key: string, values: readonly T[]): T {
    const found = values.find((value) => value === this.#value[key]);
    if (found !== undefined) return found;
    throw invalid('must be equal to one of the allowed values', { pointer: this.pointer(key) });
  }

  items(key: string): readonly unknown[] {
    const value = this.#value[key];
    if (!Array.isArray(value)) throw invalid('must be array', { pointer: this.pointer(key) });
    return value;
  }

  texts(key: string): readonly string[] {
    return this.items(key).map((item, index) => {
      if (typeof item === 'string') return item;
      throw invalid('must be string', { pointer: `${this.pointer(key)}/${index}` });
    });
  }

  /** Epoch milliseconds. */
  time(key: string): number {
    const value = this.#value[key];
    const time = typeof value === 'string' && ISO_TIME.test(value) ? Date.parse(value) : Number.NaN;
    if (Number.isNaN(time)) throw invalid('must match format "date-time"', { pointer: this.pointer(key) });
    return time;
  }

  /** The id of `{ data: { type, id } }`; undefined when the relationship is not there. */
  relation(key: string, type: string, pattern: RegExp): string | undefined {
    if (!this.has(key)) return undefined;
    const data = this.object(key, ['data'], ['data']).object('data', ['type', 'id'], ['type', 'id']);
    const id = data.raw('id');
    if (data.raw('type') !== type) {
      throw invalid('must be equal to one of the allowed values', { pointer: data.pointer('type') });
    }
    if (typeof id !== 'string' || !pattern.test(id)) {
      throw invalid(`must match pattern "${pattern.source}"`, { pointer: data.pointer('id') });
    }
    return id;
  }

  /** Runs `read` unless the value is null. */
  nullable<T>(key: string, read: (key: string) => T): T | null {
    return this.#value[key] === null ? null : read(key);
  }
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
