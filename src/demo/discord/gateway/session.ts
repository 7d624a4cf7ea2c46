import { randomBytes } from 'node:crypto';
import { type GatewayDispatchEvents, GatewayOpcodes } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';

/** How many events Discord keeps for a session whose connection broke; the real number is not documented. */
const REPLAY_LIMIT = 5_000;

interface SentEvent {
  readonly seq: number;
  readonly text: string;
}

/** What an IDENTIFY began; it outlives its connections. */
export class Session {
  readonly id = randomBytes(16).toString('hex');
  readonly intents: number;
  #socket: WebSocket | undefined;
  #seq = 0;
  #sent: SentEvent[] = [];

  constructor(intents: number, socket: WebSocket) {
    this.intents = intents;
    this.#socket = socket;
  }

  get seq(): number {
    return this.#seq;
  }

  get connected(): boolean {
    return this.#socket !== undefined;
  }

  isOn(socket: WebSocket): boolean {
    return this.#socket === socket;
  }

  /** Sends an event, or keeps it until the client resumes. */
  dispatch(event: GatewayDispatchEvents, data: unknown): void {
    this.#seq += 1;
    const text = JSON.stringify({ op: GatewayOpcodes.Dispatch, t: event, s: this.#seq, d: data });
    this.#sent.push({ seq: this.#seq, text });
    if (this.#sent.length > REPLAY_LIMIT) this.#sent = this.#sent.slice(-REPLAY_LIMIT / 2);
    this.#socket?.send(text);
  }

  disconnect(): void {
    this.#socket = undefined;
  }

  /** Takes a new connection and sends what came after `seq`; false when that is not known any more. */
  resume(socket: WebSocket, seq: number): boolean {
    const missed = this.#sent.filter((event) => event.seq > seq);
    const complete = seq <= this.#seq && this.#seq - seq === missed.length;
    if (!complete) return false;
    this.#socket = socket;
    for (const { text } of missed) socket.send(text);
    return true;
  }
}
