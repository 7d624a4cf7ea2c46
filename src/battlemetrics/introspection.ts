import { z } from 'zod';
import { parseJson, parseWith } from '../http/json.ts';
import { errorForStatus, isSuccess } from '../http/status-errors.ts';
import type { Transport } from '../http/transport.ts';

/** What BattleMetrics' OAuth says of a token. */
export interface Introspection {
  /** False for one that is unknown, expired or taken back. */
  readonly active: boolean;
  /** Such as `ban:create`; undefined when the answer names none: of some tokens it may not say. */
  readonly scopes: readonly string[] | undefined;
  /** Epoch milliseconds; undefined when it does not end, or that is not said. */
  readonly expiresAt: number | undefined;
  /** Whose token it is, as in the token itself: `urn:user:1`. */
  readonly subject: string | undefined;
}

export interface IntrospectionOptions {
  /** Leads to where BattleMetrics' OAuth is, see `introspectionUrl`. */
  readonly transport: Pick<Transport, 'send'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly signal?: AbortSignal;
}

/** Fields of RFC 7662, "Introspection Response"; all but `active` may be missing. */
const answer = z.object({
  active: z.boolean(),
  /** One text with blanks between them, as OAuth has it. */
  scope: z.union([z.string(), z.array(z.string())]).nullish(),
  /** Epoch seconds. */
  exp: z.number().optional().catch(undefined),
  sub: z.string().optional().catch(undefined),
});

/**
 * Asks BattleMetrics what a token is good for. Not documented by BattleMetrics: its OAuth has the address that RFC 7662
 * describes, and it may go without notice. Costs nothing of the API's rate limit as far as is known.
 * @throws ApiError
 */
export async function introspect(
  { transport, now, signal }: IntrospectionOptions,
  token: string,
): Promise<Introspection> {
  const method = 'POST';
  const response = await transport.send({
    method,
    path: '/oauth/introspect',
    body: { contentType: 'application/json', text: JSON.stringify({ token }) },
    safe: true,
    ...(signal && { signal }),
  });
  const api = 'BattleMetrics';
  if (!isSuccess(response.status)) throw errorForStatus(response, { api, method, now: now() });
  const details = { api, method, url: response.url, status: response.status } as const;
  const { active, scope, exp, sub } = parseWith(answer, parseJson(response, details), details);
  return {
    active,
    scopes: scopesIn(scope),
    expiresAt: exp === undefined ? undefined : exp * 1_000,
    subject: sub,
  };
}

/** OAuth is not where the API is; of another server than BattleMetrics' own, a test's or a proxy's, nothing is known. */
export function introspectionUrl(api: URL): URL {
  return api.hostname === 'api.battlemetrics.com' ? new URL('https://www.battlemetrics.com') : api;
}

function scopesIn(scope: string | readonly string[] | null | undefined): readonly string[] | undefined {
  const text = typeof scope === 'string' ? scope : (scope ?? []).join(' ');
  const scopes = text.split(/[\s,]+/u).filter((each) => each !== '');
  return scopes.length === 0 ? undefined : scopes;
}
