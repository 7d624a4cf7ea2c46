import type { SimPlayer, SimSession, SimVisit } from './world.ts';

/** When and where a player was online: as it was kept, or of each visit the first stay and the last. */
export function sessionsOf(player: SimPlayer): readonly SimSession[] {
  return player.sessions ?? player.visits.flatMap((visit) => staysOf(player, visit));
}

function staysOf({ name }: SimPlayer, { serverId, firstSeen, lastSeen, timePlayed, online }: SimVisit) {
  const length = Math.min((timePlayed * 1_000) / 2, (lastSeen - firstSeen) / 2);
  const stay = (start: number, stop: number | undefined, firstTime: boolean): SimSession => ({
    id: sessionId(start, serverId),
    serverId,
    start,
    stop,
    firstTime,
    name,
  });
  return [
    stay(firstSeen, firstSeen + length, true),
    stay(lastSeen - length, online ? undefined : lastSeen, false),
  ];
}

/** A UUID. @param start epoch milliseconds */
export function sessionId(start: number, serverId: string): string {
  const time = Math.floor(start).toString(16).padStart(12, '0').slice(-8);
  return `${time}-0000-11ee-8000-${serverId.padStart(12, '0')}`;
}
