import type { APIEmbedField } from 'discord-api-types/v10';
import { escapeText, inlineCode } from './escape.ts';
import { playersOf, statusLine } from './server-line.ts';
import { duration } from './timestamps.ts';

/** A server as BattleMetrics describes one, reduced to what people want to know of it. */
export interface GameServer {
  readonly id: string;
  readonly name: string;
  /** The API's own word: `online`, `offline`, `dead`, `removed`, `invalid` and whatever comes. */
  readonly status: string;
  readonly players?: number;
  readonly maxPlayers?: number;
  /** The API's id of the game: `rust`, `ark`. An open set. */
  readonly game?: string;
  readonly map?: string;
  /** Host name or IP address with port. */
  readonly address?: string;
  readonly uptimeSeconds?: number;
}

/** By the API's word, which may be any: a Map, for an object knows words such as `constructor`. */
const STATUS: ReadonlyMap<string, readonly [light: string, word: string]> = new Map([
  ['online', ['🟢', 'Online']],
  ['offline', ['🔴', 'Offline']],
  ['dead', ['⚫', 'Offline for long']],
  ['removed', ['⚫', 'Removed']],
  ['invalid', ['⚪', 'Invalid']],
]);

/** Titles of games whose id on BattleMetrics does not read like one; others are shown by their id. */
const GAMES: ReadonlyMap<string, string> = new Map([
  ['7dtd', '7 Days to Die'],
  ['ark', 'ARK: Survival Evolved'],
  ['arksa', 'ARK: Survival Ascended'],
  ['arma2', 'Arma 2'],
  ['arma3', 'Arma 3'],
  ['atlas', 'Atlas'],
  ['battalion1944', 'Battalion 1944'],
  ['battlebit', 'BattleBit Remastered'],
  ['btw', 'Beyond the Wire'],
  ['conanexiles', 'Conan Exiles'],
  ['csgo', 'CS:GO'],
  ['dayz', 'DayZ'],
  ['gmod', "Garry's Mod"],
  ['hll', 'Hell Let Loose'],
  ['minecraft', 'Minecraft'],
  ['reforger', 'Arma Reforger'],
  ['rust', 'Rust'],
  ['squad', 'Squad'],
  ['unturned', 'Unturned'],
]);

export function isUp({ status }: GameServer): boolean {
  return status === 'online';
}

/** Its status as a light and a word. */
export function gameServerStatus({ status }: GameServer): readonly [light: string, word: string] {
  return STATUS.get(status) ?? ['⚪', escapeText(status, 40)];
}

/** Game and map, `🗺️ Rust · Procedural Map`; undefined if neither is known. */
export function gameServerPlace({ game, map }: GameServer): string | undefined {
  const place = [game === undefined ? undefined : (GAMES.get(game) ?? game), map].filter(
    (part) => part !== undefined && part !== '',
  );
  return place.length === 0 ? undefined : `🗺️ ${place.map((part) => escapeText(part ?? '', 120)).join(' · ')}`;
}

/** One server of BattleMetrics. */
export function renderGameServer(server: GameServer): APIEmbedField {
  const [light, word] = gameServerStatus(server);
  const lines = [
    statusLine(word, isUp(server) ? playersOf(server) : undefined),
    gameServerPlace(server) ?? '',
    server.uptimeSeconds === undefined || !isUp(server) ? '' : `Up ${duration(server.uptimeSeconds)}`,
    server.address === undefined ? '' : inlineCode(server.address),
  ];
  return {
    name: `${light} ${escapeText(server.name, 200)}`,
    value: lines.filter((line) => line !== '').join('\n'),
  };
}
