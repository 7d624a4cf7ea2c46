import type { z } from 'zod';
import type { Call } from '../http/call.ts';
import type { Document, Page } from './document.ts';
import type { Answer, AnswerKind, IncludeMap, Operation } from './operation.ts';
import type { ParamNames } from './path.ts';
import type { FieldsetsOf, IncludedTypes, IncludeOf, QueryOf, Sparse } from './query-types.ts';
import type { ResourceType } from './resource.ts';

/** What an operation is called with: path parameters and query side by side, and the body's `data`. */
export type Args<P extends string, Q extends z.ZodRawShape, B> = {
  readonly [K in ParamNames<P>]: string;
} & QueryOf<Q> &
  (B extends z.ZodType ? { readonly data: z.input<B> } : unknown);

/** What a declared operation is called with, but for `include` and `fields`: `ArgsOf<typeof bans.list>`. */
export type ArgsOf<O> =
  O extends Operation<infer P, infer Q, IncludeMap, readonly ResourceType[], infer B, unknown>
    ? Args<P, Q, B>
    : never;

/** What a call chooses of the answer, which then has the type for it. */
interface Choice<F, N> {
  /** The attributes wanted, by resource type; all of a type that is left out. */
  readonly fields?: F;
  /** What is wanted beside the data. */
  readonly include?: N;
  /** The relationships wanted, by resource type; all of a type that is left out. Where the operation has it. */
  readonly relations?: Readonly<Record<string, readonly string[]>>;
}

type Part<R, F> = R extends { readonly type: string; readonly attributes: object } ? Sparse<R, F> : R;

/** The types of an operation, together. */
interface Types {
  readonly args: unknown;
  readonly resource: unknown;
  readonly meta: unknown;
  readonly include: IncludeMap;
  readonly fields: readonly ResourceType[];
}

/**
 * A list. Called, it reads the first page; `pages` and `all` read on only as far as the caller does.
 * Every one of them rejects with an InvalidArgumentError before anything is sent, with an ApiError, or with a
 * LimiterError when the call was dropped unsent.
 */
export interface PagedCall<T extends Types> {
  <
    const F extends FieldsetsOf<T['fields']> = Record<never, never>,
    const N extends readonly IncludeOf<T['include']>[] = readonly [],
  >(
    args: T['args'] & Choice<F, N>,
    call: Call,
  ): Promise<Page<Part<T['resource'], F>, T['meta'], F, IncludedTypes<T['include'], N>>>;
  /** Page after page. */
  pages<
    const F extends FieldsetsOf<T['fields']> = Record<never, never>,
    const N extends readonly IncludeOf<T['include']>[] = readonly [],
  >(
    args: T['args'] & Choice<F, N>,
    call: Call,
  ): AsyncGenerator<Page<Part<T['resource'], F>, T['meta'], F, IncludedTypes<T['include'], N>>, void>;
  /** Resource after resource, at most `limit` of them. */
  all<
    const F extends FieldsetsOf<T['fields']> = Record<never, never>,
    const N extends readonly IncludeOf<T['include']>[] = readonly [],
  >(
    args: T['args'] & Choice<F, N>,
    call: Call,
    options?: { readonly limit?: number },
  ): AsyncGenerator<Part<T['resource'], F>, void>;
}

export type OneCall<T extends Types> = <
  const F extends FieldsetsOf<T['fields']> = Record<never, never>,
  const N extends readonly IncludeOf<T['include']>[] = readonly [],
>(
  args: T['args'] & Choice<F, N>,
  call: Call,
) => Promise<Document<Part<T['resource'], F>, T['meta'], F, IncludedTypes<T['include'], N>>>;

/** Several that are not paged. */
export type ManyCall<T extends Types> = <
  const F extends FieldsetsOf<T['fields']> = Record<never, never>,
  const N extends readonly IncludeOf<T['include']>[] = readonly [],
>(
  args: T['args'] & Choice<F, N>,
  call: Call,
) => Promise<Document<readonly Part<T['resource'], F>[], T['meta'], F, IncludedTypes<T['include'], N>>>;

/** Undefined when the body was empty, for the token may write but not read. */
export type OneOrEmptyCall<T extends Types> = (
  args: T['args'],
  call: Call,
) => Promise<Document<T['resource'], T['meta'], Record<never, never>, never> | undefined>;

/** Undefined when the body was empty, as for `OneOrEmptyCall`. */
export type ManyOrEmptyCall<T extends Types> = (
  args: T['args'],
  call: Call,
) => Promise<Document<readonly T['resource'][], T['meta'], Record<never, never>, never> | undefined>;

/** The body as it is. */
export type TextCall<T extends Types> = (args: T['args'], call: Call) => Promise<string>;

export type EmptyCall<T extends Types> = (args: T['args'], call: Call) => Promise<void>;

type CallOf<K extends AnswerKind, T extends Types> = {
  readonly page: PagedCall<T>;
  readonly many: ManyCall<T>;
  readonly one: OneCall<T>;
  readonly oneOrEmpty: OneOrEmptyCall<T>;
  readonly manyOrEmpty: ManyOrEmptyCall<T>;
  readonly text: TextCall<T>;
  readonly empty: EmptyCall<T>;
}[K];

/** An operation as one calls it. */
export type Bound<O> =
  O extends Operation<infer P, infer Q, infer I, infer F, infer B, Answer<infer K, infer R, infer M>>
    ? CallOf<K, { args: Args<P, Q, B>; resource: R; meta: M; include: I; fields: F }>
    : never;

/** The operations of a resource as one calls them. */
export type BoundResource<G> = { readonly [N in keyof G]: Bound<G[N]> };
