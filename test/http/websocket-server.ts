import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { listenOnLoopback } from '../../src/demo/loopback.ts';

/** A WebSocket server on the loopback interface that does with each client what the test says; ends with the test. */
export async function serveWebSocket(onClient: (client: WebSocket) => void): Promise<URL> {
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', onClient);
  const loopback = await listenOnLoopback(server, 0);
  onTestFinished(async () => {
    for (const client of sockets.clients) client.terminate();
    await loopback.stop();
  });
  return webSocketUrl(loopback.url);
}

/** The same address as `ws:`. */
export function webSocketUrl(url: string | URL): URL {
  return new URL(String(url).replace(/^http/, 'ws'));
}
