import { outagesOf } from './server-outages.ts';
import { sessionsOf } from './sessions.ts';
import type { SimServer, SimSession, World } from './world.ts';

/** How full servers were: the same every time it is asked. Times: epoch milliseconds. */

/** How often BattleMetrics asks servers, milliseconds. */
export const SAMPLE_MS = 5 * 60_000;
const DAY = 24 * 60 * 60_000;

/** From 0 to below 1, by the text alone: FNV-1a, with its bits mixed once more. */
export function noise(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return ((value ^ (value >>> 13)) >>> 0) / 4_294_967_296;
}

/** The part of its places that a place's people take, from 0.05 to 0.95: most in the evening and at weekends. */
export function fullness(place: string, time: number): number {
  const evening = Math.cos(((time % DAY) / DAY - 20 / 24) * 2 * Math.PI);
  const weekday = new Date(time).getUTCDay();
  const weekend = weekday === 0 || weekday === 6 ? 0.1 : 0;
  const chance = (noise(`${place} ${Math.floor(time / SAMPLE_MS)}`) - 0.5) / 16;
  return Math.min(0.95, Math.max(0.05, 0.45 + 0.3 * evening + weekend + chance));
}

/** Those on a server of whom the world knows no names. */
export function crowdOn({ id, maxPlayers }: SimServer, time: number): number {
  return Math.round(maxPlayers * fullness(`server ${id}`, time));
}

/** All sessions of the world's people on a server, with who they are of. */
export function staysOn(world: World, serverId: string): SimSession[] {
  return world.players.flatMap((player) => sessionsOf(player).filter((stay) => stay.serverId === serverId));
}

/**
 * The number of players at a time that is past: nobody while the server was down, now those it counts, and before that
 * the people whose sessions are known or the crowd, whichever is more.
 */
export function playersAt(
  world: World,
  server: SimServer,
  {
    time,
    now,
    stays,
  }: { readonly time: number; readonly now: number; readonly stays: readonly SimSession[] },
): number {
  if (time > now - SAMPLE_MS) return server.players;
  const down = outagesOf(world, server, now).some(
    ({ start, stop }) => start <= time && time < (stop ?? now + 1),
  );
  if (down) return 0;
  const known = stays.filter(({ start, stop }) => start <= time && time <= (stop ?? now)).length;
  return Math.min(server.maxPlayers, Math.max(known, crowdOn(server, time)));
}
