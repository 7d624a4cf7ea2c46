import { inspect } from 'node:util';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import { serverEvents } from '../../src/battlemetrics/realtime/channels.ts';
import type { RealtimeMessage } from '../../src/battlemetrics/realtime/messages.ts';
import {
  createRealtime,
  type Realtime,
  type RealtimeOptions,
} from '../../src/battlemetrics/realtime/realtime.ts';
import { Changes } from '../../src/demo/discord/changes.ts';
import { serveWebSocket } from '../http/websocket-server.ts';

const SOON_MS = 5_000;

/** A clock and timers that go on by `advance` alone. */
export class ManualTime {
  readonly changes = new Changes();
  #time = 1_700_000_000_000;
  readonly #planned = new Set<{ readonly at: number; readonly run: () => void }>();

  readonly now = (): number => this.#time;

  readonly after = (ms: number, run: () => void): (() => void) => {
    const plan = { at: this.#time + ms, run };
    this.#planned.add(plan);
    this.changes.notify();
    return () => this.#planned.delete(plan);
  };

  /** Milliseconds until each thing that is planned, soonest first. */
  get planned(): readonly number[] {
    return [...this.#planned].map(({ at }) => at - this.#time).sort((a, b) => a - b);
  }

  /** Waits until something is planned for that many milliseconds from now. */
  async plans(ms: number): Promise<void> {
    const read = () => this.planned.includes(ms) || undefined;
    await this.changes.until(read, () => `a plan in ${ms} ms among ${inspect(this.planned)}`, SOON_MS);
  }

  /** Lets time go by in which nothing is done, as on a machine that sleeps. */
  sleep(ms: number): void {
    this.#time += ms;
  }

  /** Lets time go by, and does on its way what is planned. */
  advance(ms: number): void {
    const end = this.#time + ms;
    for (;;) {
      const next = [...this.#planned].sort((a, b) => a.at - b.at)[0];
      if (next === undefined || next.at > end) break;
      this.#planned.delete(next);
      this.#time = Math.max(this.#time, next.at);
      next.run();
    }
    this.#time = end;
  }
}

const logLine = z.looseObject({ level: z.number(), msg: z.string() });
export type LogLine = z.output<typeof logLine>;

/** The delay before the first reconnect, by the `random` that tests have. */
export const FIRST_RECONNECT_MS = 500;

export interface Client {
  readonly realtime: Realtime;
  readonly time: ManualTime;
  readonly log: readonly LogLine[];
}

/** A client of that address, on a clock of its own; closed with the test. */
export function connect(url: URL, options: Partial<RealtimeOptions> = {}): Client {
  const time = new ManualTime();
  const log: LogLine[] = [];
  const write = (line: string): void => void log.push(logLine.parse(JSON.parse(line)));
  const realtime = createRealtime({
    url,
    now: time.now,
    after: time.after,
    random: () => 0,
    log: pino({ level: 'debug' }, { write }),
    ...options,
  });
  onTestFinished(() => realtime.close());
  return { realtime, time, log };
}

/** The next message. @throws when the reading is over */
export async function next(reader: AsyncIterator<RealtimeMessage, undefined>): Promise<RealtimeMessage> {
  const { value } = await reader.next();
  if (value === undefined) throw new Error('nothing comes any more');
  return value;
}

const sent = z.object({ i: z.string(), t: z.string(), p: z.unknown().optional() });
export type Sent = z.output<typeof sent>;

/** A server that answers each frame as the test says. */
export class ScriptedServer {
  /** What all clients sent, in order. */
  readonly frames: Sent[] = [];
  readonly clients: WebSocket[] = [];
  readonly #changes = new Changes();
  #url: URL | undefined;

  /** @param answer what to send for a frame; default acknowledges all. */
  static async start(
    answer: (frame: Sent, client: WebSocket) => void = acknowledge,
  ): Promise<ScriptedServer> {
    const server = new ScriptedServer();
    server.#url = await serveWebSocket((client) => {
      server.clients.push(client);
      client.on('message', (data) => {
        const frame = sent.parse(JSON.parse(String(data)));
        server.frames.push(frame);
        answer(frame, client);
        server.#changes.notify();
      });
    });
    return server;
  }

  get url(): URL {
    if (this.#url === undefined) throw new Error('not started');
    return this.#url;
  }

  /** Waits until that many frames of a type came. @returns the newest of them */
  async received(t: string, count = 1): Promise<Sent> {
    const read = () => this.frames.filter((frame) => frame.t === t)[count - 1];
    return this.#changes.until(read, () => `${count} ${t} among ${inspect(this.frames)}`, SOON_MS);
  }

  /** Sends the newest client a message. */
  publish(i: string | undefined, t = 'ACTIVITY', p: unknown = {}): void {
    this.clients.at(-1)?.send(JSON.stringify({ i, t, p, c: 'server:events:1' }));
  }
}

export function acknowledge({ i }: Sent, client: WebSocket): void {
  client.send(JSON.stringify({ i, t: 'ack' }));
}

/** Answers with an error. */
export function refuse({ i }: Sent, client: WebSocket, p: unknown): void {
  client.send(JSON.stringify({ i, t: 'error', p }));
}

export const CHANNEL = serverEvents('1');
export const TOKEN = 'the-token';

/** A client of a server that answers as the test says, with one channel to join, and a reader of it. */
export async function scripted(answer?: Parameters<typeof ScriptedServer.start>[0]) {
  const server = await ScriptedServer.start(answer);
  const client = connect(server.url, { token: TOKEN });
  const reader = client.realtime.messages();
  client.realtime.join(CHANNEL);
  return { server, reader, ...client };
}
