import type { z } from 'zod';
import type { IncludeMap } from './operation.ts';
import type { ResourceType } from './resource.ts';
import type { ResourceTypes } from './schemas/resource-types.ts';

/** What stands in the query, but for `include` and `fields`. */
export type QueryOf<Q extends z.ZodRawShape> = keyof Q extends never ? unknown : z.input<z.ZodObject<Q>>;

/**
 * Sparse fieldsets: of the resource types named, only these attributes are wanted. The answer's type narrows with
 * them. Document: "Sparse fieldsets".
 */
export type FieldsetsOf<F extends readonly ResourceType[]> = {
  readonly [D in F[number] as D['type']]?: readonly AttributeOf<D>[];
};

type AttributeOf<D extends ResourceType> =
  z.output<D['schema']> extends { readonly attributes: infer A } ? keyof A & string : never;

/** A resource as it comes back under the fieldsets `F`. */
export type Sparse<R extends { readonly type: string; readonly attributes: object }, F> = R extends unknown
  ? F extends { readonly [K in R['type']]: readonly (infer A)[] }
    ? Omit<R, 'attributes'> & { readonly attributes: Pick<R['attributes'], A & keyof R['attributes']> }
    : R
  : never;

/** The names of what an operation can include. */
export type IncludeOf<I extends IncludeMap> = keyof I & string;

/** The resource types that are there when these names are included. */
export type IncludedTypes<I extends IncludeMap, N extends readonly (keyof I)[]> = I[N[number]]['type'] &
  keyof ResourceTypes;
