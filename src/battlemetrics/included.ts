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

/** Indexes resources by type and id; of one that is there twice, the last counts. */
export function indexIncluded<F>(
  resources: readonly { readonly type: string; readonly id: string }[],
): Included<F> {
  const byType = new Map<string, Map<string, unknown>>();
  for (const resource of resources) {
    const byId = byType.get(resource.type) ?? new Map<string, unknown>();
    byType.set(resource.type, byId.set(resource.id, resource));
  }
  // Each was read by the schema of its type and the same fieldsets, which a Map cannot say.
  return {
    get: <T extends keyof ResourceTypes>(type: T, id: string | undefined) =>
      (id === undefined ? undefined : byType.get(type)?.get(id)) as Sparse<ResourceTypes[T], F> | undefined,
    all: <T extends keyof ResourceTypes>(type: T) =>
      [...(byType.get(type)?.values() ?? [])] as Sparse<ResourceTypes[T], F>[],
  };
}
