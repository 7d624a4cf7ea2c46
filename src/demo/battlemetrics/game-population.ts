import { crowdOn, fullness } from './history-crowd.ts';
import type { SimGame } from './seed-games.ts';
import type { World } from './world.ts';

/** How many play a game: the rest of the world, which goes by the clock, and the servers that the world knows. */

const HOUR = 3_600_000;

export type Tally = ReadonlyMap<string, number>;

/** By country; countries with nobody are left out. */
export function playersOf(world: World, game: SimGame, now: number): Tally {
  const tally = strangers(game, now);
  for (const server of world.servers) {
    if (server.game === game.id && server.status === 'online') add(tally, server.country, server.players);
  }
  return withoutNone(tally);
}

/** By country; countries without any are left out. */
export function serversOf(world: World, game: SimGame): Tally {
  const tally = new Map(Object.entries(game.countries).map(([country, { servers }]) => [country, servers]));
  for (const server of world.servers) {
    if (server.game === game.id && server.status === 'online') add(tally, server.country, 1);
  }
  return withoutNone(tally);
}

/** The number of players at a time that is past; epoch milliseconds. */
export function playersThen(world: World, game: SimGame, time: number): number {
  const here = world.servers.filter((server) => server.game === game.id && server.createdAt <= time);
  return total(strangers(game, time)) + here.reduce((sum, server) => sum + crowdOn(server, time), 0);
}

/** The fewest and the most at any hour of the last days, and now. */
export function extremes(world: World, game: SimGame, days: number, now: number) {
  const counts = [total(playersOf(world, game, now))];
  for (let hour = 1; hour < days * 24; hour += 1) counts.push(playersThen(world, game, now - hour * HOUR));
  return { least: Math.min(...counts), most: Math.max(...counts) };
}

export function total(tally: Tally): number {
  return [...tally.values()].reduce((sum, count) => sum + count, 0);
}

function strangers({ id, countries }: SimGame, time: number): Map<string, number> {
  const part = fullness(`game ${id}`, time);
  return new Map(
    Object.entries(countries).map(([country, { players }]) => [country, Math.round(players * part)]),
  );
}

function add(tally: Map<string, number>, country: string, count: number): void {
  tally.set(country, (tally.get(country) ?? 0) + count);
}

function withoutNone(tally: Tally): Tally {
  return new Map([...tally].filter(([, count]) => count > 0));
}
