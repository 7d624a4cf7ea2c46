/** A rolling window: no span of `windowMs` milliseconds may hold more than `limit` calls. */
export interface RateLimit {
  readonly limit: number;
  readonly windowMs: number;
}

/** The two windows that every BattleMetrics call counts against. */
export interface BattleMetricsAllowance {
  readonly perMinute: number;
  readonly perSecond: number;
}

/**
 * "You are allowed 60 requests per minute and up to 15 requests per second. Higher rate limits of 45/second and
 * 300/minute are available for authenticated requests." BattleMetrics API document, Rate Limits / Token rate limits.
 */
export const BATTLEMETRICS_ALLOWANCE = {
  withToken: { perMinute: 300, perSecond: 45 },
  withoutToken: { perMinute: 60, perSecond: 15 },
} as const satisfies Record<string, BattleMetricsAllowance>;

/**
 * Limits of single endpoints, which count beside the two above. A name may be used with a key behind a colon
 * (`force-update/server:42`): every key then has a window of its own.
 */
export const BATTLEMETRICS_BUDGETS = {
  /** "It is also rate limited to five requests per second." Document, Player Match Identifiers. Enterprise: 15. */
  'players/match': { limit: 5, windowMs: 1_000 },
  /** "It is also rate limited to 10 requests per second." Document, Player Quick Match Identifiers. Enterprise: 30. */
  'players/quick-match': { limit: 10, windowMs: 1_000 },
  /** "This endpoint has a rate limit of once every 30 seconds per server …" Document, Server Force Update. */
  'force-update/server': { limit: 1, windowMs: 30_000 },
  /** "… and 10 every five minutes per user." Document, Server Force Update. */
  'force-update/user': { limit: 10, windowMs: 300_000 },
} as const satisfies Record<string, RateLimit>;

export type BattleMetricsBudget = keyof typeof BATTLEMETRICS_BUDGETS;
