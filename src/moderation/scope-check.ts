import type { BattleMetrics } from '../battlemetrics/battlemetrics.ts';
import type { Call } from '../http/call.ts';
import { SubscriptionRequiredError, UnauthorizedError } from '../http/errors.ts';

/**
 * Whether the token may read the organization's bans, without which no ban can be looked for after a failure.
 * Only a definite refusal of the API itself counts: one that is down may come back, and a firewall may change its mind.
 */
export async function canReadBans(
  battlemetrics: BattleMetrics,
  organizationId: string,
  call: Call,
): Promise<{ readonly allowed: true } | { readonly allowed: false; readonly reason: string }> {
  try {
    await battlemetrics.bans.list({ filter: { organization: organizationId }, page: { size: 1 } }, call);
  } catch (error) {
    if (error instanceof UnauthorizedError && !error.byWebPage) {
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
