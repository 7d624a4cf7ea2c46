import type { z } from 'zod';
import type { Call } from '../http/call.ts';
import type { WireVersion } from './model.ts';
import type { TellingEndpoint } from './wire/recognise.ts';

/** Parameters by the client's names (`serverName`), each with its rule and its description. */
export type Shape = Readonly<Record<string, z.ZodType>>;

/** One shape, whichever version answered; what one version alone tells is optional in it. */
export interface SameAnswer<T> {
  readonly kind: 'same';
  readonly schema: z.ZodType<T>;
}

/** A shape for each version, because their numbers mean different things. */
export interface VersionedAnswer<D, C> {
  readonly kind: 'by-version';
  readonly documented: z.ZodType<D>;
  readonly current: z.ZodType<C>;
  /** How the versions are told apart. */
  readonly tells: TellingEndpoint;
}

/** A file. */
export interface BytesAnswer {
  readonly kind: 'bytes';
}

export type AnyAnswer = SameAnswer<unknown> | VersionedAnswer<unknown, unknown> | BytesAnswer;

export const same = <T>(schema: z.ZodType<T>): SameAnswer<T> => ({ kind: 'same', schema });

export const byVersion = <D, C>(
  tells: TellingEndpoint,
  schemas: { readonly documented: z.ZodType<D>; readonly current: z.ZodType<C> },
): VersionedAnswer<D, C> => ({ kind: 'by-version', tells, ...schemas });

export const bytes: BytesAnswer = { kind: 'bytes' };

/** A rule over several parameters that is broken. */
export interface BrokenRule {
  readonly parameter: string;
  /** With its verb: `must be given`. */
  readonly rule: string;
}

/** Where an operation stands: a tag of the current version's OpenAPI description, or the project's document. */
export type Section =
  | 'Airbase'
  | 'Info'
  | 'Statistics'
  | 'Credits'
  | 'Utilities'
  | 'Instance Control'
  | 'Mission Control'
  | 'Mission'
  | 'document';

/** One endpoint of the RestAPI, declared once: everything the client knows of it. */
export interface Operation<Q extends Shape, F extends Shape, A extends AnyAnswer> {
  readonly method: 'GET' | 'POST';
  readonly path: `/${string}`;
  readonly section: Section;
  /** What it is for, in one short sentence. */
  readonly summary: string;
  readonly versions: readonly WireVersion[];
  /** What the documented version takes, where it has the endpoint: it ignores any other parameter without a word. */
  readonly documented?: Readonly<Record<string, 'required' | 'optional'>>;
  /** Parameters of the query. */
  readonly query?: Q;
  /** Fields of the form. */
  readonly form?: F;
  /** The parameter of the form that is a file, and the one that names it: the form is a multipart one. */
  readonly file?: { readonly bytes: string; readonly name: string };
  /** A rule over several parameters, told when it is broken. Each one alone is valid when it is asked. */
  readonly rule?: (args: Readonly<Record<string, unknown>>) => BrokenRule | undefined;
  readonly answer: A;
  /** Of an answer that is the same: which endpoint's marks give its version away. */
  readonly tells?: TellingEndpoint;
  /** It changes something: sent once, never cached, never repeated. */
  readonly writes?: true;
  /** Of writes: the start of every path whose cached answers it makes wrong. */
  readonly touches?: readonly string[];
  /** Of reads: milliseconds for which an answer is as good as new; default 30 seconds. Nought keeps none. */
  readonly ttlMs?: number;
  /** Milliseconds that the answer may take, where the server waits for the game. Such a read is not repeated. */
  readonly waitMs?: number;
}

/** Declares an operation. */
export function operation<
  const A extends AnyAnswer,
  const Q extends Shape = Record<never, never>,
  const F extends Shape = Record<never, never>,
>(definition: Operation<Q, F, A>): Operation<Q, F, A> {
  return definition;
}

/** An operation with its types erased, as the client sees it. */
export type AnyOperation = Operation<Shape, Shape, AnyAnswer>;

/** What an operation is called with. */
export type Args<O> = O extends Operation<infer Q, infer F, AnyAnswer> ? z.input<z.ZodObject<Q & F>> : never;

/** What a call of an operation comes to. */
export type Result<O> =
  O extends Operation<Shape, Shape, infer A>
    ? A extends VersionedAnswer<infer D, infer C>
      ?
          | { readonly version: 'documented'; readonly value: D }
          | { readonly version: 'current'; readonly value: C }
      : A extends SameAnswer<infer T>
        ? T
        : Uint8Array
    : never;

/** An operation as one calls it. */
export type Bound<O> = (args: Args<O>, call: Call) => Promise<Result<O>>;
