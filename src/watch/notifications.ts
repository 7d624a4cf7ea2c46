import type { Notification, Notifications } from '../store/notifications.ts';
import type { Sighting } from './known-servers.ts';
import { type ComeTrue, type PingOptions, ping } from './ping.ts';
import { isQuiet } from './quiet-hours.ts';

export interface NotifierOptions extends PingOptions {
  readonly notifications: Notifications;
  /** Asked before each ping. */
  readonly maySend: () => Promise<boolean>;
}

/**
 * Compares what was seen with what people wait for: arms the wishes of servers that were seen below the number, and
 * pings about those above it, each person once. A server that was not seen does neither.
 */
export async function notify(sightings: readonly Sighting[], options: NotifierOptions): Promise<void> {
  const { notifications, now, log, maySend } = options;
  const seen = new Map(sightings.map((sighting) => [keyOf(sighting), sighting]));
  const due = new Map<string, ComeTrue[]>();
  for (const wish of await notifications.all()) {
    const sighting = seen.get(keyOf(wish.server));
    if (sighting === undefined) continue;
    if (sighting.players < wish.atLeast) {
      if (!wish.armed) await notifications.arm(wish.id);
    } else if (isDue(wish, now())) {
      due.set(wish.userId, [...(due.get(wish.userId) ?? []), { wish, sighting }]);
    }
  }
  for (const [userId, wishes] of due) {
    if (!(await maySend())) return;
    try {
      // Before it is sent: whoever ends the process in between costs a ping, and nobody is pinged twice.
      const claimed: ComeTrue[] = [];
      for (const one of wishes) if (await notifications.claimPing(one.wish.id)) claimed.push(one);
      if (claimed.length > 0) await ping(userId, claimed, options);
    } catch (error) {
      log.error({ err: error, userId }, 'A person could not be pinged');
    }
  }
}

function isDue({ armed, pingedAt, pauseMs, quiet, timezone }: Notification, at: number): boolean {
  // The clock may have been put back since.
  if (!armed || (pingedAt !== null && Math.abs(at - pingedAt) < pauseMs)) return false;
  return !isQuiet(at, quiet, timezone);
}

function keyOf({ api, id }: Pick<Sighting, 'api' | 'id'>): string {
  return `${api} ${id}`;
}
