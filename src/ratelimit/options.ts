import type { Logger } from 'pino';
import type { BudgetLimit } from './budgets.ts';

export interface LimiterOptions {
  /** Calls in any span of `windowMs`, by default a minute. */
  readonly perMinute: number;
  /** Calls in any span of `burstWindowMs`, by default a second. */
  readonly perSecond: number;
  readonly windowMs?: number;
  readonly burstWindowMs?: number;
  /** Milliseconds by which a call may still arrive after it was aborted or timed out; default 5,000. */
  readonly transitMs?: number;
  /** Jobs that may wait, default 1,000; more drop the least important. */
  readonly maxQueued?: number;
  /** Limits of single endpoints by the names that jobs use; `name:key` counts for each key alone. */
  readonly budgets?: Readonly<Record<string, BudgetLimit>>;
  /** Epoch milliseconds: for deadlines and the status. The windows run on a monotonic clock. */
  readonly now: () => number;
  readonly log: Logger;
  /** Epoch milliseconds at which an earlier process on the same token may last have sent a call. */
  readonly previousUse?: { readonly until: number };
}

export const DEFAULTS = {
  windowMs: 60_000,
  burstWindowMs: 1_000,
  transitMs: 5_000,
  maxQueued: 1_000,
} as const;
