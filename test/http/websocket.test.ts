import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { WebSocket } from 'ws';
import { Changes } from '../../src/demo/discord/changes.ts';
import { openTextSocket, type SocketEnd, type TextSocketOptions } from '../../src/http/websocket.ts';
import { nobody, serve, serveTcp } from './http-server.ts';
import { serveWebSocket, webSocketUrl } from './websocket-server.ts';

/** A socket to that address, and what it told so far, in order. */
function open(url: URL, options: Partial<TextSocketOptions> = {}) {
  const told: (string | SocketEnd)[] = [];
  const changes = new Changes();
  const tell = (what: string | SocketEnd): void => {
    told.push(what);
    changes.notify();
  };
  const socket = openTextSocket({
    api: 'BattleMetrics',
    url,
    onOpen: () => tell('open'),
    onMessage: tell,
    onEnd: tell,
    ...options,
  });
  onTestFinished(() => socket.end());
  const until = <T>(read: () => T | undefined) => changes.until(read, () => inspect(told), 5_000);
  return {
    socket,
    told,
    opened: () => until(() => told.includes('open') || undefined),
    ended: () => until(() => told.find((what) => typeof what !== 'string')),
  };
}

/** A WebSocket server whose first client is known as soon as there is one, with what it said. */
async function server(onClient: (client: WebSocket) => void = () => undefined) {
  const heard: string[] = [];
  const closes: number[] = [];
  const changes = new Changes();
  const url = await serveWebSocket((client) => {
    client.on('message', (data) => {
      heard.push(String(data));
      changes.notify();
    });
    client.on('close', (code) => {
      closes.push(code);
      changes.notify();
    });
    onClient(client);
  });
  const until = <T>(list: readonly T[]) =>
    changes.until(
      () => list[0],
      () => inspect({ heard, closes }),
      5_000,
    );
  return { url, heard: () => until(heard), closed: () => until(closes) };
}

describe('a WebSocket', () => {
  it('carries text both ways, and passes over what is binary or sent too early', async () => {
    const { url, heard } = await server((client) => {
      client.send(Buffer.from('binary'));
      client.send('héllo');
      client.on('message', () => client.close());
    });
    const { socket, told, opened, ended } = open(url);
    socket.send('too early');
    await opened();
    socket.send('hi');
    expect(await heard()).toBe('hi');
    await ended();
    expect(told).toEqual(['open', 'héllo', { code: 1005, error: expect.anything() }]);
  });

  it.each<[string, (client: WebSocket) => void, number, string]>([
    ['closes it', (client) => client.close(4003), 4003, 'the connection was closed by the server (4003)'],
    ['breaks it', (client) => client.terminate(), 1006, 'the connection broke'],
  ])('tells how it ended when the server %s', async (_, end, code, words) => {
    const { url } = await server(end);
    const { told, ended } = open(url);
    expect(await ended()).toMatchObject({ code, error: { kind: 'lost', transient: true } });
    expect(inspect(told[1])).toContain(words);
    expect(told).toHaveLength(2);
  });

  it('ends when a message is longer than allowed', async () => {
    const { url, closed } = await server((client) => client.send('x'.repeat(101)));
    const { told, ended } = open(url, { maxMessageBytes: 100 });
    expect(await ended()).toMatchObject({ error: { kind: 'lost' } });
    expect(told).toHaveLength(2);
    await closed();
  });

  it.each<[string, () => Promise<URL>]>([
    ['nobody listens', async () => webSocketUrl(await nobody())],
    [
      'the server speaks HTTP alone',
      async () => webSocketUrl(await serve((_, res) => res.writeHead(403).end())),
    ],
    ['the server hangs up', async () => webSocketUrl(await serveTcp((tcp) => tcp.destroy()))],
    ['the server does not answer', async () => webSocketUrl(await serveTcp(() => undefined))],
  ])('is refused when %s', async (_, address) => {
    const url = await address();
    url.search = '?token=SECRET';
    const { told, ended } = open(url, { handshakeTimeoutMs: 50 });
    const end = await ended();
    expect(end).toMatchObject({ code: 1006, error: { kind: 'refused', executed: 'no', transient: true } });
    expect(told).toHaveLength(1);
    expect(inspect(end, { depth: 9 })).not.toContain('SECRET');
  });

  it('names why there is no connection', async () => {
    const { ended } = open(webSocketUrl(await nobody()));
    expect(inspect(await ended())).toContain('the connection was refused (ECONNREFUSED)');
  });

  it('says goodbye when it is ended, and tells nothing any more', async () => {
    const { url, closed } = await server((client) => {
      client.on('message', () => client.send('late'));
    });
    const { socket, told, opened } = open(url);
    await opened();
    socket.send('one');
    socket.end();
    socket.send('two');
    socket.end();
    expect(await closed()).toBe(1000);
    expect(told).toEqual(['open']);
  });

  it('tells nothing when it is ended before it is open', async () => {
    const { url, closed } = await server();
    const { socket, told } = open(url);
    socket.end();
    // One that is opened later by the same server: whatever the first had to tell would have come by then.
    const second = open(url);
    await second.opened();
    second.socket.end();
    await closed();
    expect(told).toEqual([]);
  });

  it('lets go of a server that does not answer the goodbye', async () => {
    const changes = new Changes();
    let hungUp: true | undefined;
    const url = await serveTcp((tcp) => {
      tcp.on('end', () => {
        hungUp = true;
        changes.notify();
      });
      tcp.once('data', (head) => tcp.write(acceptance(String(head))));
    });
    const { socket, opened } = open(webSocketUrl(url));
    await opened();
    socket.end();
    await changes.until(
      () => hungUp,
      () => 'the connection to be closed',
      5_000,
    );
  });
});

/** What a server answers to a handshake. RFC 6455, section 4.2.2. */
function acceptance(head: string): string {
  const key = /sec-websocket-key: (\S+)/i.exec(head)?.[1] ?? '';
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  return (
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
    `Sec-WebSocket-Accept: ${accept}\r\n\r\n`
  );
}
