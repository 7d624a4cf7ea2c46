import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net';
import { onTestFinished } from 'vitest';
import type { TransportOptions } from '../../src/http/transport.ts';
import { createTransport } from '../../src/http/undici-transport.ts';

/** A real HTTP server on the loopback interface; ends with the test. */
export async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return listen(server);
}

/** A server that speaks bytes, for what no HTTP server would send. */
export async function serveTcp(onSocket: (socket: Socket) => void): Promise<URL> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    // Clients that give up reset their side.
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return listen(server);
}

/** An address where nobody listens. */
export async function nobody(): Promise<URL> {
  const server = createTcpServer();
  const url = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return url;
}

/** A transport to that URL; closed with the test. */
export function transportTo(baseUrl: URL, options: Partial<TransportOptions> = {}) {
  const transport = createTransport({ api: 'BattleMetrics', baseUrl, ...options });
  onTestFinished(() => transport.close());
  return transport;
}

async function listen(server: Server | TcpServer): Promise<URL> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return new URL(`http://127.0.0.1:${address.port}`);
}
