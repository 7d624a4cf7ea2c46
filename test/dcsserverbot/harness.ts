import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createDcsServerBot } from '../../src/dcsserverbot/client.ts';
import type { DcsServerBot } from '../../src/dcsserverbot/dcsserverbot.ts';
import type { WireVersion } from '../../src/dcsserverbot/model.ts';
import { createRestApi, type RestApi } from '../../src/dcsserverbot/rest-api.ts';
import { VersionMemory } from '../../src/dcsserverbot/version.ts';
import type { Call } from '../../src/http/call.ts';
import { ResponseCache } from '../../src/http/response-cache.ts';
import type { TransportOptions } from '../../src/http/transport.ts';
import { createTransport } from '../../src/http/undici-transport.ts';

/** One exchange as it came over the wire of a real server. */
export interface Recording {
  /** `stats-wrong-case` */
  readonly name: string;
  readonly request: { readonly method: string; readonly path: string; readonly body: string | null };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
}

const FIXTURES = new URL('../fixtures/dcsserverbot/', import.meta.url);

export function recordings(version: WireVersion): Recording[] {
  const folder = new URL(`${version}/`, FIXTURES);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.json'.length),
      ...JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
    }));
}

export function recording(version: WireVersion, name: string): Recording {
  const found = recordings(version).find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no recording ${version}/${name}`);
  return found;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** The server closes the connection without a word, or says nothing at all. */
export type Silence = 'reset' | 'hang';

export interface Asked {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly form: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  /** As it came. */
  readonly body: Buffer;
}

export const NOT_FOUND: Reply = {
  status: 404,
  headers: { 'content-type': 'application/json' },
  body: '{"detail":"Not Found"}',
};

export const reply = (body: unknown, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

export interface Stage {
  readonly bot: DcsServerBot;
  /** The whole client, over the same connections, cache and knowledge. */
  readonly rest: RestApi;
  readonly asked: readonly Asked[];
  /** Milliseconds by which the client's clock is put forward. */
  advance(ms: number): void;
  /** A client that knows and remembers nothing, before the same server. */
  newcomer(): DcsServerBot;
}

export const PERSON: Call = { class: 'person' };
export const START = Date.parse('2026-11-22T08:00:00Z');

/** Runs a client against a real HTTP server that answers as told. */
export async function withServer(
  answer: (asked: Asked) => Reply | Silence | Promise<Reply | Silence>,
  run: (stage: Stage) => Promise<void>,
  options: Partial<TransportOptions> = {},
): Promise<void> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const url = new URL(request.url ?? '/', 'http://server.invalid');
      const sent = Buffer.concat(chunks);
      const form = new URLSearchParams(sent.toString('utf8'));
      const one: Asked = {
        method: request.method ?? '',
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        form: Object.fromEntries(form),
        headers: request.headers,
        body: sent,
      };
      asked.push(one);
      const said = await answer(one);
      if (said === 'hang') return;
      if (said === 'reset') return void request.socket.resetAndDestroy();
      const { status, headers = {}, body } = said;
      response.writeHead(status, { ...headers }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const transport = createTransport({
    api: 'DCSServerBot',
    baseUrl: new URL(`http://127.0.0.1:${port}`),
    ...options,
  });
  let clock = START;
  const now = (): number => clock;
  const log = pino({ level: 'silent' });
  const client = () => ({ transport, cache: new ResponseCache({ now, maxEntries: 100 }), now, log });
  const newcomer = (): DcsServerBot => createDcsServerBot(client());
  const shared = { ...client(), memory: new VersionMemory({ now, log }) };
  try {
    await run({
      bot: createDcsServerBot(shared),
      rest: createRestApi(shared),
      asked,
      advance(ms) {
        clock += ms;
      },
      newcomer,
    });
  } finally {
    await transport.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
