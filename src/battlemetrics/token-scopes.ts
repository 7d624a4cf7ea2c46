import type { Logger } from 'pino';
import type { Transport } from '../http/transport.ts';
import { introspect } from './introspection.ts';

/** What a token may do, as far as BattleMetrics says so. */
export interface TokenScopes {
  /**
   * Whether the token surely lacks a scope such as `ban:create`. False when BattleMetrics does not say what it has: then
   * the call itself will tell.
   */
  lacks(scope: string): Promise<boolean>;
}

export interface TokenScopesOptions {
  /** Leads to where BattleMetrics' OAuth is, see `introspectionUrl`. */
  readonly transport: Pick<Transport, 'send'>;
  readonly token: string;
  readonly organizationId: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
}

/** A token's scopes change when its owner edits it, which is rare and not in the middle of things. */
const KNOWN_FOR_MS = 10 * 60_000;
const UNKNOWN_FOR_MS = 60_000;
const PATIENCE_MS = 2_000;

/** Asks what the token may do, at most every few minutes and only when somebody wants to know. */
export function createTokenScopes({
  transport,
  token,
  organizationId,
  now,
  log,
}: TokenScopesOptions): TokenScopes {
  let known: { readonly scopes: Promise<readonly string[] | undefined>; until: number } | undefined;

  const ask = async (): Promise<readonly string[] | undefined> => {
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const { active, scopes } = await introspect({ transport, now, signal }, token);
      return active ? scopes : undefined;
    } catch (error) {
      // Nothing depends on it: the call that lacks a scope is refused anyway, only later.
      log.debug({ err: error }, 'BattleMetrics does not say what the token may do');
      return undefined;
    }
  };

  const scopes = async (): Promise<readonly string[] | undefined> => {
    if (known === undefined || known.until <= now()) {
      const asked = { scopes: ask(), until: now() + KNOWN_FOR_MS };
      known = asked;
      if ((await asked.scopes) === undefined) asked.until = now() + UNKNOWN_FOR_MS;
    }
    return known.scopes;
  };

  return {
    async lacks(scope) {
      const has = await scopes();
      return has !== undefined && !grants(has, scope, organizationId);
    },
  };
}

/**
 * Whether one of the scopes covers what is needed in an organization. Less specific ones cover more: `ban` covers
 * `ban:create`, and `ban:create:org:1` only the organization 1. Document: "Scopes".
 */
export function grants(scopes: readonly string[], needed: string, organizationId: string): boolean {
  return scopes.some((scope) => {
    const [resource, action, place, id] = scope.split(':');
    const [wanted, wantedAction] = needed.split(':');
    if (scope === '*' || scope === 'all') return true;
    if (resource !== wanted) return false;
    if (action !== undefined && action !== wantedAction) return false;
    // A single server's may do for a ban there: what surely lacks is refused, nothing else.
    return place !== 'org' || id === organizationId;
  });
}
