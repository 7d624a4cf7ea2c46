import type { Socket } from 'node:net';
import { Agent, buildConnector, WebSocket } from 'undici';
import { publicUrl } from './base-url.ts';
import type { ApiName } from './call.ts';
import {
  type ApiError,
  type ApiErrorDetails,
  ConnectionLostError,
  ConnectionRefusedError,
} from './errors.ts';
import { ConnectFailure, explainFailure } from './failure.ts';

/** How a connection ended that we did not end ourselves. */
export interface SocketEnd {
  /** RFC 6455, section 7.4: what the server said, 1005 if nothing, 1006 if the connection broke or never was. */
  readonly code: number;
  /** Of kind refused when it never opened, else lost. */
  readonly error: ApiError;
}

export interface TextSocketOptions {
  readonly api: ApiName;
  /** `ws:` or `wss:`. */
  readonly url: URL;
  /** Milliseconds; defaults 5,000 to connect, 15,000 until the server agrees to speak WebSocket. */
  readonly connectTimeoutMs?: number;
  readonly handshakeTimeoutMs?: number;
  /** A longer message ends the connection; default 8 MiB. */
  readonly maxMessageBytes?: number;
  /** None of these may throw. */
  readonly onOpen: () => void;
  /** Binary messages are passed over. */
  readonly onMessage: (text: string) => void;
  /** Once, and nothing comes after it; never after `end`. */
  readonly onEnd: (end: SocketEnd) => void;
}

/** One WebSocket connection that carries text. */
export interface TextSocket {
  /** Does nothing before it is open and after it ended. */
  send(text: string): void;
  /** Says goodbye and lets go, whether the other side answers or not. Nothing is told any more. */
  end(): void;
}

/** Milliseconds that a goodbye may take to leave. */
const GOODBYE_MS = 1_000;

/** Opens a WebSocket of its own connection. It is not opened again when it ends: that is the caller's. */
export function openTextSocket(options: TextSocketOptions): TextSocket {
  const {
    api,
    url,
    connectTimeoutMs = 5_000,
    handshakeTimeoutMs = 15_000,
    maxMessageBytes = 8 * 1024 * 1024,
    onOpen,
    onMessage,
    onEnd,
  } = options;
  const details: ApiErrorDetails = { api, method: 'WebSocket', url: publicUrl(url, '') };
  let socket: Socket | undefined;
  let failure: ConnectFailure | undefined;
  let opened = false;
  let over = false;

  // WebSocket itself tells neither why there is no connection nor lets go of one whose other side is dead.
  const connect = buildConnector({ timeout: connectTimeoutMs });
  const agent = new Agent({
    connect: (target, callback) =>
      connect(target, (...[error, connected]) => {
        if (error !== null) {
          failure = new ConnectFailure(error);
          callback(failure, null);
          return;
        }
        socket = connected;
        callback(null, connected);
        if (over) connected.destroy();
      }),
    headersTimeout: handshakeTimeoutMs,
    webSocket: { maxPayloadSize: maxMessageBytes },
  });
  const webSocket = new WebSocket(url.href, { dispatcher: agent, headers: { 'user-agent': 'Squawk' } });

  const release = (): void => {
    over = true;
    if (socket !== undefined) finish(socket);
    agent.destroy().catch(() => undefined); // only says that it was destroyed already
  };

  const explain = (code: number): ApiError => {
    if (failure !== undefined) return explainFailure(failure, false, details);
    if (!opened) return new ConnectionRefusedError('the server did not open a WebSocket', details);
    const how = code === 1006 ? 'broke' : `was closed by the server (${code})`;
    return new ConnectionLostError(`the connection ${how}`, details);
  };

  webSocket.addEventListener('open', () => {
    if (over) return;
    opened = true;
    onOpen();
  });
  webSocket.addEventListener('message', ({ data }: { readonly data: unknown }) => {
    if (typeof data === 'string') onMessage(data);
  });
  webSocket.addEventListener('close', ({ code }) => {
    if (over) return;
    release();
    onEnd({ code, error: explain(code) });
  });

  return {
    send(text) {
      if (opened && !over) webSocket.send(text);
    },
    end() {
      if (over) return;
      over = true;
      webSocket.close(1000);
      release();
    },
  };
}

/** Destroys a connection as soon as what was written has left, or soon anyway: a dead peer takes nothing. */
function finish(socket: Socket): void {
  if (socket.destroyed) return;
  const hurry = setTimeout(() => socket.destroy(), GOODBYE_MS);
  hurry.unref();
  socket.once('close', () => clearTimeout(hurry));
  socket.destroySoon();
}
