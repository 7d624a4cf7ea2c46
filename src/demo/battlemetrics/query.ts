import { invalid } from './api-error.ts';

/**
 * What a query parameter may hold. `text` also stands for ids and comma-separated lists; `far-offset` and `slot-offset` go
 * further than `offset`. A `date` may be a day alone, a `time` is a day and a time with its zone. Lists hold what is
 * allowed, of which several may come with commas between them; `oneOf` is for one alone. Expressions say what it has to
 * look like, and whole numbers lie between bounds, both included.
 */
export type ParamKind =
  | 'text'
  | 'boolean'
  | 'integer'
  | 'size'
  | 'offset'
  | 'far-offset'
  | 'slot-offset'
  | 'digits'
  | 'rel'
  | 'date'
  | 'time'
  | RegExp
  | { readonly least: number; readonly most: number }
  | { readonly oneOf: readonly string[] }
  | readonly string[];

const BOUNDS: Readonly<Partial<Record<string, readonly [least: number, most: number]>>> = {
  integer: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  size: [1, 100],
  offset: [0, 90],
  'far-offset': [0, 1_000],
  'slot-offset': [0, 100],
};

/** The parameters of an endpoint by their names; `*` stands for one bracketed part. */
export type Params = Readonly<Record<string, ParamKind>>;

const DATE = '(?:\\d{4}(?:-\\d{2}){0,2}(?:T\\d{2}:\\d{2}(?::\\d{2})?(?:\\.\\d+)?(?:[+-]\\d{2}:\\d{2}|Z)?)?)';

/** Two times with a colon between them: both may be left out, only the second, or neither. */
export const RANGE = {
  open: new RegExp(`^(${DATE})?:(${DATE})?$`),
  from: new RegExp(`^(${DATE}):(${DATE})?$`),
  closed: new RegExp(`^(${DATE}):(${DATE})$`),
} as const;

/** Two numbers with a colon between them, each of which may be left out. */
export const COUNTS = /^(\d+)?:(\d+)?$/;

export const PAGING = { 'page[size]': 'size', 'page[key]': 'text', 'page[rel]': 'rel' } as const;

const FULL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;

/** Epoch milliseconds, both ends included. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** A query that was checked against what its endpoint takes. */
export class Query {
  readonly #params: URLSearchParams;

  /** @throws SimError 400 as the API's schema validation words it. */
  constructor(params: URLSearchParams, allowed: Params) {
    this.#params = params;
    for (const [name, value] of params) {
      const kind = allowed[name] ?? allowed[name.replace(/\[(?:[0-9a-f-]{36}|\d+)\]/i, '[*]')];
      if (kind === undefined) throw invalid('must NOT have additional properties', { parameter: name });
      check(name, value, kind);
    }
  }

  text(name: string): string | undefined {
    return this.#params.get(name) ?? undefined;
  }

  /** @throws SimError 400 when it is missing */
  required(name: string): string {
    const text = this.text(name);
    if (text !== undefined) return text;
    const property = /\[([^[\]]+)\]$/.exec(name)?.[1] ?? name;
    throw invalid(`must have required property '${property}'`, { parameter: name });
  }

  /** Epoch milliseconds; undefined where the parameter is missing. */
  time(name: string): number | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : Date.parse(text);
  }

  /** Of a parameter that looks like `RANGE`: epoch milliseconds, without end where one is left out. */
  range(name: string): Range | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    return timesOf(text);
  }

  /** What a parameter holds that may come several times, such as `filter[countries][]`. */
  all(name: string): string[] {
    return this.#params.getAll(name);
  }

  /** Names that came, each once. */
  names(): string[] {
    return [...new Set(this.#params.keys())];
  }

  list(name: string): string[] | undefined {
    return this.text(name)
      ?.split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }

  flag(name: string): boolean | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : text === 'true';
  }

  count(name: string): number | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : Number(text);
  }

  includes(type: string): boolean {
    return this.list('include')?.includes(type) ?? false;
  }

  /** The attributes asked for of a resource type. */
  fields(type: string): readonly string[] | undefined {
    return this.list(`fields[${type}]`);
  }

  /** The relationships asked for of a resource type. */
  relations(type: string): readonly string[] | undefined {
    return this.list(`relations[${type}]`);
  }
}

function check(name: string, value: string, kind: ParamKind): void {
  const at = { parameter: name };
  if (kind === 'boolean' && value !== 'true' && value !== 'false') throw invalid('must be boolean', at);
  if (kind === 'rel' && value !== 'next' && value !== 'prev') {
    throw invalid('must be equal to one of the allowed values', at);
  }
  if (kind === 'digits' && !/^\d+$/.test(value)) throw invalid('must match pattern "\\d+"', at);
  if (kind === 'date' && !ISO_TIME.test(value)) throw invalid('must match format "date-time"', at);
  if (kind === 'time' && (!FULL_TIME.test(value) || Number.isNaN(Date.parse(value)))) {
    throw invalid('must match format "date-time"', at);
  }
  if (kind instanceof RegExp) {
    if (!kind.test(value)) throw invalid(`must match pattern "${kind.source}"`, at);
    return;
  }
  const bounds = boundsOf(kind);
  if (bounds !== undefined) {
    const number = Number(value);
    if (!Number.isInteger(number)) throw invalid('must be integer', at);
    const [least, most] = bounds;
    if (number < least) throw invalid(`must be >= ${least}`, at);
    if (number > most) throw invalid(`must be <= ${most}`, at);
  }
  if (typeof kind === 'object' && 'oneOf' in kind && !kind.oneOf.includes(value)) {
    throw invalid('must be equal to one of the allowed values', at);
  }
  if (isChoice(kind) && value.split(',').some((part) => !kind.includes(part.trim()))) {
    throw invalid('must be equal to one of the allowed values', at);
  }
}

function isChoice(kind: ParamKind): kind is readonly string[] {
  return Array.isArray(kind);
}

function boundsOf(kind: ParamKind): readonly [least: number, most: number] | undefined {
  if (typeof kind === 'string') return BOUNDS[kind];
  return 'least' in kind ? [kind.least, kind.most] : undefined;
}

/** Both times of a text that looks like `RANGE.open`; without end where one is left out. */
export function timesOf(text: string): Range {
  const [, from, to] = RANGE.open.exec(text) ?? [];
  return {
    from: from === undefined ? Number.NEGATIVE_INFINITY : Date.parse(from),
    to: to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to),
  };
}
