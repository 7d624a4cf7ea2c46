import { GatewayCloseCodes as Close, GatewayOpcodes as Op } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import { type Identify, type Incoming, parseIncoming, type Resume } from './incoming.ts';

const MAX_PAYLOAD_BYTES = 4096;
const RATE = { events: 120, windowMs: 60_000 };

export interface ConnectionOwner {
  readonly heartbeatIntervalMs: number;
  /** False: heartbeats stay without answer, as on a connection that died unnoticed. */
  readonly acking: boolean;
  identify(connection: Connection, data: Identify): void;
  resume(connection: Connection, data: Resume): void;
  heartbeat(): void;
  closed(connection: Connection): void;
}

/** One WebSocket to a client, from HELLO on. https://discord.com/developers/docs/events/gateway */
export class Connection {
  readonly socket: WebSocket;
  readonly #owner: ConnectionOwner;
  readonly #received: number[] = [];
  #authenticated = false;
  #zombieTimer: NodeJS.Timeout | undefined;

  constructor(socket: WebSocket, owner: ConnectionOwner) {
    this.socket = socket;
    this.#owner = owner;
    socket.on('message', (data: Buffer) => this.#receive(data));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      clearTimeout(this.#zombieTimer);
      owner.closed(this);
    });
    this.send(Op.Hello, { heartbeat_interval: owner.heartbeatIntervalMs });
    this.#awaitHeartbeat();
  }

  send(op: Op, data: unknown): void {
    this.socket.send(JSON.stringify({ op, d: data, s: null, t: null }));
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  /** The client may try again on the same connection. */
  invalidate(resumable: boolean): void {
    this.#authenticated = false;
    this.send(Op.InvalidSession, resumable);
  }

  #receive(data: Buffer): void {
    if (!this.#withinRate()) this.close(Close.RateLimited, 'Rate limited.');
    else if (data.length > MAX_PAYLOAD_BYTES) this.close(Close.DecodeError, 'Payload too large.');
    else {
      const message = parseIncoming(data.toString('utf8'));
      if (message === 'decode') this.close(Close.DecodeError, 'Error while decoding payload.');
      else if (message === 'opcode') this.close(Close.UnknownOpcode, 'Unknown opcode.');
      else this.#obey(message);
    }
  }

  #obey(message: Incoming): void {
    if (message.op === Op.Heartbeat) {
      this.#awaitHeartbeat();
      this.#owner.heartbeat();
      if (this.#owner.acking) this.send(Op.HeartbeatAck, null);
    } else if (message.op === Op.Identify || message.op === Op.Resume) {
      if (this.#authenticated) {
        this.close(Close.AlreadyAuthenticated, 'Already authenticated.');
        return;
      }
      this.#authenticated = true;
      if (message.op === Op.Identify) this.#owner.identify(this, message.d);
      else this.#owner.resume(this, message.d);
    } else if (!this.#authenticated) {
      this.close(Close.NotAuthenticated, 'Not authenticated.');
    }
  }

  #withinRate(): boolean {
    const now = performance.now();
    this.#received.push(now);
    while ((this.#received[0] ?? now) < now - RATE.windowMs) this.#received.shift();
    return this.#received.length <= RATE.events;
  }

  /** Discord drops a client that stops its heartbeats. */
  #awaitHeartbeat(): void {
    clearTimeout(this.#zombieTimer);
    this.#zombieTimer = setTimeout(
      () => this.socket.terminate(),
      this.#owner.heartbeatIntervalMs * 2 + 1_000,
    );
    this.#zombieTimer.unref();
  }
}
