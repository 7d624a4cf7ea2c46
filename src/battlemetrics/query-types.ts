import type { ResourceTypes } from './resources/resource-types.ts';

/** How every paged operation is paged. `key` and `rel` come from a page's own links and are best left to them. */
export interface PageQuery {
  readonly page?: {
    /** 1 to 100; the API's default is 10. */
    readonly size?: number;
    readonly key?: string;
    readonly rel?: 'next' | 'prev';
    /** 0 to 90, with `filter.search` alone. */
    readonly offset?: number;
  };
}

/** Attributes to sort by, the most important first; a minus sorts descending. */
export type Sort<K extends string> = K | `-${K}` | readonly (K | `-${K}`)[];

/**
 * Sparse fieldsets: of the resource types named, only these attributes are wanted. The answer's type narrows with
 * them. Document: "Sparse fieldsets".
 */
export type Fieldsets<T extends keyof ResourceTypes> = {
  readonly [K in T]?: readonly (keyof ResourceTypes[K]['attributes'] & string)[];
};

/** A resource as it comes back under the fieldsets `F`. */
export type Sparse<R extends { readonly type: string; readonly attributes: object }, F> = R extends unknown
  ? F extends { readonly [K in R['type']]: readonly (infer A)[] }
    ? Omit<R, 'attributes'> & { readonly attributes: Pick<R['attributes'], A & keyof R['attributes']> }
    : R
  : never;
