import type { Server } from 'node:http';
import {
  GatewayCloseCodes as Close,
  GatewayDispatchEvents as Event,
  GatewayIntentBits as Intent,
  GatewayOpcodes as Op,
} from 'discord-api-types/v10';
import { WebSocketServer } from 'ws';
import { Changes } from '../changes.ts';
import type { Guild } from '../model.ts';
import type { World } from '../world.ts';
import { Connection, type ConnectionOwner } from './connection.ts';
import type { Identify, Resume } from './incoming.ts';
import { guildCreate } from './payloads.ts';
import { Session } from './session.ts';

/** What `/gateway/bot` answers. */
export interface GatewayInfo {
  readonly url: string;
  readonly shards: number;
  readonly session_start_limit: {
    readonly total: number;
    readonly remaining: number;
    readonly reset_after: number;
    readonly max_concurrency: number;
  };
}

/** Intents that a bot gets only if they are switched on for it in the developer portal. */
const PRIVILEGED = Intent.GuildMembers | Intent.GuildPresences | Intent.MessageContent;
const KNOWN = Object.values(Intent).reduce<number>(
  (all, bit) => (typeof bit === 'number' ? all | bit : all),
  0,
);
const SESSIONS_PER_DAY = 1_000;

/** The gateway's server side: sessions, their connections, and the faults that a test wants. */
export class Gateway implements ConnectionOwner {
  readonly heartbeatIntervalMs: number;
  /** After every connection, identification, resumption and heartbeat. */
  readonly changes = new Changes();
  /** Intents of every IDENTIFY that was accepted, in order. */
  readonly identifies: number[] = [];
  /** Sessions that were resumed, by id, in order. */
  readonly resumes: string[] = [];
  heartbeats = 0;
  acking = true;
  /** True: nobody gets a connection. */
  down = false;
  readonly #world: World;
  readonly #connections = new Set<Connection>();
  readonly #sessions = new Map<string, Session>();
  readonly #sockets = new WebSocketServer({ noServer: true });

  constructor(world: World, heartbeatIntervalMs: number) {
    this.#world = world;
    this.heartbeatIntervalMs = heartbeatIntervalMs;
  }

  attach(server: Server): void {
    server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      if (this.down) {
        socket.destroy();
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
        const query = new URL(request.url ?? '/', 'http://gateway').searchParams;
        const connection = new Connection(webSocket, this);
        this.#connections.add(connection);
        if (query.get('v') !== '10') connection.close(Close.InvalidAPIVersion, 'Invalid API version');
        else if (query.get('encoding') !== 'json' || query.has('compress')) {
          connection.close(Close.DecodeError, 'The simulator speaks uncompressed JSON alone.');
        }
        this.changes.notify();
      });
    });
  }

  /** What `/gateway/bot` answers. */
  info(): GatewayInfo {
    return {
      url: this.#url(),
      shards: 1,
      session_start_limit: {
        total: SESSIONS_PER_DAY,
        remaining: SESSIONS_PER_DAY - this.identifies.length,
        reset_after: 14_400_000,
        max_concurrency: 1,
      },
    };
  }

  /** Whether a client gets events now. */
  get connected(): boolean {
    return [...this.#sessions.values()].some((session) => session.connected);
  }

  /** Whether there is a session that gets events, now or when it resumes. */
  get hasSession(): boolean {
    return this.#sessions.size > 0;
  }

  /** Sends an event to every session; broken ones get it when they resume. */
  dispatch(event: Event, data: unknown): void {
    for (const session of this.#sessions.values()) session.dispatch(event, data);
  }

  /** Breaks every connection: with a close code, or without a word. The sessions can be resumed. */
  drop(code?: number): void {
    for (const { socket } of this.#connections) {
      if (code === undefined) socket.terminate();
      else socket.close(code);
    }
  }

  /** From now on reads nothing on the connections there are, not even that a client closes one. */
  freeze(): void {
    for (const { socket } of this.#connections) socket.pause();
  }

  /** Asks the clients to reconnect and resume (opcode 7). */
  requestReconnect(): void {
    for (const connection of this.#connections) connection.send(Op.Reconnect, null);
  }

  /** Tells the clients that their session has ended (opcode 9), or that they must resume it. */
  invalidate(resumable = false): void {
    if (!resumable) this.#sessions.clear();
    for (const connection of this.#connections) connection.invalidate(resumable);
  }

  /** Forgets all sessions in silence, so that the next RESUME fails. */
  forgetSessions(): void {
    this.#sessions.clear();
  }

  joinGuild(guild: Guild): void {
    this.dispatch(Event.GuildCreate, guildCreate(this.#world, guild));
  }

  close(): void {
    for (const { socket } of this.#connections) socket.terminate();
    this.#sockets.close();
  }

  identify(connection: Connection, data: Identify): void {
    const refusal = this.#refusal(data);
    if (refusal !== undefined) {
      connection.close(refusal.code, refusal.reason);
      return;
    }
    const session = new Session(data.intents, connection.socket);
    this.#sessions.set(session.id, session);
    this.identifies.push(data.intents);
    const guilds = [...this.#world.guilds.values()].filter(({ botIsMember }) => botIsMember);
    session.dispatch(Event.Ready, {
      v: 10,
      user: { ...this.#world.bot, email: null, verified: true, mfa_enabled: true, flags: 0 },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: this.#url(),
      shard: data.shard ?? [0, 1],
      application: { id: this.#world.applicationId, flags: 0 },
      private_channels: [],
      relationships: [],
      presences: [],
      geo_ordered_rtc_regions: [],
      guild_join_requests: [],
      auth: {},
      user_settings: {},
      _trace: [],
    });
    if ((data.intents & Intent.Guilds) !== 0) {
      for (const guild of guilds) session.dispatch(Event.GuildCreate, guildCreate(this.#world, guild));
    }
    this.changes.notify();
  }

  resume(connection: Connection, data: Resume): void {
    const session = this.#sessions.get(data.session_id);
    if (!this.#isToken(data.token)) {
      connection.close(Close.AuthenticationFailed, 'Authentication failed.');
    } else if (session === undefined) {
      connection.invalidate(false);
    } else if (data.seq > session.seq) {
      connection.close(Close.InvalidSeq, 'Invalid seq.');
    } else if (!session.resume(connection.socket, data.seq)) {
      this.#sessions.delete(session.id);
      connection.invalidate(false);
    } else {
      session.dispatch(Event.Resumed, { _trace: [] });
      this.resumes.push(session.id);
      this.changes.notify();
    }
  }

  heartbeat(): void {
    this.heartbeats += 1;
    this.changes.notify();
  }

  closed(connection: Connection): void {
    this.#connections.delete(connection);
    for (const session of this.#sessions.values()) {
      if (session.isOn(connection.socket)) session.disconnect();
    }
    this.changes.notify();
  }

  #refusal({ token, intents }: Identify): { readonly code: Close; readonly reason: string } | undefined {
    if (!this.#isToken(token)) return { code: Close.AuthenticationFailed, reason: 'Authentication failed.' };
    if ((intents & ~KNOWN) !== 0) return { code: Close.InvalidIntents, reason: 'Invalid intent(s).' };
    if ((intents & PRIVILEGED) !== 0)
      return { code: Close.DisallowedIntents, reason: 'Disallowed intent(s).' };
    return undefined;
  }

  #isToken(token: string): boolean {
    return token.replace(/^Bot /, '') === this.#world.token;
  }

  #url(): string {
    return this.#world.origin.replace('http:', 'ws:');
  }
}
