import { type SimOutage, serverRecordsOf } from './server-records.ts';
import type { SimServer, World } from './world.ts';

/** When a server did not answer. Times: epoch milliseconds. */

const DAY = 86_400_000;

/** "Outage history stored and available for 90 days." */
export const OUTAGES_KEPT_MS = 90 * DAY;

/** What is still told of, in no order. Those of a server that is online have all ended. */
export function outagesOf(world: World, { id, status }: SimServer, now: number): SimOutage[] {
  return serverRecordsOf(world).outages.filter(
    ({ serverId, start, stop }) =>
      serverId === id &&
      start <= now &&
      (stop ?? now) >= now - OUTAGES_KEPT_MS &&
      (stop !== undefined || status !== 'online'),
  );
}

/** Seconds that a server was down in a time. */
export function downtime(outages: readonly SimOutage[], from: number, to: number, now: number): number {
  const parts = outages.map(({ start, stop }) =>
    Math.max(0, Math.min(to, stop ?? now) - Math.max(from, start)),
  );
  return Math.round(parts.reduce((sum, part) => sum + part, 0) / 1_000);
}

/** The part of the last days that a server was up, from 0 to 1. */
export function uptime(world: World, server: SimServer, days: number, now: number): number {
  const down = downtime(outagesOf(world, server, now), now - days * DAY, now, now);
  return Math.round((1 - (down * 1_000) / (days * DAY)) * 10_000) / 10_000;
}
