import { sessionId, sessionsOf } from './sessions.ts';
import { newId, type SimBan, type SimPlayer, type World } from './world.ts';

/** A player came on a server, or left it. */
export interface Move {
  readonly kind: 'join' | 'leave';
  readonly player: SimPlayer;
  readonly serverId: string;
  /** Epoch milliseconds. */
  readonly time: number;
}

/** What happens in the community without its API: people come and go, and others ban them. */
export class Life {
  readonly #world: World;
  readonly #now: () => number;
  readonly #onMove: (move: Move) => void;

  constructor(world: World, now: () => number, onMove: (move: Move) => void = () => undefined) {
    this.#world = world;
    this.#now = now;
    this.#onMove = onMove;
  }

  /** A player comes on a server, and leaves the one before. */
  join(playerId: string, serverId: string): void {
    const player = this.#playerOf(playerId);
    const now = this.#now();
    if (player.visits.some(({ online }) => online)) this.leave(playerId);
    const sessions = [...sessionsOf(player)];
    const visit = player.visits.find((known) => known.serverId === serverId);
    if (visit === undefined) {
      player.visits.push({ serverId, firstSeen: now, lastSeen: now, timePlayed: 0, online: true });
    } else {
      visit.online = true;
      visit.lastSeen = now;
    }
    player.updatedAt = now;
    const { name } = player;
    const id = sessionId(now, serverId, playerId);
    const session = { id, serverId, start: now, stop: undefined, firstTime: visit === undefined, name };
    player.sessions = [session, ...sessions];
    this.#count(serverId, 1);
    this.#onMove({ kind: 'join', player, serverId, time: now });
  }

  /** A player leaves the server that they are on, if any. */
  leave(playerId: string): void {
    const player = this.#playerOf(playerId);
    const now = this.#now();
    const sessions = [...sessionsOf(player)];
    for (const visit of player.visits.filter(({ online }) => online)) {
      const session = sessions.find(
        ({ serverId, stop }) => serverId === visit.serverId && stop === undefined,
      );
      visit.online = false;
      visit.timePlayed += Math.max(0, Math.round((now - (session?.start ?? now)) / 1_000));
      visit.lastSeen = now;
      player.updatedAt = now;
      if (session !== undefined) session.stop = now;
      this.#count(visit.serverId, -1);
      this.#onMove({ kind: 'leave', player, serverId: visit.serverId, time: now });
    }
    player.sessions = sessions;
  }

  /** Somebody bans by BattleMetrics' own pages. What is not given is made up. */
  banOutside(change: Partial<SimBan> = {}): SimBan {
    const { bans, banLists, players, users } = this.#world;
    const now = this.#now();
    const id = newId(this.#world);
    const player = players.find((one) => one.id === change.playerId);
    const known = player?.identifiers.filter(({ type }) => type === 'steamID' || type === 'BEGUID') ?? [];
    const ban: SimBan = {
      id,
      uid: `web${id}`,
      timestamp: now,
      reason: 'Banned on the web page',
      note: null,
      expires: null,
      identifiers: known.map((identifier) => Number(identifier.id)),
      orgWide: true,
      autoAddEnabled: true,
      nativeEnabled: null,
      playerId: undefined,
      serverId: undefined,
      banListId: banLists[0]?.id,
      userId: users[0]?.id,
      writtenAt: now,
      ...change,
    };
    bans.push(ban);
    return ban;
  }

  #playerOf(playerId: string): SimPlayer {
    const player = this.#world.players.find(({ id }) => id === playerId);
    if (player === undefined) throw new Error(`the simulated world has no player ${playerId}`);
    return player;
  }

  #count(serverId: string, change: 1 | -1): void {
    const server = this.#world.servers.find(({ id }) => id === serverId);
    if (server !== undefined) server.players = Math.max(0, server.players + change);
  }
}
