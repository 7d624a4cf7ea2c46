import type { Included } from './included.ts';

/** One resource, or several that are not paged, with what was included beside them. `F`: the fieldsets asked for. */
export interface Document<D, M, F> {
  readonly data: D;
  readonly included: Included<F>;
  readonly meta: M;
}

/** One page of a list. */
export interface Page<R, M, F> extends Document<readonly R[], M, F> {
  /** The link to the next page as the API gave it; none on the last one. `pages` and `all` follow it. */
  readonly next?: string;
}
