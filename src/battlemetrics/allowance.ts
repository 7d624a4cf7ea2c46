import type { Allowance } from '../ratelimit/limiter.ts';

/**
 * What the answer says about the rate limit: `X-Rate-Limit-Limit` and `X-Rate-Limit-Remaining`, of the minute's window.
 * They are not always there; anything but a plain number counts as absent.
 */
export function readAllowance(headers: Readonly<Record<string, string>>): Allowance {
  const limit = count(headers['x-rate-limit-limit']);
  const remaining = count(headers['x-rate-limit-remaining']);
  return { ...(limit !== undefined && { limit }), ...(remaining !== undefined && { remaining }) };
}

function count(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : undefined;
}
