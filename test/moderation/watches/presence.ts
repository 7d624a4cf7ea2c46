import type { SimPlayer, World } from '../../../src/demo/battlemetrics/world.ts';

/** One of the community's servers, and another one. */
export const RUST = '1000101';
export const SQUAD = '1000102';
/** Of somebody else. */
export const STRANGERS_SERVER = '1000104';

/** A player is on that server from now on, and on no other. */
export function join(player: SimPlayer, serverId: string, at: number): void {
  leave(player);
  const visit = player.visits.find((one) => one.serverId === serverId);
  if (visit === undefined) {
    player.visits.push({ serverId, firstSeen: at, lastSeen: at, timePlayed: 0, online: true });
  } else {
    visit.online = true;
    visit.lastSeen = at;
  }
}

export function leave(player: SimPlayer): void {
  for (const visit of player.visits) visit.online = false;
}

export function emptyServers(world: World): void {
  for (const player of world.players) leave(player);
}
