import type { SimPlayer, SimSession, SimVisit } from './world.ts';

/** When and where a player was online: as it was kept, or of each visit the first stay and the last. */
export function sessionsOf(player: SimPlayer): readonly SimSession[] {
  return player.sessions ?? player.visits.flatMap((visit) => staysOf(player, visit));
}

function staysOf({ id, name }: SimPlayer, { serverId, firstSeen, lastSeen, timePlayed, online }: SimVisit) {
  const length = Math.min((timePlayed * 1_000) / 2, (lastSeen - firstSeen) / 2);
  const stay = (start: number, stop: number | undefined, firstTime: boolean): SimSession => ({
    id: sessionId(start, serverId, id),
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

/** A UUID; of people who come at the same moment each has another. @param start epoch milliseconds */
export function sessionId(start: number, serverId: string, playerId: string): string {
  const time = Math.floor(start).toString(16).padStart(12, '0').slice(-8);
  const who = (Number(playerId) % 0x10000).toString(16).padStart(4, '0');
  return `${time}-${who}-11ee-8000-${serverId.padStart(12, '0')}`;
}
