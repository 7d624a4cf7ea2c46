import type { Ledger, Ticket } from './ledger.ts';
import type { Permit } from './limiter.ts';

/** What to wait when the server refuses without a usable time; clients of BattleMetrics do the same. */
const FALLBACK_PAUSE_MS = 30_000;

/** The permit of one call, and how to say that its job has ended. The first word about the call's end counts. */
export function createPermit(
  ledger: Ledger,
  ticket: Ticket,
  onSettled: () => void,
): { readonly permit: Permit; readonly end: () => void } {
  let open = true;
  const settle = (record: () => void): void => {
    if (!open) return;
    open = false;
    record();
    onSettled();
  };
  return {
    permit: {
      answered: (allowance) => settle(() => ledger.answered(ticket, allowance)),
      refused: (retryAfterMs) =>
        settle(() =>
          ledger.refused(
            ticket,
            Number.isFinite(retryAfterMs) ? Math.max(0, retryAfterMs) : FALLBACK_PAUSE_MS,
          ),
        ),
      unsent: () => settle(() => ledger.unsent(ticket)),
    },
    end: () => settle(() => ledger.lost(ticket)),
  };
}
