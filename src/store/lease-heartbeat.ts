import type { LeaseDependencies } from './lease.ts';

/**
 * Renews the lease of `holder` until the returned function is called, or until it is lost: another process has it,
 * or no renewal succeeded for a TTL, so another process may take it.
 */
export function keepAlive(
  { db, now, log }: LeaseDependencies,
  holder: string,
  options: { readonly ttlMs: number; readonly heartbeatMs: number; readonly onLost: () => void },
): () => void {
  let lastRenewed = now();
  const timer = setInterval(() => {
    void beat();
  }, options.heartbeatMs);
  timer.unref();
  let stopped = false;
  const stop = () => {
    stopped = true;
    clearInterval(timer);
  };
  const lose = (reason: string, error?: unknown) => {
    if (stopped) return;
    stop();
    log.fatal({ err: error }, reason);
    options.onLost();
  };
  const beat = async () => {
    try {
      const at = now();
      const renewed = await db
        .updateTable('lease')
        .set({ renewed_at: at })
        .where('holder', '=', holder)
        .where('released_at', 'is', null)
        .returning('holder')
        .executeTakeFirst();
      if (renewed === undefined) lose('another Squawk has taken over this database; this one stops');
      else lastRenewed = at;
    } catch (error) {
      if (stopped) return;
      if (now() - lastRenewed >= options.ttlMs) {
        lose('the database could not be written for too long; this Squawk stops', error);
      } else {
        log.error({ err: error }, 'the sign of life could not be written to the database; trying again');
      }
    }
  };
  return stop;
}
