import type { Sparse } from './query-types.ts';
import { RESOURCE_TYPES, type ResourceTypes } from './schemas/resource-types.ts';

type TypeName = keyof ResourceTypes;

/** A relationship to one resource of the type, or to many. */
interface ToOne {
  readonly data: { readonly type: string; readonly id: string } | null;
}
interface ToMany {
  readonly data: readonly { readonly type: string; readonly id: string }[];
}
interface Related {
  readonly type: string;
  readonly relationships: Readonly<Record<string, ToOne | ToMany | undefined>> | object;
}

type RelationshipsOf<R extends Related> = Required<R['relationships']>;
type RefOf<L> = L extends ToMany ? L['data'][number] : L extends ToOne ? NonNullable<L['data']> : never;

/** The relationships of a resource that lead to one of these types. */
export type RelationTo<R extends Related, T extends string> = {
  [N in keyof RelationshipsOf<R> & string]: RefOf<RelationshipsOf<R>[N]>['type'] extends T ? N : never;
}[keyof RelationshipsOf<R> & string];

type ResolvedRef<L, F> = RefOf<L>['type'] extends infer T extends TypeName
  ? Sparse<ResourceTypes[T], F>
  : never;

/** What a relationship leads to: one resource, undefined where it is not there; or those of many that are. */
export type Resolved<L, F> = L extends ToMany ? readonly ResolvedRef<L, F>[] : ResolvedRef<L, F> | undefined;

/**
 * The resources beside the data of a document, by type and id. `F`: the fieldsets asked for; `T`: the types that were
 * asked to be included.
 */
export interface Included<F, T extends TypeName> {
  /** @param id undefined finds nothing, so that a relationship without data may be passed as it is. */
  readonly get: <K extends T>(type: K, id: string | undefined) => Sparse<ResourceTypes[K], F> | undefined;
  /** All of one type, in the order of the answer. */
  readonly all: <K extends T>(type: K) => readonly Sparse<ResourceTypes[K], F>[];
  /** What a resource's relationship leads to: `included.related(ban, 'player')`. */
  readonly related: <R extends Related, N extends RelationTo<R, T>>(
    resource: R,
    relationship: N,
  ) => Resolved<RelationshipsOf<R>[N], F>;
}

/** Indexes resources by type and id; of one that is there twice, the last counts. */
export function indexIncluded<F, T extends TypeName>(
  resources: readonly { readonly type: string; readonly id: string }[],
): Included<F, T> {
  const byType = new Map<string, Map<string, unknown>>();
  for (const resource of resources) {
    const byId = byType.get(resource.type) ?? new Map<string, unknown>();
    byType.set(resource.type, byId.set(resource.id, resource));
  }
  const find = (type: string, id: string): unknown => byType.get(type)?.get(id);
  // Each was read by the schema of its type and the same fieldsets, which a Map cannot say.
  return {
    get: <K extends T>(type: K, id: string | undefined) =>
      (id === undefined ? undefined : find(type, id)) as Sparse<ResourceTypes[K], F> | undefined,
    all: <K extends T>(type: K) => [...(byType.get(type)?.values() ?? [])] as Sparse<ResourceTypes[K], F>[],
    related: <R extends Related, N extends RelationTo<R, T>>(resource: R, relationship: N) => {
      const { data } = linkOf(resource, relationship);
      const found = isMany(data)
        ? data.map(({ type, id }) => find(type, id)).filter((one) => one !== undefined)
        : data === null
          ? undefined
          : find(data.type, data.id);
      return found as Resolved<RelationshipsOf<R>[N], F>;
    },
  };
}

/** One that is not there leads nowhere: to nobody, or to none of many. */
function linkOf(resource: Related, relationship: string): ToOne | ToMany {
  const links: Readonly<Record<string, ToOne | ToMany | undefined>> = { ...resource.relationships };
  const known = Object.values(RESOURCE_TYPES).find(({ type }) => type === resource.type);
  return links[relationship] ?? (known?.toMany.includes(relationship) ? { data: [] } : { data: null });
}

function isMany(data: (ToOne | ToMany)['data']): data is ToMany['data'] {
  return Array.isArray(data);
}
