import { Agent, buildConnector } from 'undici';
import { basicAuthorization, joinPath, publicUrl } from './base-url.ts';
import { ACCEPTED_ENCODINGS, decodeText, decompressBody } from './decode-body.ts';
import { type ApiErrorDetails, CallAbortedError } from './errors.ts';
import { exchange } from './exchange.ts';
import { ConnectFailure } from './failure.ts';
import type { HttpRequest, HttpResponse, Transport, TransportOptions } from './transport.ts';

/**
 * Milliseconds that an idle connection is kept. uvicorn, under DCSServerBot, closes after five seconds without saying
 * so; a request that meets that close is lost for nothing.
 */
const IDLE_MS = 3_000;
/** The most that is believed of a server's own `Keep-Alive: timeout`. */
const IDLE_MAX_MS = 20_000;
/** Milliseconds that requests under way are given when the transport closes. */
const CLOSE_GRACE_MS = 2_000;

/**
 * Sends requests to one API over connections of its own. Reads share connections that are kept alive for a short
 * while; a write always gets a new one, so that "closed while idle" can never leave it unknown whether it was
 * carried out. No request is repeated and no redirect followed here.
 */
export function createTransport(options: TransportOptions): Transport {
  const {
    api,
    baseUrl,
    connectTimeoutMs = 5_000,
    headersTimeoutMs = 15_000,
    bodyTimeoutMs = 15_000,
    totalTimeoutMs = 60_000,
    maxBodyBytes = 8 * 1024 * 1024,
    maxConnections = 32,
    mayWrite = async () => true,
  } = options;
  const common = {
    connect: createConnector(connectTimeoutMs),
    connections: maxConnections,
    headersTimeout: headersTimeoutMs,
    bodyTimeout: bodyTimeoutMs,
  };
  const reads = new Agent({
    ...common,
    pipelining: 1,
    keepAliveTimeout: IDLE_MS,
    keepAliveMaxTimeout: IDLE_MAX_MS,
  });
  // undici's way to say: one request a connection.
  const writes = new Agent({ ...common, pipelining: 0 });
  const headers = defaultHeaders(options);
  const underWay = new Set<Promise<unknown>>();
  const closed = new AbortController();
  let closing: Promise<void> | undefined;

  async function send(request: HttpRequest): Promise<HttpResponse> {
    const { method, path, body, timeoutMs } = request;
    const url = publicUrl(baseUrl, path);
    const details: ApiErrorDetails = { api, method, url };
    const safe = request.safe ?? method === 'GET';
    if (!safe) await requirePermission(mayWrite, details);
    if (closing !== undefined) throw new CallAbortedError(details, 'no');
    const raw = await exchange(
      safe ? reads : writes,
      {
        origin: baseUrl.origin,
        path: joinPath(baseUrl, path),
        method,
        headers: mergeHeaders(headers, request.headers, body && { 'content-type': body.contentType }),
        body: body?.text ?? body?.bytes ?? null,
        ...(timeoutMs !== undefined && { headersTimeout: timeoutMs, bodyTimeout: timeoutMs }),
      },
      {
        signals: [request.signal, closed.signal],
        maxBodyBytes,
        totalTimeoutMs: timeoutMs ?? totalTimeoutMs,
        details,
      },
    );
    const { status, headers: received } = raw;
    const bytes = await decompressBody(raw.body, received['content-encoding'], maxBodyBytes, {
      ...details,
      status,
    });
    return {
      status,
      headers: received,
      body: decodeText(bytes),
      ...(request.bytes === true && { bytes }),
      url,
    };
  }

  /** Not undici's own `close`: once begun it cannot be cut short, and it waits for a server that never answers. */
  async function close(): Promise<void> {
    const timer = setTimeout(() => closed.abort(), CLOSE_GRACE_MS);
    await Promise.allSettled(underWay);
    clearTimeout(timer);
    await Promise.all([reads.destroy(), writes.destroy()]);
  }

  return {
    send(request) {
      const answer = send(request);
      underWay.add(answer);
      const done = (): void => void underWay.delete(answer);
      answer.then(done, done);
      return answer;
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}

/** @throws CallAbortedError */
async function requirePermission(mayWrite: () => Promise<boolean>, details: ApiErrorDetails): Promise<void> {
  let cause: unknown;
  try {
    if (await mayWrite()) return;
  } catch (error) {
    cause = error;
  }
  throw new CallAbortedError({ ...details, cause }, 'no');
}

function createConnector(timeout: number): buildConnector.connector {
  const connect = buildConnector({ timeout });
  return (target, callback) =>
    connect(target, (...[error, socket]) => {
      if (error === null) callback(null, socket);
      else callback(new ConnectFailure(error), null);
    });
}

function defaultHeaders({ baseUrl, headers }: TransportOptions): Readonly<Record<string, string>> {
  const authorization = basicAuthorization(baseUrl);
  return mergeHeaders(
    { accept: 'application/json', 'accept-encoding': ACCEPTED_ENCODINGS, 'user-agent': 'Squawk' },
    authorization === undefined ? undefined : { authorization },
    headers,
  );
}

/** Later ones win, whatever the case of their names. */
function mergeHeaders(
  ...sources: readonly (Readonly<Record<string, string>> | undefined)[]
): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const source of sources) {
    for (const [name, value] of Object.entries(source ?? {})) merged[name.toLowerCase()] = value;
  }
  return merged;
}
