import { invalid } from './api-error.ts';

/**
 * What a query parameter may hold. `text` also stands for ids and comma-separated lists; `far-offset` and `slot-offset` go
 * further than `offset`.
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

export const PAGING = { 'page[size]': 'size', 'page[key]': 'text', 'page[rel]': 'rel' } as const;

const ISO_TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?$/;

/** A query that was checked against what its endpoint takes. */
export class Query {
  readonly #params: URLSearchParams;

  /** @throws SimError 400 as the API's schema validation words it. */
  constructor(params: URLSearchParams, allowed: Params) {
    this.#params = params;
    for (const [name, value] of params) {
      const kind = allowed[name] ?? allowed[name.replace(/\[[0-9a-f-]{36}\]/i, '[*]')];
      if (kind === undefined) throw invalid('must NOT have additional properties', { parameter: name });
      check(name, value, kind);
    }
  }

  text(name: string): string | undefined {
    return this.#params.get(name) ?? undefined;
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
}

function check(name: string, value: string, kind: ParamKind): void {
  const at = { parameter: name };
  if (kind === 'boolean' && value !== 'true' && value !== 'false') throw invalid('must be boolean', at);
  if (kind === 'rel' && value !== 'next' && value !== 'prev') {
    throw invalid('must be equal to one of the allowed values', at);
  }
  if (kind === 'digits' && !/^\d+$/.test(value)) throw invalid('must match pattern "\\d+"', at);
  if (kind === 'date' && !ISO_TIME.test(value)) throw invalid('must match format "date-time"', at);
  const bounds = typeof kind === 'string' ? BOUNDS[kind] : undefined;
  if (bounds !== undefined) {
    const number = Number(value);
    if (!Number.isInteger(number)) throw invalid('must be integer', at);
    const [least, most] = bounds;
    if (number < least) throw invalid(`must be >= ${least}`, at);
    if (number > most) throw invalid(`must be <= ${most}`, at);
  }
  if (typeof kind !== 'string' && value.split(',').some((part) => !kind.includes(part.trim()))) {
    throw invalid('must be equal to one of the allowed values', at);
  }
}
