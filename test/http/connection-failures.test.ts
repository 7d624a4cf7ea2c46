import { readFileSync } from 'node:fs';
import { createServer as createHttpsServer } from 'node:https';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ApiError } from '../../src/http/errors.ts';
import type { HttpRequest, TransportOptions } from '../../src/http/transport.ts';
import { nobody, serve, serveTcp, transportTo } from './http-server.ts';

const REQUEST: HttpRequest = {
  method: 'POST',
  path: '/bans?filter%5Bsearch%5D=hidden-query',
  headers: { 'x-secret': 'hidden-header' },
  body: { contentType: 'text/plain', text: 'hidden-body' },
};

/** How the request failed; and that nothing of what is private stands anywhere in the error. */
async function failure(baseUrl: URL, options: Partial<TransportOptions> = {}): Promise<ApiError> {
  const url = new URL(baseUrl);
  url.username = 'hidden-user';
  url.password = 'hidden-password';
  const transport = transportTo(url, { ...options, headers: { authorization: 'hidden-token' } });
  const error: unknown = await transport.send(REQUEST).then(
    (answer) => answer,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error(`expected an ApiError, got ${inspect(error)}`);
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('hidden-');
  expect(error).toMatchObject({ api: 'BattleMetrics', method: 'POST', url: `${url.origin}/bans` });
  return error;
}

/** Swaps http for https. */
function secure(url: URL): URL {
  return new URL(url.href.replace('http:', 'https:'));
}

describe('nothing can have happened, for no connection came about, when', () => {
  it('the name does not exist', async () => {
    const error = await failure(new URL('http://squawk.invalid'));
    expect(error).toMatchObject({ kind: 'refused', executed: 'no', transient: true });
    expect(error.message).toMatch(/host name cannot be resolved \((ENOTFOUND|EAI_AGAIN)\)/);
  });

  it('nobody listens', async () => {
    const error = await failure(await nobody());
    expect(error).toMatchObject({ kind: 'refused', executed: 'no' });
    expect(error.message).toContain('the connection was refused (ECONNREFUSED)');
  });

  it('nobody listens on any address of the name', async () => {
    const { port } = await nobody();
    const error = await failure(new URL(`http://localhost:${port}`));
    expect(error).toMatchObject({ kind: 'refused', executed: 'no' });
    expect(error.message).toContain('ECONNREFUSED');
  });

  it('connecting takes too long', async () => {
    const url = await serveTcp(() => undefined);
    const error = await failure(secure(url), { connectTimeoutMs: 100 });
    expect(error).toMatchObject({ kind: 'refused', executed: 'no' });
    expect(error.message).toContain('connecting took longer than allowed');
  });

  it('the connection is reset while it is being secured', async () => {
    const url = await serveTcp((socket) => socket.on('data', () => socket.resetAndDestroy()));
    expect(await failure(secure(url))).toMatchObject({ kind: 'refused', executed: 'no' });
  });

  it('the server does not speak TLS', async () => {
    const url = await serve((_request, response) => response.end());
    const error = await failure(secure(url));
    expect(error).toMatchObject({ kind: 'refused', executed: 'no' });
    expect(error.message).toContain('no secure connection');
  });

  it('nobody has signed for the certificate', async () => {
    let received = 0;
    const server = createHttpsServer(
      {
        key: readFileSync(new URL('../fixtures/tls/self-signed.key', import.meta.url)),
        cert: readFileSync(new URL('../fixtures/tls/self-signed.crt', import.meta.url)),
      },
      (_request, response) => {
        received += 1;
        response.end();
      },
    );
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const error = await failure(new URL(`https://127.0.0.1:${port}`));
    expect(error).toMatchObject({ kind: 'refused', executed: 'no' });
    expect(error.message).toContain('no secure connection (DEPTH_ZERO_SELF_SIGNED_CERT)');
    expect(received).toBe(0);
  });

  it('the time for the whole ran out before a connection was there', async () => {
    const url = await serveTcp(() => undefined);
    const error = await failure(secure(url), { totalTimeoutMs: 100 });
    expect(error).toMatchObject({ kind: 'refused', executed: 'no' });
    expect(error.message).toContain('could not be sent within 0.1 s');
  });
});

describe('it is unknown what happened, and nothing is sent twice, when', () => {
  it('the connection is reset after the request', async () => {
    let requests = 0;
    const url = await serve((request) => {
      requests += 1;
      request.socket.resetAndDestroy();
    });
    expect(await failure(url)).toMatchObject({ kind: 'lost', executed: 'maybe', transient: true });
    expect(requests).toBe(1);
  });

  it('the connection is closed without an answer', async () => {
    let requests = 0;
    const url = await serve((request) => {
      requests += 1;
      request.socket.end();
    });
    expect(await failure(url)).toMatchObject({ kind: 'lost', executed: 'maybe' });
    expect(requests).toBe(1);
  });

  it('the connection is closed as soon as it is there', async () => {
    const url = await serveTcp((socket) => socket.resetAndDestroy());
    const error = await failure(url);
    // Whether a byte was written before the reset came depends on the moment; either word must then be true.
    expect([
      ['lost', 'maybe'],
      ['refused', 'no'],
    ]).toContainEqual([error.kind, error.executed]);
  });

  it('the headers stop in their middle', async () => {
    const url = await serveTcp((socket) => {
      socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-le'));
    });
    expect(await failure(url)).toMatchObject({ kind: 'lost', executed: 'maybe' });
  });

  it.each([
    ['with its length declared', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"data":'],
    [
      'on a connection that would close',
      'HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 100\r\n\r\n{"da',
    ],
    ['in chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n8\r\n{"data":\r\n'],
  ])('the answer, %s, is cut off', async (_how, bytes) => {
    const closing = await serveTcp((socket) => socket.on('data', () => socket.end(bytes)));
    expect(await failure(closing)).toMatchObject({ kind: 'lost', executed: 'maybe' });
    const resetting = await serveTcp((socket) => {
      socket.on('data', () => socket.write(bytes, () => setTimeout(() => socket.resetAndDestroy(), 10)));
    });
    expect(await failure(resetting)).toMatchObject({ kind: 'lost', executed: 'maybe' });
  });

  it('the compressed answer is cut off although its length fits', async () => {
    const url = await serve((_request, response) => {
      const whole = gzipSync('{"data":[1,2,3]}');
      response.setHeader('content-encoding', 'gzip').end(whole.subarray(0, whole.length - 10));
    });
    expect(await failure(url)).toMatchObject({ kind: 'lost', executed: 'maybe', status: 200 });
  });

  it('what comes is not HTTP, and none of it is quoted', async () => {
    const url = await serveTcp((socket) => socket.on('data', () => socket.end('hidden-answer\r\n\r\n')));
    const error = await failure(url);
    expect(error).toMatchObject({ kind: 'lost', executed: 'maybe' });
    expect(error.message).toContain('the answer is cut off or not HTTP');
  });

  it('the answer does not begin in time', async () => {
    const url = await serve(() => undefined);
    expect(await failure(url, { headersTimeoutMs: 100 })).toMatchObject({
      kind: 'timeout',
      executed: 'maybe',
      transient: true,
    });
  });

  it('the answer does not go on', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"data"');
    });
    expect(await failure(url, { bodyTimeoutMs: 100 })).toMatchObject({ kind: 'timeout', executed: 'maybe' });
  });

  it('the answer goes on drop by drop and never ends', async () => {
    const url = await serve((_request, response) => {
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    });
    const error = await failure(url, { totalTimeoutMs: 300, bodyTimeoutMs: 200 });
    expect(error).toMatchObject({ kind: 'timeout', executed: 'maybe' });
    expect(error.message).toContain('not answered in full within 0.3 s');
  });
});
