import type { Call } from '../http/call.ts';
import type { Document, Page } from './document.ts';
import type { Answer, AnswerKind, Operation } from './operation.ts';
import type { ParamNames } from './path.ts';
import type { Sparse } from './query-types.ts';

/** What an operation is called with: path parameters and query side by side, and the body's `data`. */
export type Args<P extends string, Q, B> = { readonly [K in ParamNames<P>]: string } & Q &
  ([B] extends [never] ? unknown : { readonly data: B });

/** The fieldsets that an operation knows. */
type FieldsOf<A> = 'fields' extends keyof A ? NonNullable<A['fields']> : Record<string, never>;
type With<A, F> = Omit<A, 'fields'> & { readonly fields?: F };
type Part<R, F> = R extends { readonly type: string; readonly attributes: object } ? Sparse<R, F> : R;

/**
 * A list. Called, it reads the first page; `pages` and `all` read on only as far as the caller does.
 * Every one of them rejects with an ApiError, or with a LimiterError when the call was dropped unsent.
 */
export interface PagedCall<A, R, M> {
  <const F extends FieldsOf<A> = FieldsOf<A>>(args: With<A, F>, call: Call): Promise<Page<Part<R, F>, M, F>>;
  /** Page after page. */
  pages<const F extends FieldsOf<A> = FieldsOf<A>>(
    args: With<A, F>,
    call: Call,
  ): AsyncGenerator<Page<Part<R, F>, M, F>, void>;
  /** Resource after resource, at most `limit` of them. */
  all<const F extends FieldsOf<A> = FieldsOf<A>>(
    args: With<A, F>,
    call: Call,
    options?: { readonly limit?: number },
  ): AsyncGenerator<Part<R, F>, void>;
}

export type OneCall<A, R, M> = <const F extends FieldsOf<A> = FieldsOf<A>>(
  args: With<A, F>,
  call: Call,
) => Promise<Document<Part<R, F>, M, F>>;

/** Undefined when the body was empty, for the token may write but not read. */
export type OneOrEmptyCall<A, R, M> = <const F extends FieldsOf<A> = FieldsOf<A>>(
  args: With<A, F>,
  call: Call,
) => Promise<Document<Part<R, F>, M, F> | undefined>;

/** Undefined when the body was empty, as for `OneOrEmptyCall`. */
export type ManyOrEmptyCall<A, R, M> = <const F extends FieldsOf<A> = FieldsOf<A>>(
  args: With<A, F>,
  call: Call,
) => Promise<Document<readonly Part<R, F>[], M, F> | undefined>;

/** The body as it is. */
export type TextCall<A> = (args: A, call: Call) => Promise<string>;

export type EmptyCall<A> = (args: A, call: Call) => Promise<void>;

type CallOf<A, K extends AnswerKind, R, M> = {
  readonly page: PagedCall<A, R, M>;
  readonly one: OneCall<A, R, M>;
  readonly oneOrEmpty: OneOrEmptyCall<A, R, M>;
  readonly manyOrEmpty: ManyOrEmptyCall<A, R, M>;
  readonly text: TextCall<A>;
  readonly empty: EmptyCall<A>;
}[K];

/** An operation as one calls it. */
export type Bound<O> =
  O extends Operation<infer P, infer Q, infer B, Answer<infer K, infer R, infer M>>
    ? CallOf<Args<P, Q, B>, K, R, M>
    : never;

/** The operations of a resource as one calls them. */
export type BoundResource<G> = { readonly [N in keyof G]: Bound<G[N]> };
