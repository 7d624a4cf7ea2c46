import { ApiError, UnauthorizedError } from '../http/errors.ts';
import { UserError } from '../message/user-error.ts';
import { LimiterError } from '../ratelimit/limiter.ts';
import { explainError } from '../render/api-error.ts';
import type { Part } from '../render/moderation/views.ts';

/**
 * Reads something of BattleMetrics for which the token needs a scope, and says which one if it lacks it.
 * @param what as in "may not read the notes"
 * @throws UserError when the API itself refuses, not when a firewall before it does
 */
export async function withScope<T>(scope: string, what: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof UnauthorizedError) || error.byWebPage) throw error;
    throw new UserError(
      'scope-missing',
      `This bot may not ${what} at BattleMetrics. Tell its operator: \`BATTLEMETRICS_TOKEN\` must be valid and have the scope \`${scope}\`, and its owner the permission in the organization.`,
      { scope },
    );
  }
}

/**
 * A part of something shown, which may fail without the rest.
 * @throws what no call of an API throws: faults of our own are not to be hidden
 */
export async function partOf<T>(read: () => Promise<T>, now: () => number): Promise<Part<T>> {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    if (error instanceof UserError) return { ok: false, error: error.message };
    if (!(error instanceof ApiError) && !(error instanceof LimiterError)) throw error;
    const { text, advice } = explainError(error, now());
    return { ok: false, error: `${text} ${advice}` };
  }
}
