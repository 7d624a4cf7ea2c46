import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { WebSocketServer } from 'ws';
import type { Asset } from './assets.ts';
import { LARGEST_FILE } from './largest-file.ts';
import { listenFrom } from './listen.ts';
import type { Session } from './session.ts';
import { PageWindow } from './window.ts';

export interface PageServerOptions {
  readonly session: Session;
  readonly assets: ReadonlyMap<string, Asset>;
  /** The next free one is taken where it is in use. */
  readonly port: number;
}

export interface PageServer {
  readonly port: number;
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  close(): Promise<void>;
}

/** No request leaves the machine, and no text becomes a script. */
const HEADERS = {
  'content-security-policy':
    // The component library draws with style attributes; markdown can have none.
    "default-src 'self'; style-src-attr 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** Base64 makes four characters of three bytes, and a command has other options too. */
const LARGEST_REQUEST = Math.ceil(LARGEST_FILE / 3) * 4 + 256 * 1024;

const PICTURES = /^image\/(?:png|jpeg|gif|webp)$/;

/** Serves the page and its socket on 127.0.0.1. */
export async function startPageServer({
  session,
  assets,
  port: wanted,
}: PageServerOptions): Promise<PageServer> {
  let port = wanted;
  const server = createServer((request, response) => answer(request, response));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_REQUEST });
  server.on('upgrade', (request, socket, head) => {
    // Pages of other sites can open sockets to this machine too: their origin gives them away.
    const allowed = isOwn(request.headers.host) && isOwnOrigin(request.headers.origin);
    if (request.url !== '/socket' || !allowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => new PageWindow(opened, session));
  });

  function isOwn(host: string | undefined): boolean {
    return host === `localhost:${port}` || host === `127.0.0.1:${port}`;
  }

  function isOwnOrigin(origin: string | undefined): boolean {
    return origin?.startsWith('http://') === true && isOwn(origin.slice('http://'.length));
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const text = (status: number, body: string) =>
      response.writeHead(status, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' }).end(body);
    // A name of another site that leads to this machine must not read the page (DNS rebinding).
    if (!isOwn(request.headers.host)) {
      text(403, `This page answers at http://127.0.0.1:${port} only.\n`);
    } else if (request.method !== 'GET' && request.method !== 'HEAD') {
      text(405, 'Only GET.\n');
    } else {
      const { pathname } = new URL(request.url ?? '/', 'http://page.invalid');
      const asset = assets.get(pathname) ?? attachment(pathname);
      if (asset === undefined) text(404, 'There is nothing here.\n');
      else response.writeHead(200, { ...HEADERS, 'content-type': asset.type }).end(asset.body);
    }
  }

  /** A file that the bot sent: pictures as such, anything else as bytes that no browser runs. */
  function attachment(pathname: string): Asset | undefined {
    const [, messageId = '', name = ''] = /^\/files\/(\d+)\/([\w.-]+)$/.exec(pathname) ?? [];
    const found = session.discord.sentFile(messageId, name);
    if (found === undefined) return undefined;
    const type = PICTURES.test(found.contentType) ? found.contentType : 'application/octet-stream';
    return { type, body: found.data };
  }

  port = await listenFrom(server, wanted);
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
