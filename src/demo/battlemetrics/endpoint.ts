import type { Json } from './body.ts';
import type { Params, Query } from './query.ts';
import type { World } from './world.ts';

/** A call that passed authentication, rate limits and validation of its query. */
export interface SimCall {
  readonly world: World;
  /** Values of the path's parameters by their names. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: unknown;
  readonly now: number;
  /** How old a write must be for the search to know it, milliseconds. */
  readonly searchLagMs: number;
  /** Whether the token grants a scope such as `ban:read`. */
  can(scope: string): boolean;
  /** Makes the link of a page with another key. */
  link(key: string, rel: 'next' | 'prev'): string;
  /** Makes the link of a page that begins elsewhere. */
  offsetLink(offset: number): string;
}

/** What an endpoint answers; with neither for 204 and for tokens that may not read. */
export interface SimAnswer {
  readonly status: number;
  readonly body?: Json;
  /** Instead of a body: a file. */
  readonly file?: string;
}

/** An endpoint of the simulated API. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With its parameters in braces. */
  readonly path: string;
  readonly scope?: string;
  readonly params?: Params;
  readonly answer: (call: SimCall) => SimAnswer;
}
