import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { publicUrl } from '../../http/base-url.ts';
import {
  type ApiError,
  type ApiErrorDetails,
  ApiTimeoutError,
  ServerError,
  SubscriptionRequiredError,
  UnauthorizedError,
} from '../../http/errors.ts';
import { openTextSocket, type TextSocket } from '../../http/websocket.ts';
import { encodeFrame, type IncomingFrame, type OutgoingFrame, parseFrame, type SaidError } from './frames.ts';

/** Runs something that many milliseconds later, unless the function that is returned is called before. */
export type After = (ms: number, run: () => void) => () => void;

export interface ConnectionOptions {
  readonly url: URL;
  readonly token: string | undefined;
  readonly now: () => number;
  readonly after: After;
  readonly log: Logger;
  /** The token is accepted, or there is none: frames may be sent. */
  readonly onReady: () => void;
  /** Any but the answer to the token. */
  readonly onFrame: (frame: IncomingFrame) => void;
  /** Once, and nothing comes after it; never after `end`. One that is not `transient` will be the same the next time. */
  readonly onEnd: (error: ApiError) => void;
}

/** Clients in use ping that often, and take a connection for dead on which nothing came for that long. */
const BEAT_MS = 30_000;
const DEAD_AFTER_MS = 60_000;

/** One connection from its opening to its end: proves who we are, and notices when the other side is dead. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #socket: TextSocket;
  readonly #details: ApiErrorDetails;
  readonly #beganAt: number;
  /** When a frame came last, or else when it was begun; epoch milliseconds. */
  #heardAt: number;
  #readyAt: number | undefined;
  #authId: string | undefined;
  #cancelBeat: () => void;
  #over = false;

  constructor(options: ConnectionOptions) {
    const { url, now } = options;
    this.#options = options;
    this.#details = { api: 'BattleMetrics', method: 'WebSocket', url: publicUrl(url, '') };
    this.#beganAt = now();
    this.#heardAt = this.#beganAt;
    this.#cancelBeat = this.#planBeat();
    this.#socket = openTextSocket({
      api: 'BattleMetrics',
      url,
      onOpen: () => this.#introduce(),
      onMessage: (text) => this.#hear(text),
      onEnd: ({ error }) => this.#fail(error),
    });
  }

  /** When a frame came last, or else when it was begun; epoch milliseconds. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /** Since when frames may be sent; undefined before. Epoch milliseconds. */
  get readyAt(): number | undefined {
    return this.#readyAt;
  }

  /** @returns the id that the answer will have */
  send(outgoing: OutgoingFrame): string {
    const i = randomUUID();
    this.#socket.send(encodeFrame(i, outgoing));
    return i;
  }

  end(): void {
    this.#over = true;
    this.#cancelBeat();
    this.#socket.end();
  }

  #introduce(): void {
    const { token } = this.#options;
    if (token === undefined) this.#becomeReady();
    else this.#authId = this.send({ t: 'auth', p: token });
  }

  #becomeReady(): void {
    this.#readyAt = this.#options.now();
    this.#options.onReady();
  }

  #hear(text: string): void {
    const { now, log, onFrame } = this.#options;
    this.#heardAt = now();
    const frame = this.#withoutToken(parseFrame(text));
    if (this.#authId !== undefined && frame.i === this.#authId) {
      this.#authId = undefined;
      if (frame.kind === 'error') this.#fail(this.#authError(frame.said));
      else this.#becomeReady();
    } else if (frame.kind === 'other') {
      log.debug({ why: frame.why }, 'a frame of the real-time connection is passed over');
    } else {
      onFrame(frame);
    }
  }

  /** An error may repeat what was sent. */
  #withoutToken(frame: IncomingFrame): IncomingFrame {
    const { token } = this.#options;
    if (frame.kind !== 'error' || token === undefined) return frame;
    return { ...frame, said: { ...frame.said, text: frame.said.text?.replaceAll(token, '…') } };
  }

  /** A server that is busy may take the token later; whatever else it says of it stays so. */
  #authError({ text, status }: SaidError): ApiError {
    const details: ApiErrorDetails = {
      ...this.#details,
      ...(status === undefined ? {} : { status }),
      ...(text === undefined ? {} : { apiMessage: text }),
    };
    if (status === 429 || (status ?? 0) >= 500)
      return new ServerError('the token could not be checked', details);
    if (/\bsubscription\b/i.test(text ?? '')) {
      return new SubscriptionRequiredError('the account of the token needs a subscription', details);
    }
    return new UnauthorizedError(
      'the token is not accepted: check BATTLEMETRICS_TOKEN, or make a new one at https://www.battlemetrics.com/developers',
      details,
    );
  }

  #beat(): void {
    const { now } = this.#options;
    // A server that talks but never says yes is of no use either.
    const since = this.#readyAt === undefined ? this.#beganAt : this.#heardAt;
    if (now() - since >= DEAD_AFTER_MS) {
      const what = this.#readyAt === undefined ? 'not ready' : 'nothing came';
      this.#fail(new ApiTimeoutError(`${what} within ${DEAD_AFTER_MS / 1_000} s`, this.#details));
      return;
    }
    if (this.#readyAt !== undefined) this.send({ t: 'ping' });
    this.#cancelBeat = this.#planBeat();
  }

  #planBeat(): () => void {
    return this.#options.after(BEAT_MS, () => this.#beat());
  }

  #fail(error: ApiError): void {
    if (this.#over) return;
    this.end();
    this.#options.onEnd(error);
  }
}
