import type { Sparse } from './query-types.ts';
import type { ResourceTypes } from './resources/resource-types.ts';

/** The resources beside the data of a document, by type and id. */
export interface Included<F> {
  /** @param id undefined finds nothing, so that a relationship without data may be passed as it is. */
  get<T extends keyof ResourceTypes>(
    type: T,
    id: string | undefined,
  ): Sparse<ResourceTypes[T], F> | undefined;
  /** All of one type, in the order of the answer. */
  all<T extends keyof ResourceTypes>(type: T): readonly Sparse<ResourceTypes[T], F>[];
}
