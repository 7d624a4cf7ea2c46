import { z } from 'zod';
import type { BattleMetricsBudget } from '../../config/rate-limits.ts';
import type { ParamNames, PathParam } from './path.ts';

/** A type that travels with a value, so that an operation can be declared as plain data. */
export interface Typed<T> {
  readonly type?: T;
}

/** Names the type of an operation's query or body. */
export function typed<T>(): Typed<T> {
  return {};
}

/**
 * What the answer of an operation holds: a page of resources; one; one, or some that are not paged, or an empty body
 * where the token may not read; text that is no JSON; nothing.
 */
export type AnswerKind = 'page' | 'one' | 'oneOrEmpty' | 'manyOrEmpty' | 'text' | 'empty';

/** How an answer is read. */
export interface Answer<K extends AnswerKind, R, M> {
  readonly kind: K;
  readonly resource?: Readable<R>;
  readonly meta?: z.ZodType<M>;
  /** The API is known to send the attributes bare, without the envelope that is documented. */
  readonly flat?: boolean;
}

/** Something with a schema: a resource type, or a shape that is no resource. */
export interface Readable<R> {
  readonly type: string;
  readonly schema: z.ZodType<R>;
  readonly sparse?: (fields: readonly string[]) => z.ZodType;
}

type OpenMeta = Readonly<Record<string, unknown>>;
const openMeta = z.record(z.string(), z.unknown());

/** A page of a list; it can be walked with `pages` and `all`. */
export function page<R>(resource: Readable<R>): Answer<'page', R, OpenMeta>;
export function page<R, M>(resource: Readable<R>, meta: z.ZodType<M>): Answer<'page', R, M>;
export function page<R>(resource: Readable<R>, meta: z.ZodType = openMeta): Answer<'page', R, unknown> {
  return { kind: 'page', resource, meta };
}

export function one<R>(resource: Readable<R>): Answer<'one', R, OpenMeta> {
  return { kind: 'one', resource, meta: openMeta };
}

export function oneOrEmpty<R>(resource: Readable<R>): Answer<'oneOrEmpty', R, OpenMeta> {
  return { kind: 'oneOrEmpty', resource, meta: openMeta };
}

export function manyOrEmpty<R>(resource: Readable<R>): Answer<'manyOrEmpty', R, OpenMeta> {
  return { kind: 'manyOrEmpty', resource, meta: openMeta };
}

/** Text as it is, such as a file. */
export const text: Answer<'text', never, OpenMeta> = { kind: 'text' };

export const empty: Answer<'empty', never, OpenMeta> = { kind: 'empty' };

export interface CachePolicy {
  /** How long an answer counts as fresh, milliseconds. */
  readonly ttlMs: number;
  /** How old an answer may be that is shown while the API does not answer, milliseconds. */
  readonly staleForMs: number;
}

/** One operation of the document, declared once: everything the client knows of it. */
export interface Operation<P extends string, Q, B, A> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** With its parameters in braces. */
  readonly path: P;
  readonly params: Readonly<Record<ParamNames<P>, PathParam>>;
  /** The heading of the document under which the operation stands. */
  readonly section: string;
  /** The scope that a token needs for it, where the document says or shows one. */
  readonly scope?: string;
  readonly query?: Typed<Q>;
  /** What stands under `data` in the body. */
  readonly body?: Typed<B>;
  readonly answer: A;
  /** It changes nothing although its method is not GET: cached, shared and repeated like any read. */
  readonly reads?: boolean;
  /** Of writes: never sent a second time, not even where the first surely did nothing. */
  readonly once?: boolean;
  /**
   * Further rate limits it counts against, by their names in config/rate-limits.ts; with a window for each value of a
   * path parameter as `force-update/server:{id}`.
   */
  readonly budgets?: readonly (BattleMetricsBudget | `${BattleMetricsBudget}:{${string}}`)[];
  /** Of reads: without it an answer is shared while in flight and not kept. */
  readonly cache?: CachePolicy;
  /** Of writes: the start of every path whose cached answers it makes wrong, parameters in braces. */
  readonly touches?: readonly string[];
}

/** Declares an operation. */
export function operation<
  const P extends string,
  A extends Answer<AnswerKind, unknown, unknown>,
  Q = Record<never, never>,
  B = never,
>(definition: Operation<P, Q, B, A>): Operation<P, Q, B, A> {
  return definition;
}

/** An operation with its types erased, as the client sees it. */
export type AnyOperation = Operation<string, unknown, unknown, Answer<AnswerKind, unknown, unknown>>;
