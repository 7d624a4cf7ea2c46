import { z } from 'zod';

/** An id: digits or a UUID, by type. Some answers write it as a number; Squawk always has a string. */
export const resourceId = z.union([z.string(), z.number().int()]).transform(String);

/**
 * An object of an answer. A member that is null says no more than one that is left out, and the API does either, so
 * that a schema tells apart only whether there must be a value.
 */
export function objectOf<S extends z.ZodRawShape>(shape: S) {
  return z.preprocess(withoutNulls, z.object(shape));
}

function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));
}

/** A relationship to a type that is not the documented one cannot be resolved, and counts as none. */
function refTo<T extends string>(type: T) {
  return z.object({ type: z.literal(type), id: resourceId });
}

function isRefTo(type: string, value: unknown): boolean {
  return typeof value !== 'object' || value === null || !('type' in value) || value.type === type;
}

/** A relationship to one resource: absent, null, `{}` and `data: null` all occur. */
export function toOne<const T extends string>(type: T) {
  return z.object({ data: one(type) }).exactOptional();
}

/** A relationship to one resource that says more about it under `meta`. */
export function toOneWith<const T extends string, M extends z.ZodRawShape>(type: T, meta: M) {
  return z.object({ data: one(type), meta: objectOf(meta).exactOptional() }).exactOptional();
}

function one<const T extends string>(type: T) {
  return z.preprocess((value) => (isRefTo(type, value) ? (value ?? null) : null), refTo(type).nullable());
}

/** A relationship to many resources; null and `{}` count as none. */
export function toMany<const T extends string>(type: T) {
  return toManyWith(type, {});
}

/** A relationship to many resources that says more about each under `meta`. */
export function toManyWith<const T extends string, M extends z.ZodRawShape>(type: T, meta: M) {
  const refs = z.array(refTo(type).extend({ meta: objectOf(meta).exactOptional() }));
  const known = (value: unknown): unknown =>
    Array.isArray(value) ? value.filter((one) => isRefTo(type, one)) : (value ?? []);
  return z
    .object({ data: z.preprocess(known, refs) })
    .exactOptional()
    .meta({ many: true });
}

/** A time as the API writes it: ISO 8601 in UTC, such as `2025-06-24T13:53:20.549Z`. */
export const timestamp = z.string();

/** Numbers by names of an open set; one that is null is left out, as elsewhere. */
export const numbersByName = z.preprocess(
  (value) => withoutNulls(value ?? {}),
  z.record(z.string(), z.number()),
);

/** Text that may be null or left out; both are read as null. */
export const nullableText = z.string().nullable().default(null);
export const nullableNumber = z.number().nullable().default(null);
export const nullableBoolean = z.boolean().nullable().default(null);

/**
 * Declares a resource type of the document: its attributes, and what Squawk reads of its relationships and meta.
 * Values come out in JSON:API shape, `{ type, id, attributes, relationships, meta }`; missing relationships and
 * meta are empty objects, and what is not declared is left out.
 */
export function defineResource<
  const T extends string,
  A extends z.ZodRawShape,
  R extends z.ZodRawShape = Record<never, never>,
  M extends z.ZodRawShape = Record<never, never>,
>(type: T, shape: { readonly attributes: A; readonly relationships?: R; readonly meta?: M }) {
  const attributes = objectOf(shape.attributes);
  const relationships = objectOf(shape.relationships ?? ({} as R));
  const meta = objectOf(shape.meta ?? ({} as M));
  const schema = z.object({
    type: z.literal(type),
    id: resourceId,
    attributes,
    relationships: z.preprocess((value) => value ?? {}, relationships),
    meta: z.preprocess((value) => value ?? {}, meta),
  });
  return {
    type,
    schema,
    attributes: Object.keys(shape.attributes),
    relationships: Object.keys(shape.relationships ?? {}),
    toMany: Object.entries(shape.relationships ?? {})
      .filter(([, link]) => z.globalRegistry.get(link)?.['many'] === true)
      .map(([name]) => name),
    /** Reads the part that `fields[type]` asks for; attributes that Squawk does not know are left out. */
    sparse(fields: readonly string[]) {
      const asked = Object.entries(shape.attributes).filter(([name]) => fields.includes(name));
      return schema.extend({
        attributes: z.preprocess((value) => value ?? {}, objectOf(Object.fromEntries(asked))),
      });
    },
  };
}

/** What the client needs to know of a resource type to read it. */
export interface ResourceType {
  readonly type: string;
  readonly schema: z.ZodType;
  /** The names of its attributes, and of its relationships. */
  readonly attributes: readonly string[];
  readonly relationships: readonly string[];
  /** The names of those relationships that lead to many. */
  readonly toMany: readonly string[];
  sparse(fields: readonly string[]): z.ZodType;
}

/** The resource that a type declared by `defineResource` reads. */
export type ResourceOf<D extends ResourceType> = z.output<D['schema']>;
