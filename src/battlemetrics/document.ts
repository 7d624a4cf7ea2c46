import type { Included } from './included.ts';
import type { ResourceTypes } from './schemas/resource-types.ts';

/**
 * One resource, or several that are not paged, with what was included beside them. `F`: the fieldsets asked for; `T`: the
 * types that were included.
 */
export interface Document<D, M, F, T extends keyof ResourceTypes> {
  readonly data: D;
  readonly included: Included<F, T>;
  readonly meta: M;
}

/** One page of a list. */
export interface Page<R, M, F, T extends keyof ResourceTypes> extends Document<readonly R[], M, F, T> {
  /** The link to the next page as the API gave it; none on the last one. `pages` and `all` follow it. */
  readonly next?: string;
}
