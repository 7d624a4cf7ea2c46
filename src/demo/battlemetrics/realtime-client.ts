import type { WebSocket } from 'ws';
import { type ClientFrame, type PublishedFrame, readClientFrame } from './realtime-frames.ts';

/** What a client depends on. */
export interface RealtimeHost {
  /** True: nothing is sent to anybody, as on a connection that died unnoticed. */
  readonly silent: boolean;
  isToken(token: string): boolean;
  /** Undefined for a channel that there is none of. */
  needsToken(channel: string): boolean | undefined;
  /** What was published since, with that one; undefined when it is not known any more. */
  since(id: string): readonly PublishedFrame[] | undefined;
  received(client: RealtimeClient, frame: ClientFrame): void;
  closed(client: RealtimeClient): void;
}

/** One client of the real-time connection, strictly treated: whatever is wrong with a frame is answered by an error. */
export class RealtimeClient {
  readonly socket: WebSocket;
  readonly channels = new Set<string>();
  readonly #host: RealtimeHost;
  readonly #ids = new Set<string>();
  #authenticated = false;
  #types: {
    readonly whitelist?: readonly string[] | undefined;
    readonly blacklist?: readonly string[] | undefined;
  } = {};

  constructor(socket: WebSocket, host: RealtimeHost) {
    this.socket = socket;
    this.#host = host;
    socket.on('message', (data: Buffer, isBinary) => this.#receive(isBinary ? '' : data.toString('utf8')));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => host.closed(this));
  }

  /** Sends what was published, if the client wants it. */
  publish(frame: PublishedFrame): void {
    if (this.channels.has(frame.c) && this.#passes(frame)) this.send(JSON.stringify(frame));
  }

  send(text: string): void {
    if (!this.#host.silent) this.socket.send(text);
  }

  #receive(text: string): void {
    const frame = readClientFrame(text);
    if (frame === undefined || this.#ids.has(frame.i)) {
      this.#answer(frame?.i, { status: '400', title: 'Bad Request', detail: 'The frame is not valid.' });
      return;
    }
    this.#ids.add(frame.i);
    this.#host.received(this, frame);
    const refusal = this.#obey(frame);
    this.#answer(frame.i, refusal);
    if (refusal === undefined && frame.t === 'replay') this.#replay(frame.p);
  }

  /** @returns what the error says, if it is one */
  #obey(frame: ClientFrame): object | undefined {
    switch (frame.t) {
      case 'auth':
        if (!this.#host.isToken(frame.p)) {
          return { status: '401', title: 'Unauthorized', detail: 'The access token is invalid or expired.' };
        }
        this.#authenticated = true;
        return undefined;
      case 'join':
        return this.#join(frame.p);
      case 'leave':
        for (const channel of frame.p) this.channels.delete(channel);
        return undefined;
      case 'filter':
        this.#types = frame.p.filter.types;
        return undefined;
      case 'replay':
        if (frame.p.channels.some((channel) => !this.channels.has(channel))) {
          return { status: '400', title: 'Bad Request', detail: 'A channel is not joined.' };
        }
        return this.#host.since(frame.p.start) === undefined
          ? { status: '404', title: 'Not Found', detail: 'The message is not known any more.' }
          : undefined;
      case 'ping':
        return undefined;
    }
  }

  #join(channels: readonly string[]): object | undefined {
    for (const channel of channels) {
      const needsToken = this.#host.needsToken(channel);
      if (needsToken === undefined) {
        return { status: '404', title: 'Not Found', detail: `There is no channel ${channel}.` };
      }
      if (needsToken && !this.#authenticated) {
        return { status: '401', title: 'Unauthorized', detail: `${channel} needs an access token.` };
      }
    }
    for (const channel of channels) this.channels.add(channel);
    return undefined;
  }

  #replay({ channels, start }: { readonly channels: readonly string[]; readonly start: string }): void {
    for (const frame of this.#host.since(start) ?? []) {
      if (channels.includes(frame.c)) this.publish(frame);
    }
  }

  #answer(i: string | undefined, refusal: object | undefined): void {
    this.send(JSON.stringify(refusal === undefined ? { i, t: 'ack' } : { i, t: 'error', p: refusal }));
  }

  #passes({ t, p }: PublishedFrame): boolean {
    if (t !== 'ACTIVITY') return true;
    const { whitelist, blacklist } = this.#types;
    const { messageType } = Object(p['attributes']);
    return (whitelist?.includes(messageType) ?? true) && !(blacklist?.includes(messageType) ?? false);
  }
}
