import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { listenOnLoopback } from '../loopback.ts';
import { pushNewest } from '../newest.ts';
import { type Answer, detail, methodNotAllowed, NOT_FOUND, redirect } from './answer.ts';
import { createWorld } from './create-world.ts';
import { currentRoutes } from './current.ts';
import { documentedRoutes } from './documented.ts';
import { Faults } from './faults.ts';
import { parseForm, type UploadedFile, withoutEmpty } from './form.ts';
import { type Route, type RouteRequest, runRoute } from './routes.ts';
import { spoil } from './spoil.ts';
import type { SimulatedWorld } from './world.ts';

export type SimulatedVersion = 'documented' | 'current';

export interface DcsServerBotSimulatorOptions {
  readonly version: SimulatedVersion;
  /** Before every path, `/stats`; default none. */
  readonly prefix?: string;
  /** Wanted in `X-API-Key` by the current version; default: no key is asked for. */
  readonly apiKey?: string;
  readonly world?: SimulatedWorld;
  /** Epoch milliseconds; default Date.now. */
  readonly now?: () => number;
  /** Default: any that is free. */
  readonly port?: number;
}

/** A request as it came. */
export interface RecordedRequest {
  readonly method: string;
  /** Below the prefix, without query: `/stats`. */
  readonly path: string;
  /** With prefix and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly form: Readonly<Record<string, string>>;
  /** By field: what came as a file, without its content. */
  readonly files: Readonly<Record<string, UploadedFile>>;
  readonly body: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface DcsServerBotSimulator {
  /** With the prefix, as `DCSSERVERBOT_URL` wants it. */
  readonly url: string;
  /** May be changed while it runs. */
  readonly world: SimulatedWorld;
  /** In order; of very many the newest. */
  readonly requests: readonly RecordedRequest[];
  readonly faults: Faults;
  /** Refuses connections until `comeBack`. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  /** The server is upgraded or downgraded. */
  setVersion(version: SimulatedVersion): void;
  close(): Promise<void>;
}

/** Of the requests before them nothing is known any more. */
const KEPT_REQUESTS = 5_000;

/** A RestAPI of DCSServerBot on 127.0.0.1, of either version, with an invented community behind it. */
export async function startDcsServerBotSimulator(
  options: DcsServerBotSimulatorOptions,
): Promise<DcsServerBotSimulator> {
  const { prefix = '', apiKey, now = Date.now, port = 0 } = options;
  const world = options.world ?? createWorld(now());
  const faults = new Faults();
  const requests: RecordedRequest[] = [];
  let { version } = options;

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://simulator.invalid');
    const body = await readBody(incoming);
    const path = url.pathname.startsWith(`${prefix}/`) ? url.pathname.slice(prefix.length) : undefined;
    const form = parseForm(incoming.headers['content-type'] ?? '', body);
    const query = new Map(url.searchParams);
    const received: RecordedRequest = {
      method: incoming.method ?? '',
      path: path ?? url.pathname,
      url: incoming.url ?? '',
      headers: incoming.headers,
      form: Object.fromEntries(form?.fields ?? []),
      files: Object.fromEntries(form?.files ?? []),
      body: body.toString('utf8'),
      at: now(),
    };
    pushNewest(requests, received, KEPT_REQUESTS);
    const answer = (): Answer =>
      path === undefined
        ? NOT_FOUND
        : route(incoming, path, form && { form: form.fields, files: form.files, query, world, now: now() });
    const fault = faults.take(path ?? url.pathname);
    if (fault?.kind === 'slow') await delay(fault.ms);
    const spoilt = spoil(answer(), fault);
    if (spoilt === undefined) incoming.socket.resetAndDestroy();
    else response.writeHead(spoilt.status, { ...spoilt.headers }).end(spoilt.body);
  }

  function route(incoming: IncomingMessage, path: string, request: RouteRequest | undefined): Answer {
    const routes: readonly Route[] = version === 'documented' ? documentedRoutes : currentRoutes;
    const here = routes.filter((candidate) => candidate.path === path);
    if (here.length === 0) {
      const bare = path.replace(/\/$/, '');
      const exists = bare !== path && routes.some((candidate) => candidate.path === bare);
      return exists ? redirect(`http://${incoming.headers.host}${prefix}${bare}`) : NOT_FOUND;
    }
    const chosen = here.find((candidate) => candidate.method === incoming.method);
    if (chosen === undefined) return methodNotAllowed(here.map((candidate) => candidate.method).join(', '));
    if (version === 'current' && apiKey !== undefined) {
      const key = incoming.headers['x-api-key'];
      if (key === undefined) return detail(401, 'Not authenticated', { 'www-authenticate': 'APIKey' });
      if (key !== apiKey) return detail(403, 'Invalid API Key');
    }
    return request === undefined
      ? detail(400, 'Missing boundary in multipart.')
      : runRoute(chosen, version === 'current' ? { ...request, form: withoutEmpty(request.form) } : request);
  }

  const loopback = await listenOnLoopback(server, port);

  return {
    url: `${loopback.url}${prefix}`,
    world,
    requests,
    faults,
    setVersion(next) {
      version = next;
    },
    goDown: loopback.stop,
    comeBack: loopback.resume,
    close: loopback.stop,
  };
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
