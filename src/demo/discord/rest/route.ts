import type { Body } from './body.ts';

export interface RestRequest {
  /** By the names in the template, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Body;
}

export interface RestReply {
  readonly status: number;
  readonly body?: unknown;
  readonly bytes?: { readonly contentType: string; readonly data: Buffer };
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One operation of the API. */
export interface Route {
  readonly method: Method;
  /** Below `/api/v10`: `/channels/:channel/messages`. */
  readonly template: string;
  /** Operations with an interaction's token in the path want no bot token. */
  readonly auth: 'bot' | 'none';
  readonly run: (request: RestRequest) => RestReply;
}

export interface MatchedRoute {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Finds the operation of a path. `undefined`: no such path; `'method'`: the path knows other methods alone. */
export function matchRoute(
  routes: readonly CompiledRoute[],
  method: string,
  path: string,
): MatchedRoute | 'method' | undefined {
  let known = false;
  for (const { route, pattern } of routes) {
    const match = pattern.exec(path);
    if (match === null) continue;
    known = true;
    if (route.method === method) return { route, params: decode(match.groups ?? {}) };
  }
  return known ? 'method' : undefined;
}

export interface CompiledRoute {
  readonly route: Route;
  readonly pattern: RegExp;
}

export function compileRoute(route: Route): CompiledRoute {
  const source = route.template.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)');
  return { route, pattern: new RegExp(`^${source}$`) };
}

/** The parameter of a path; the template guarantees it. */
export function param(request: RestRequest, name: string): string {
  const value = request.params[name];
  if (value === undefined) throw new TypeError(`the route has no parameter ${name}`);
  return value;
}

function decode(groups: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
}
