import { forbidden, invalid, notFound, SimError } from './api-error.ts';
import { isJson } from './body.ts';
import type { SimAnswer, SimCall } from './endpoint.ts';
import { ENDPOINTS } from './endpoints.ts';
import { Query } from './query.ts';
import { type SimLimits, TokenLimits } from './rate-limits.ts';
import { errorAnswer, type RawAnswer } from './raw-answer.ts';
import { ForceUpdateLimits } from './server-update-limits.ts';
import type { World } from './world.ts';

/** A token and what it may do: `ban` grants all of `ban:…`, `ban:read` and `ban:read:org:1` less and less. */
export interface SimToken {
  readonly token: string;
  readonly scopes: readonly string[];
}

export interface ApiOptions {
  readonly world: World;
  readonly tokens: readonly SimToken[];
  readonly limits: SimLimits;
  readonly searchLagMs: number;
  readonly hasSubscription: () => boolean;
}

export interface RawCall {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** The API without its network: authentication, rate limits, validation, endpoints. */
export class Api {
  readonly #options: ApiOptions;
  readonly #limits: ReadonlyMap<string, TokenLimits>;
  readonly #forceUpdates: ForceUpdateLimits;

  constructor(options: ApiOptions) {
    this.#options = options;
    this.#limits = new Map(options.tokens.map(({ token }) => [token, new TokenLimits(options.limits)]));
    this.#forceUpdates = new ForceUpdateLimits(options.limits);
  }

  answer(raw: RawCall, now: number): RawAnswer {
    if (raw.method === 'POST' && raw.url.pathname === '/oauth/introspect') return this.#introspect(raw.body);
    const bearer = /^Bearer (.+)$/.exec(raw.authorization ?? '')?.[1];
    const limits = this.#limits.get(bearer ?? '');
    try {
      const token = this.#authenticate(bearer);
      limits?.admit(raw.method, raw.url.pathname, now);
      this.#forceUpdates.admit(raw.method, raw.url.pathname, now);
      return succeed(this.#dispatch(raw, token, now), limits?.headers(now));
    } catch (error) {
      if (error instanceof SimError) return errorAnswer(error, limits?.headers(now));
      throw error;
    }
  }

  /** Not of the API: OAuth stands beside it, with no limit of its own that is known. */
  #introspect(body: RawCall['body']): RawAnswer {
    const asked = parseBody(body);
    const named = isJson(asked) ? asked['token'] : undefined;
    const token = this.#options.tokens.find((candidate) => candidate.token === named);
    const scope = token?.scopes.join(' ');
    return succeed({ status: 200, body: { active: token !== undefined, ...(scope && { scope }) } });
  }

  #authenticate(bearer: string | undefined): SimToken {
    // Anonymous calls and free accounts are told the same since July 2026.
    if (bearer === undefined || !this.#options.hasSubscription()) {
      throw forbidden('Access denied. A subscription is required to use the API.');
    }
    const token = this.#options.tokens.find((candidate) => candidate.token === bearer);
    if (token === undefined)
      throw new SimError(401, 'Unauthorized', 'The access token is invalid or expired.');
    return token;
  }

  #dispatch({ method, url, body }: RawCall, token: SimToken, now: number): SimAnswer {
    const { world, searchLagMs } = this.#options;
    for (const endpoint of ENDPOINTS) {
      const path = endpoint.method === method ? match(endpoint.path, url.pathname) : undefined;
      if (path === undefined) continue;
      const can = (scope: string): boolean => grants(token, scope, world.organization.id);
      if (endpoint.scope !== undefined && !can(endpoint.scope)) throw forbidden();
      const call: SimCall = {
        world,
        path,
        query: new Query(url.searchParams, endpoint.params ?? {}),
        body: parseBody(body),
        now,
        searchLagMs,
        can,
        link: (key, rel) => {
          const link = new URL(url);
          link.searchParams.set('page[key]', key);
          link.searchParams.set('page[rel]', rel);
          link.searchParams.delete('page[offset]');
          return link.href;
        },
        offsetLink: (offset) => {
          const link = new URL(url);
          link.searchParams.delete('page[key]');
          link.searchParams.delete('page[rel]');
          link.searchParams.set('page[offset]', String(offset));
          return link.href;
        },
      };
      return endpoint.answer(call);
    }
    throw notFound();
  }
}

function succeed(
  { status, body, file }: SimAnswer,
  headers: Readonly<Record<string, string>> = {},
): RawAnswer {
  if (file !== undefined) {
    return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, text: file };
  }
  if (body === undefined) return { status, headers, text: '' };
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers: { ...type, ...headers }, text: JSON.stringify(body) };
}

function match(template: string, path: string): Record<string, string> | undefined {
  const names = template.split('/');
  const parts = path.split('/');
  if (names.length !== parts.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const part = parts[index] ?? '';
    if (name.startsWith('{')) values[name.slice(1, -1)] = decodeURIComponent(part);
    else if (name !== part) return undefined;
  }
  return values;
}

function grants({ scopes }: SimToken, wanted: string, organizationId: string): boolean {
  return scopes.some(
    (scope) =>
      wanted === scope || wanted.startsWith(`${scope}:`) || scope === `${wanted}:org:${organizationId}`,
  );
}

function parseBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('Unexpected token in JSON');
  }
}
