import { z } from 'zod';
import type { BattleMetricsBudget } from '../../config/rate-limits.ts';
import type { Rule } from './arguments/rules.ts';
import type { ParamNames } from './path.ts';
import type { ResourceType } from './resource.ts';

/**
 * What the answer of an operation holds: a page of resources; all of them, for they are not paged; one; one or all, or an
 * empty body where the token may not read; text that is no JSON; nothing.
 */
export type AnswerKind = 'page' | 'many' | 'one' | 'oneOrEmpty' | 'manyOrEmpty' | 'text' | 'empty';

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

/** All there are: the list is not paged. */
export function many<R>(resource: Readable<R>): Answer<'many', R, OpenMeta>;
export function many<R, M>(resource: Readable<R>, meta: z.ZodType<M>): Answer<'many', R, M>;
export function many<R>(resource: Readable<R>, meta: z.ZodType = openMeta): Answer<'many', R, unknown> {
  return { kind: 'many', resource, meta };
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

/** What can be included, by the name that the API has for it: `{ playerIdentifiers: identifier }`. */
export type IncludeMap = Readonly<Record<string, ResourceType>>;

/**
 * Where the API is known to differ from its document, by the dotted names of arguments: `filter.player`, and a value of
 * `include` as `include.flagPlayer`. Tests hold everything else to the document.
 */
export interface Practice {
  /** It takes them although the document does not have them. */
  readonly takes?: readonly string[];
  /** It does not want them although the document requires them. */
  readonly optional?: readonly string[];
  /** It has other values too than those that the document lists. */
  readonly open?: readonly string[];
}

/** One operation of the document, declared once: everything the client knows of it. */
export interface Operation<
  P extends string,
  Q extends z.ZodRawShape,
  I extends IncludeMap,
  F extends readonly ResourceType[],
  B extends z.ZodType | undefined,
  A,
> {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** With its parameters in braces. */
  readonly path: P;
  readonly params: Readonly<Record<ParamNames<P>, z.ZodType<string>>>;
  /** The heading of the document under which the operation stands. */
  readonly section: string;
  /** What it does, in a sentence for `--help`. */
  readonly summary: string;
  /** The scope that a token needs for it, as the document names it. */
  readonly scope?: string;
  /** The scope that a token needs by the pattern that scopes have; the document names none. */
  readonly likelyScope?: string;
  /** The parameters of the query, but for `include`, `fields` and `relations`, which follow. */
  readonly query?: Q;
  readonly include?: I;
  /** The resource types whose attributes may be chosen. */
  readonly fields?: F;
  /** The resource types whose relationships may be chosen. */
  readonly relations?: readonly ResourceType[];
  /** What stands under `data` in the body. */
  readonly body?: B;
  /** What arguments must be that are each well-formed. */
  readonly rules?: readonly Rule[];
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
  readonly practice?: Practice;
  /** BattleMetrics does not document it: clients in use do it so. */
  readonly undocumented?: true;
}

/** Declares an operation. */
export function operation<
  const P extends string,
  A extends Answer<AnswerKind, unknown, unknown>,
  Q extends z.ZodRawShape = Record<never, never>,
  I extends IncludeMap = Record<never, never>,
  const F extends readonly ResourceType[] = readonly [],
  B extends z.ZodType | undefined = undefined,
>(definition: Operation<P, Q, I, F, B, A>): Operation<P, Q, I, F, B, A> {
  return definition;
}

/** An operation with its types erased, as the client sees it. */
export type AnyOperation = Operation<
  string,
  z.ZodRawShape,
  IncludeMap,
  readonly ResourceType[],
  z.ZodType | undefined,
  Answer<AnswerKind, unknown, unknown>
>;
