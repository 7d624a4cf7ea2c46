import type { SimPlayer } from '../battlemetrics/world.ts';
import { sessionId } from './bm-people.ts';
import type { Random } from './random.ts';

const KEPT_SESSIONS = 40;

export interface Arrival {
  readonly serverId: string;
  /** Epoch milliseconds. */
  readonly start: number;
  /** Epoch milliseconds: the player is still there then. */
  readonly now: number;
}

/** A player comes on a server, known there or not. */
export function arrive(random: Random, player: SimPlayer, { serverId, start, now }: Arrival): void {
  const known = player.visits.find((visit) => visit.serverId === serverId);
  // The same name and address as the last time.
  const latest = Math.max(...player.identifiers.map(({ lastSeen }) => lastSeen));
  for (const identifier of player.identifiers) {
    if (identifier.lastSeen === latest) identifier.lastSeen = now;
  }
  if (known === undefined) {
    player.visits.push({ serverId, firstSeen: start, lastSeen: now, timePlayed: 0, online: true });
  } else {
    known.online = true;
    known.lastSeen = now;
  }
  player.updatedAt = now;
  const sessions = player.sessions ?? [];
  sessions.unshift({
    id: sessionId(random),
    serverId,
    start: Math.max(start, sessions[0]?.stop ?? start),
    stop: undefined,
    firstTime: known === undefined,
    name: player.name,
  });
  sessions.splice(KEPT_SESSIONS);
}

/** Some more seconds on a server. */
export function stayOn(
  player: SimPlayer,
  serverId: string,
  { seconds, now }: { readonly seconds: number; readonly now: number },
): void {
  const visit = player.visits.find((one) => one.serverId === serverId);
  if (visit === undefined) return;
  visit.lastSeen = now;
  visit.timePlayed += seconds;
  player.updatedAt = now;
}

export function leave(player: SimPlayer, serverId: string, now: number): void {
  for (const visit of player.visits) if (visit.serverId === serverId) visit.online = false;
  for (const session of player.sessions ?? []) session.stop ??= now;
}
