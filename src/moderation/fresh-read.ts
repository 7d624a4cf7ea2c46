import type { BattleMetrics } from '../battlemetrics/battlemetrics.ts';
import type { Call } from '../http/call.ts';
import { SubscriptionRequiredError, UnauthorizedError } from '../http/errors.ts';

/** What was read is a kept answer, for the API does not answer now: nothing can be concluded from it. */
export class StaleReadError extends Error {
  constructor() {
    super('BattleMetrics does not answer; what is known is from before');
    this.name = 'StaleReadError';
  }
}

/**
 * Reads what the server says now, as a moderator's read, which bypasses the cache.
 * @throws StaleReadError instead of giving an old answer for a new one; else what `read` throws.
 */
export async function readFresh<T>(call: Call, read: (call: Call) => Promise<T>): Promise<T> {
  let stale = false;
  const result = await read({
    ...call,
    class: 'moderator',
    onStale: () => {
      stale = true;
    },
  });
  if (stale) throw new StaleReadError();
  return result;
}

/**
 * Whether the token may read the organization's bans, without which no ban can be looked for after a failure.
 * Only a definite refusal counts: an API that is down may come back.
 */
export async function canReadBans(
  battlemetrics: BattleMetrics,
  organizationId: string,
  call: Call,
): Promise<{ readonly allowed: true } | { readonly allowed: false; readonly reason: string }> {
  try {
    await battlemetrics.bans.list({ filter: { organization: organizationId }, page: { size: 1 } }, call);
  } catch (error) {
    if (error instanceof UnauthorizedError) {
      return {
        allowed: false,
        reason:
          'BATTLEMETRICS_TOKEN may not read bans of this organization: it needs the scopes ban:read, ban:create, ban:update and ban:delete, and must belong to a member of the organization',
      };
    }
    if (error instanceof SubscriptionRequiredError) {
      return { allowed: false, reason: 'the account behind BATTLEMETRICS_TOKEN has no subscription' };
    }
  }
  return { allowed: true };
}
