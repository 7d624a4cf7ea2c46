import type { z } from 'zod';
import type { ApiName, Call } from '../http/call.ts';

/** The arguments of a call, of any operation. */
export type Args = Readonly<Record<string, unknown>>;

/** An operation of one of the two APIs, as the command line sees it. */
export interface CallableOperation {
  /** `servers.list` */
  readonly name: string;
  readonly summary: string;
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  /** What the arguments must be. */
  readonly schema: z.ZodType;
  /** It changes something. */
  readonly writes: boolean;
  /** Of what changes something: the operation that tells whether it happened, where one does. */
  readonly tells?: string;
  /** A list of pages, which can be walked. */
  readonly paged: boolean;
  /** The answer is a file's bytes. */
  readonly bytes: boolean;
  /** Where and how it is documented, what a token needs for it, its own limits, …: a line each, for help. */
  readonly notes: readonly string[];
  /** Rules between arguments, in sentences without a full stop. */
  readonly rules: readonly string[];
}

/** What a call of an operation would send. */
export interface Preview {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  /** JSON or form fields as text; undefined when there is none. */
  readonly body?: string;
}

export interface Answer {
  /** JSON values, text or bytes; undefined when the answer was empty. */
  readonly data: unknown;
  readonly included?: readonly unknown[];
  readonly meta?: unknown;
  /** There is a further page. */
  readonly more: boolean;
}

/** One of the two APIs: what it offers, known without any connection. */
export interface CallableApi {
  /** As it is typed: `battlemetrics`. */
  readonly id: 'battlemetrics' | 'dcsserverbot';
  readonly name: ApiName;
  /** By their names. */
  readonly operations: ReadonlyMap<string, CallableOperation>;
  /**
   * What a call would send; nothing is sent.
   * @throws InvalidArgumentError
   */
  preview(operation: string, args: Args): Preview;
}

/** A connected API. Calls reject as the clients do. */
export interface Caller {
  call(operation: string, args: Args, call: Call): Promise<Answer>;
  /** Page after page of an operation that is `paged`. */
  pages(operation: string, args: Args, call: Call): AsyncGenerator<Answer, void>;
}
