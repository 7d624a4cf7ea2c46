import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { buffer, text } from 'node:stream/consumers';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { getGlobalDispatcher, MockAgent, setGlobalDispatcher } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ApiError } from '../../src/http/errors.ts';
import type { HttpRequest, Transport } from '../../src/http/transport.ts';
import { serve, serveTcp, transportTo } from './http-server.ts';

const GET: HttpRequest = { method: 'GET', path: '/x' };

async function failure(transport: Transport, request: HttpRequest = GET): Promise<ApiError> {
  const error: unknown = await transport.send(request).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ApiError) return error;
  throw new Error(`expected an ApiError, got ${String(error)}`);
}

describe('a request', () => {
  it('goes below the path of the base URL, with or without a slash at its end', async () => {
    const url = await serve((request, response) => response.end(request.url));
    for (const base of ['/stats', '/stats/']) {
      const transport = transportTo(new URL(base, url));
      expect((await transport.send({ method: 'GET', path: '/servers?a=%5B1' })).body).toBe(
        '/stats/servers?a=%5B1',
      );
    }
    expect((await transportTo(url).send({ method: 'GET', path: '/servers' })).body).toBe('/servers');
  });

  it('carries the headers of the API, its own, and its body', async () => {
    const url = await serve(async (request, response) => {
      response.end(JSON.stringify({ headers: request.headers, body: await text(request) }));
    });
    const transport = transportTo(url, { headers: { Authorization: 'Bearer secret', 'X-A': 'api' } });
    const answer = await transport.send({
      method: 'POST',
      path: '/x',
      headers: { 'x-a': 'own' },
      body: { contentType: 'application/json', text: '{"name":"Ünal"}' },
    });
    expect(JSON.parse(answer.body)).toMatchObject({
      headers: {
        authorization: 'Bearer secret',
        'x-a': 'own',
        'content-type': 'application/json',
        'content-length': '16',
        accept: 'application/json',
      },
      body: '{"name":"Ünal"}',
    });
  });

  it('carries bytes as they are, and takes bytes back where it asked for them', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const url = await serve(async (request, response) => {
      const body = await buffer(request);
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(body));
    });
    const request: HttpRequest = {
      method: 'POST',
      path: '/x',
      body: { contentType: 'application/octet-stream', bytes },
    };
    const answer = await transportTo(url).send({ ...request, bytes: true });
    expect(Buffer.from(answer.bytes ?? []).equals(bytes)).toBe(true);
    expect(await transportTo(url).send(request)).not.toHaveProperty('bytes');
  });

  it('may take longer, or less long, than the others', async () => {
    const url = await serve((_request, response) => void setTimeout(() => response.end('late'), 300));
    const hasty = transportTo(url, { headersTimeoutMs: 50, totalTimeoutMs: 50 });
    expect((await failure(hasty)).kind).toBe('timeout');
    expect((await hasty.send({ ...GET, timeoutMs: 5_000 })).body).toBe('late');
    expect((await failure(transportTo(url), { ...GET, timeoutMs: 50 })).kind).toBe('timeout');
  });

  it('signs in at a proxy with the user info of the base URL, and shows it nowhere', async () => {
    const url = await serve((request, response) => response.end(request.headers.authorization));
    url.username = 'bob';
    url.password = 'p%ss:wörd';
    const answer = await transportTo(url).send({ method: 'GET', path: '/x?nick=Bob' });
    expect(Buffer.from(answer.body.replace('Basic ', ''), 'base64').toString()).toBe('bob:p%ss:wörd');
    expect(answer.url).toBe(`${url.origin}/x`);
  });

  it.each([
    'no-slash',
    '/a b',
    '/ünal',
    '/a#b',
    '/players/../bans',
    '/players/%2E%2e',
    '/a\\b',
    '/a\r\nX: y',
  ])('with the path %j is refused as a mistake of the caller, and not sent', async (path) => {
    let received = 0;
    const url = await serve((_request, response) => {
      received += 1;
      response.end();
    });
    await expect(transportTo(url).send({ method: 'GET', path })).rejects.toThrow(TypeError);
    expect(received).toBe(0);
  });

  it('with a header that cannot be sent is refused without quoting the header', async () => {
    const url = await serve((_request, response) => response.end());
    const transport = transportTo(url, { headers: { authorization: 'Bearer sec\nret' } });
    const error = await transport.send(GET).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).not.toContain('ret');
  });

  it('does not pass through the global dispatcher', async () => {
    const url = await serve((_request, response) => response.end('real'));
    const before = getGlobalDispatcher();
    onTestFinished(() => setGlobalDispatcher(before));
    const mock = new MockAgent();
    mock.disableNetConnect();
    setGlobalDispatcher(mock);
    expect((await transportTo(url).send(GET)).body).toBe('real');
  });
});

describe('an answer', () => {
  it.each([200, 204, 301, 307, 404, 429, 503])(
    'of status %i is an answer, not followed, not thrown',
    async (status) => {
      let received = 0;
      const url = await serve((_request, response) => {
        received += 1;
        response.writeHead(status, { location: '/elsewhere', 'x-many': ['a', 'b'] }).end();
      });
      const answer = await transportTo(url).send(GET);
      expect(answer).toMatchObject({ status, headers: { location: '/elsewhere', 'x-many': 'a, b' } });
      expect(received).toBe(1);
    },
  );

  it('is whole and UTF-8 however it was cut into chunks, and loses its byte order mark', async () => {
    const whole = Buffer.from('\uFEFF{"nick":"Jürgen 🛩"}');
    const url = await serve(async (_request, response) => {
      for (const byte of whole) {
        response.write(Buffer.of(byte));
        await new Promise(setImmediate);
      }
      response.end();
    });
    expect((await transportTo(url).send(GET)).body).toBe('{"nick":"Jürgen 🛩"}');
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('compressed with %s is read', async (encoding, compress) => {
    const url = await serve((request, response) => {
      expect(request.headers['accept-encoding']).toContain(encoding);
      response.setHeader('content-encoding', encoding).end(compress('{"a":1}'));
    });
    expect((await transportTo(url).send(GET)).body).toBe('{"a":1}');
  });

  it('comes after early hints', async () => {
    const url = await serve((_request, response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      response.writeHead(201).end('made');
    });
    expect(await transportTo(url).send(GET)).toMatchObject({ status: 201, body: 'made' });
  });

  it('larger than allowed fails by its declared length, before it is read', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '5000' }).write('x');
    });
    const error = await failure(transportTo(url, { maxBodyBytes: 4_000 }));
    expect(error).toMatchObject({ kind: 'too-large', executed: 'maybe', status: 200 });
  });

  it('larger than allowed fails by what was read, and stops reading', async () => {
    let closed: Promise<unknown> | undefined;
    const url = await serve((_request, response) => {
      closed = once(response, 'close');
      const write = (): void => void response.write('x'.repeat(1_000), (error) => error ?? write());
      write();
    });
    expect(await failure(transportTo(url, { maxBodyBytes: 100_000 }))).toMatchObject({ kind: 'too-large' });
    await closed;
  });

  it('that grows beyond what is allowed when decompressed fails', async () => {
    const url = await serve((_request, response) => {
      response.setHeader('content-encoding', 'gzip').end(gzipSync('x'.repeat(100_000)));
    });
    expect(await failure(transportTo(url, { maxBodyBytes: 10_000 }))).toMatchObject({ kind: 'too-large' });
    expect((await transportTo(url, { maxBodyBytes: 100_000 }).send(GET)).body).toHaveLength(100_000);
  });
});

describe('a connection', () => {
  it('is shared by reads that follow one another', async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      response.end();
    });
    const transport = transportTo(url);
    for (let n = 0; n < 20; n += 1) {
      await transport.send(n % 2 === 0 ? GET : { method: 'POST', path: '/getuser', safe: true });
    }
    expect(ports.size).toBeLessThan(5);
  });

  it('of a write is new each time, so that none is lost on one that the server has just closed', async () => {
    const ports: (number | undefined)[] = [];
    const url = await serve((request, response) => {
      ports.push(request.socket.remotePort);
      response.end();
    });
    const transport = transportTo(url);
    for (const method of ['GET', 'POST', 'PATCH', 'DELETE', 'POST'] as const) {
      await transport.send({ method, path: '/x' });
    }
    expect(new Set(ports).size).toBe(5);
  });

  it('that the server closes while idle harms neither a read nor a write after it', async () => {
    const url = await serveTcp((socket) => {
      socket.on('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
        setTimeout(() => socket.resetAndDestroy(), 20);
      });
    });
    const transport = transportTo(url);
    for (const method of ['GET', 'POST', 'GET', 'GET'] as const) {
      expect((await transport.send({ method, path: '/x' })).body).toBe('ok');
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  });

  it('is one of at most maxConnections; the rest wait for their turn', async () => {
    let open = 0;
    let most = 0;
    const url = await serve((_request, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.end();
      }, 10);
    });
    const transport = transportTo(url, { maxConnections: 3 });
    await Promise.all(Array.from({ length: 12 }, () => transport.send(GET)));
    expect(most).toBe(3);
  });
});

describe('giving up', () => {
  it('before the request is sent leaves no doubt that nothing happened', async () => {
    let received = 0;
    const url = await serve((_request, response) => {
      received += 1;
      response.end();
    });
    const error = await failure(transportTo(url), { ...GET, signal: AbortSignal.abort() });
    expect(error).toMatchObject({ kind: 'aborted', executed: 'no' });
    expect(received).toBe(0);
  });

  it('while the request waits for a connection keeps it from ever being sent', async () => {
    const paths: (string | undefined)[] = [];
    let finish: () => void = () => undefined;
    const url = await serve((request, response) => {
      paths.push(request.url);
      finish = () => response.end();
      if (request.url !== '/first') response.end();
    });
    const transport = transportTo(url, { maxConnections: 1 });
    const first = transport.send({ method: 'GET', path: '/first' });
    await expect.poll(() => paths).toEqual(['/first']);
    const controller = new AbortController();
    const second = failure(transport, { method: 'GET', path: '/second', signal: controller.signal });
    controller.abort();
    expect(await second).toMatchObject({ kind: 'aborted', executed: 'no' });
    finish();
    await first;
    await transport.send({ method: 'GET', path: '/third' });
    expect(paths).toEqual(['/first', '/third']);
  });

  it('after the request was sent leaves open whether it happened, and closes the connection', async () => {
    const controller = new AbortController();
    let closed: Promise<unknown> | undefined;
    const url = await serve((request) => {
      closed = once(request.socket, 'close');
      controller.abort();
    });
    const error = await failure(transportTo(url), { method: 'POST', path: '/x', signal: controller.signal });
    expect(error).toMatchObject({ kind: 'aborted', executed: 'maybe' });
    await closed;
  });

  it('in the middle of the answer is noticed', async () => {
    const controller = new AbortController();
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('half');
      setTimeout(() => controller.abort(), 20);
    });
    expect(await failure(transportTo(url), { ...GET, signal: controller.signal })).toMatchObject({
      kind: 'aborted',
      executed: 'maybe',
    });
  });

  it('leaves nothing behind on a signal that lives longer than its requests', async () => {
    const url = await serve((_request, response) => response.end());
    const transport = transportTo(url);
    const listeners = new Set<unknown>();
    const { signal } = new AbortController();
    const { addEventListener, removeEventListener } = signal;
    signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      listeners.add(args[1]);
      addEventListener.apply(signal, args);
    };
    signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      listeners.delete(args[1]);
      removeEventListener.apply(signal, args);
    };
    await Promise.all(Array.from({ length: 5 }, () => transport.send({ ...GET, signal })));
    expect(listeners.size).toBe(0);
  });
});

describe('many requests at once', () => {
  it('make Node suspect no leak of listeners', async () => {
    const warnings: string[] = [];
    const onWarning = ({ message }: Error): void => void warnings.push(message);
    process.on('warning', onWarning);
    onTestFinished(() => void process.off('warning', onWarning));
    const url = await serve((_request, response) => response.end());
    const transport = transportTo(url);
    const { signal } = new AbortController();
    await Promise.all(Array.from({ length: 30 }, () => transport.send({ ...GET, signal })));
    await new Promise(setImmediate);
    expect(warnings).toEqual([]);
  });
});

describe('closing', () => {
  it('lets a request under way finish', async () => {
    const url = await serve((_request, response) => {
      response.write('ha');
      setTimeout(() => response.end('lf'), 50);
    });
    const transport = transportTo(url);
    const answer = transport.send(GET);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await transport.close();
    expect((await answer).body).toBe('half');
  });

  it('does not wait for a server that never answers', async () => {
    const requests: IncomingMessage[] = [];
    const url = await serve((request) => void requests.push(request));
    const transport = transportTo(url);
    const pending = failure(transport, { method: 'POST', path: '/x' });
    await expect.poll(() => requests.length).toBe(1);
    const started = performance.now();
    await transport.close();
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(await pending).toMatchObject({ kind: 'aborted', executed: 'maybe' });
  });

  it('refuses what is sent afterwards, and says that it was not sent', async () => {
    const url = await serve((_request, response) => response.end());
    const transport = transportTo(url);
    await transport.close();
    await transport.close();
    expect(await failure(transport)).toMatchObject({ kind: 'aborted', executed: 'no' });
  });
});
