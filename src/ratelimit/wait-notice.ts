import type { Logger } from 'pino';
import type { Budgets } from './budgets.ts';
import type { Ledger } from './ledger.ts';
import type { LimiterJob } from './limiter.ts';
import type { RollingWindow } from './rolling-window.ts';

/** Shorter waits are not worth a word; an announced one is renewed when it grows by this or by a fifth. */
const NOTICEABLE_MS = 1_000;

export interface Announced {
  readonly options: LimiterJob;
  /** Monotonic milliseconds of the end that was last announced. */
  announcedEnd: number;
}

/** Tells the jobs that have to wait noticeably about how long. `waiting` is in the order of dispatch. */
export function announceWaits(
  waiting: Iterable<Announced>,
  { ledger, budgets, at, log }: { ledger: Ledger; budgets: Budgets; at: number; log: Logger },
): void {
  let place = 0;
  const placesInBudgets = new Map<RollingWindow, number>();
  for (const entry of waiting) {
    let waitMs = entry.options.onWait === undefined ? 0 : ledger.waitFor(place);
    for (const window of budgets.windows(entry.options.budgets ?? [])) {
      const placeInBudget = placesInBudgets.get(window) ?? 0;
      placesInBudgets.set(window, placeInBudget + 1);
      waitMs = Math.max(waitMs, ledger.waitForBudget(window, placeInBudget));
    }
    place++;
    if (waitMs < NOTICEABLE_MS) continue;
    if (at + waitMs < entry.announcedEnd + Math.max(NOTICEABLE_MS, waitMs / 5)) continue;
    entry.announcedEnd = at + waitMs;
    try {
      entry.options.onWait?.(Math.ceil(waitMs));
    } catch (error) {
      log.error({ err: error }, 'telling somebody about a wait failed; the call waits on');
    }
  }
}
