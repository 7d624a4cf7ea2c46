import { count } from './numbers.ts';

interface Occupancy {
  readonly players?: number;
  readonly maxPlayers?: number;
}

/** "5 / 64 players"; undefined if the server does not tell. */
export function playersOf({ players, maxPlayers }: Occupancy): string | undefined {
  if (players === undefined) return maxPlayers === undefined ? undefined : `${count(maxPlayers)} slots`;
  if (maxPlayers === undefined) return `**${count(players)}** ${players === 1 ? 'player' : 'players'}`;
  return `**${count(players)}** / ${count(maxPlayers)} players`;
}

/** The first line of a server: its status in a word, and who is there. */
export function statusLine(word: string, players: string | undefined): string {
  return players === undefined ? `**${word}**` : `**${word}** · ${players}`;
}
