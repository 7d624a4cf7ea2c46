import type { Json } from './body.ts';
import type { SimCall } from './endpoint.ts';

/** By what a list is ordered: each part of the key in turn, the id last. */
export interface Order<T> {
  readonly key: (item: T) => string;
  readonly id: (item: T) => string;
  readonly descending?: boolean;
  /** How many are on a page that is asked for without a size; default 10. */
  readonly pageSize?: number;
}

/**
 * One page of a list, by opaque composite keys: the value that the list is ordered by, and the id. On the last page
 * `links` is empty.
 */
export function pageOf<T>(
  call: SimCall,
  items: readonly T[],
  order: Order<T>,
): { readonly page: readonly T[]; readonly links: Json } {
  const { query } = call;
  const direction = order.descending === true ? -1 : 1;
  const compare = (a: readonly [string, string], b: readonly [string, string]): number =>
    direction * (compareText(a[0], b[0]) || compareText(a[1].padStart(20, '0'), b[1].padStart(20, '0')));
  const place = (item: T): readonly [string, string] => [order.key(item), order.id(item)];
  const sorted = items.toSorted((a, b) => compare(place(a), place(b)));

  const size = query.count('page[size]') ?? order.pageSize ?? 10;
  const key = parseKey(query.text('page[key]'));
  const backwards = query.text('page[rel]') === 'prev';
  let start = query.count('page[offset]') ?? 0;
  if (key !== undefined && !backwards) {
    const after = sorted.findIndex((item) => compare(place(item), key) > 0);
    start = after === -1 ? sorted.length : after;
  } else if (key !== undefined) {
    const until = sorted.findIndex((item) => compare(place(item), key) >= 0);
    start = Math.max(0, (until === -1 ? sorted.length : until) - size);
  }
  const page = sorted.slice(start, start + size);
  const first = page[0];
  const last = page.at(-1);
  return {
    page,
    links: {
      ...(start > 0 && first !== undefined ? { prev: call.link(place(first).join(','), 'prev') } : {}),
      ...(start + size < sorted.length && last !== undefined
        ? { next: call.link(place(last).join(','), 'next') }
        : {}),
    },
  };
}

function parseKey(text: string | undefined): readonly [string, string] | undefined {
  if (text === undefined) return undefined;
  const comma = text.lastIndexOf(',');
  return [text.slice(0, Math.max(comma, 0)), text.slice(comma + 1)];
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Collects `included`: one flat array of mixed types, each resource once. */
export class Collection {
  readonly #resources = new Map<string, Json>();

  add(...resources: readonly (Json | undefined)[]): void {
    for (const item of resources) {
      if (item !== undefined) this.#resources.set(`${item['type']} ${item['id']}`, item);
    }
  }

  toJSON(): readonly Json[] {
    return [...this.#resources.values()];
  }
}
