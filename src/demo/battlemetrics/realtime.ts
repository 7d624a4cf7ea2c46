import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { WebSocketServer } from 'ws';
import { Changes } from '../discord/changes.ts';
import { pushNewest } from '../newest.ts';
import type { SimToken } from './api.ts';
import type { Move } from './life.ts';
import { RealtimeClient, type RealtimeHost } from './realtime-client.ts';
import type { ClientFrame, PublishedFrame } from './realtime-frames.ts';
import { iso } from './resources.ts';
import type { SimPlayer, SimServer, World } from './world.ts';

/** Of what was published and received before, nothing is known any more. */
const KEPT = 1_000;

/**
 * The simulated `wss://ws.battlemetrics.com`, which BattleMetrics does not document: clients join channels, and hear of
 * players who come and go. It has the faults that a test wants.
 */
export class RealtimeSimulator implements RealtimeHost {
  /** After every connection, frame and end. */
  readonly changes = new Changes();
  /** Valid frames of all clients, in order; of very many the newest. */
  readonly frames: ClientFrame[] = [];
  silent = false;
  readonly #world: World;
  readonly #tokens: readonly SimToken[];
  readonly #clients = new Set<RealtimeClient>();
  readonly #published: PublishedFrame[] = [];
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });

  constructor(world: World, tokens: readonly SimToken[]) {
    this.#world = world;
    this.#tokens = tokens;
  }

  attach(server: Server): void {
    server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      this.#sockets.handleUpgrade(request, socket, head, (opened) => {
        this.#clients.add(new RealtimeClient(opened, this));
        this.changes.notify();
      });
    });
  }

  get connections(): number {
    return this.#clients.size;
  }

  /** Channels that clients have joined. */
  get joined(): readonly string[] {
    return [...this.#clients].flatMap(({ channels }) => [...channels]);
  }

  /** Breaks every connection: with a close code, or without a word. */
  drop(code?: number): void {
    for (const { socket } of this.#clients) {
      if (code === undefined) socket.terminate();
      else socket.close(code);
    }
  }

  /** Sends every client something that is no frame it could expect. */
  babble(text: string): void {
    for (const client of this.#clients) client.send(text);
  }

  /** Forgets what was published, so that it cannot be asked for again. */
  forget(): void {
    this.#published.length = 0;
  }

  publish(c: string, t: PublishedFrame['t'], p: PublishedFrame['p']): PublishedFrame {
    const frame = { i: randomUUID(), t, p, c };
    pushNewest(this.#published, frame, KEPT);
    for (const client of this.#clients) client.publish(frame);
    return frame;
  }

  /** Publishes that a player came or left. */
  moved({ kind, player, serverId, time }: Move): void {
    const server = this.#world.servers.find(({ id }) => id === serverId);
    if (server === undefined) return;
    this.publish(`server:updates:${serverId}`, 'SERVER_UPDATE', serverUpdate(server, kind, player));
    for (const topic of ['events', 'activity']) {
      this.publish(`server:${topic}:${serverId}`, 'ACTIVITY', activity(server, kind, player, time));
    }
  }

  isToken(token: string): boolean {
    return this.#tokens.some((known) => known.token === token);
  }

  needsToken(channel: string): boolean | undefined {
    const [, topic, id] = /^server:(updates|events|activity):(\d+)$/.exec(channel) ?? [];
    if (!this.#world.servers.some((server) => server.id === id)) return undefined;
    return topic !== 'events';
  }

  since(id: string): readonly PublishedFrame[] | undefined {
    const start = this.#published.findIndex(({ i }) => i === id);
    return start === -1 ? undefined : this.#published.slice(start);
  }

  received(_client: RealtimeClient, frame: ClientFrame): void {
    pushNewest(this.frames, frame, KEPT);
    // What follows from the frame is done before anybody looks.
    queueMicrotask(() => this.changes.notify());
  }

  closed(client: RealtimeClient): void {
    this.#clients.delete(client);
    this.changes.notify();
  }
}

function serverUpdate(server: SimServer, kind: Move['kind'], player: SimPlayer): PublishedFrame['p'] {
  const { id, name, status, players, maxPlayers } = server;
  const identifiers = player.identifiers.map(({ type, identifier }) => ({ type, identifier }));
  return {
    type: 'server',
    id,
    attributes: { id, name, status, players, maxPlayers },
    players: [{ action: kind === 'join' ? 'add' : 'remove', id: player.id, name: player.name, identifiers }],
  };
}

function activity(
  server: SimServer,
  kind: Move['kind'],
  player: SimPlayer,
  time: number,
): PublishedFrame['p'] {
  return {
    type: 'activityMessage',
    id: randomUUID(),
    attributes: {
      messageType: kind === 'join' ? 'event:addPlayer' : 'event:removePlayer',
      timestamp: iso(time),
      message: `${player.name} ${kind === 'join' ? 'joined' : 'left'} the server`,
    },
    relationships: {
      players: { data: [{ type: 'player', id: player.id }] },
      servers: { data: [{ type: 'server', id: server.id }] },
    },
  };
}
