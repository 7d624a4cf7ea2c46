import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenOnLoopback } from '../loopback.ts';
import { pushNewest } from '../newest.ts';
import { Api, type SimToken } from './api.ts';
import { SimError } from './api-error.ts';
import { type Fault, Faults, PROXY_PAGE } from './faults.ts';
import { Life } from './life.ts';
import { type SimLimits, tooMany } from './rate-limits.ts';
import { errorAnswer, type RawAnswer } from './raw-answer.ts';
import { RealtimeSimulator } from './realtime.ts';
import { seedWorld } from './seed.ts';
import type { World } from './world.ts';

export interface BattleMetricsSimulatorOptions {
  /** Default: `simulator-token` and `SIMULATOR_JWT`, which may do everything. */
  readonly tokens?: readonly SimToken[];
  readonly organizationId?: string;
  /** Default: the small one of `seedWorld`. Its organization then counts, not `organizationId`. */
  readonly world?: World;
  /** Of each token. */
  readonly limits?: SimLimits;
  /** Milliseconds until the search knows of a write; default 2,000. */
  readonly searchLagMs?: number;
  /** Epoch milliseconds; default Date.now. */
  readonly now?: () => number;
  /** Default: any free one. */
  readonly port?: number;
}

/** A call that the simulator received, whatever became of it. */
export interface RecordedRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Path and query as they came. */
  readonly target: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<IncomingMessage['headers']>;
  /** As JSON; undefined when there was none. */
  readonly body: unknown;
  /** Epoch milliseconds by the simulator's clock. */
  readonly time: number;
  /** What was answered; undefined while it is not, or the connection was cut. */
  status: number | undefined;
}

export interface BattleMetricsSimulator {
  readonly url: string;
  readonly world: World;
  /** What was received so far, in order; of very much the newest. */
  readonly requests: readonly RecordedRequest[];
  readonly faults: Faults;
  /** Makes things happen in the community that nobody does by the API. */
  readonly life: Life;
  /** `wss://ws.battlemetrics.com`, which here is at the same address, as `ws:`. Open connections end with `goDown`. */
  readonly realtime: RealtimeSimulator;
  /** Refuses connections until `comeBack`. */
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
}

/** Of the requests before them nothing is known any more. */
const KEPT_REQUESTS = 5_000;

/** A token of the form that BattleMetrics has them in: it says that it is of the user 900001. */
export const SIMULATOR_JWT =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJzaW11bGF0b3IiLCJzdWIiOiJ1cm46dXNlcjo5MDAwMDEifQ.c2ltdWxhdG9y';
const DEFAULT_TOKENS: readonly SimToken[] = ['simulator-token', SIMULATOR_JWT].map((token) => ({
  token,
  scopes: ['ban', 'ban-list', 'flag', 'note', 'rcon', 'reserved-slot'],
}));

/** Starts the BattleMetrics API of one community on this machine. */
export async function startBattleMetricsSimulator(
  options: BattleMetricsSimulatorOptions = {},
): Promise<BattleMetricsSimulator> {
  const { now = Date.now, searchLagMs = 2_000, organizationId = '25069' } = options;
  const tokens = options.tokens ?? DEFAULT_TOKENS;
  const world = options.world ?? seedWorld(organizationId, now());
  const faults = new Faults();
  const requests: RecordedRequest[] = [];
  const api = new Api({
    world,
    tokens,
    limits: options.limits ?? {},
    searchLagMs,
    hasSubscription: () => faults.subscription,
  });

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    const target = request.url ?? '/';
    const url = new URL(target, `http://${request.headers.host ?? 'localhost'}`);
    const record: RecordedRequest = {
      method: request.method ?? 'GET',
      path: url.pathname,
      target,
      query: url.searchParams,
      headers: request.headers,
      body: parse(body),
      time: now(),
      status: undefined,
    };
    pushNewest(requests, record, KEPT_REQUESTS);
    const call = { method: record.method, url, authorization: request.headers.authorization, body };
    const fault = faults.take(record.method, record.path);
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    if (fault?.kind === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    const answer = spoilBefore(fault, now()) ?? api.answer(call, now());
    if (fault?.kind === 'execute-then-reset') request.socket.resetAndDestroy();
    if (fault?.kind === 'execute-then-reset' || fault?.kind === 'execute-then-hang') return;
    const { status, headers, text } = spoilAfter(fault, answer);
    record.status = status;
    response.writeHead(status, headers).end(text);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // Only a fault of the simulator itself comes here; a test should see which.
      response.writeHead(500, { 'content-type': 'text/plain' }).end(`simulator failed: ${String(error)}`);
    });
  });
  const realtime = new RealtimeSimulator(world, tokens);
  realtime.attach(server);
  const loopback = await listenOnLoopback(server, options.port ?? 0);
  const goDown = (): Promise<void> => {
    realtime.drop();
    return loopback.stop();
  };
  return {
    url: loopback.url,
    world,
    requests,
    faults,
    life: new Life(world, now, (move) => realtime.moved(move)),
    realtime,
    goDown,
    comeBack: loopback.resume,
    close: goDown,
  };
}

function spoilBefore(fault: Fault | undefined, now: number): RawAnswer | undefined {
  switch (fault?.kind) {
    case 'status':
      return errorAnswer(new SimError(fault.status, 'Error', fault.detail ?? 'An error on purpose.'));
    case 'rate-limited':
      return errorAnswer(tooMany(fault.retryAfterSeconds * 1_000, now));
    case 'html':
      return page(fault.status ?? 200);
    default:
      return undefined;
  }
}

function spoilAfter(fault: Fault | undefined, answer: RawAnswer): RawAnswer {
  switch (fault?.kind) {
    case 'truncated':
      return { ...answer, text: answer.text.slice(0, Math.ceil(answer.text.length / 2)) };
    case 'execute-then-500':
      return errorAnswer(new SimError(500, 'Internal Server Error', 'An unknown error occurred.'));
    case 'execute-then-html':
      return page(200);
    default:
      return answer;
  }
}

function page(status: number): RawAnswer {
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8' }, text: PROXY_PAGE };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

/** For the record alone: the API itself refuses what is no JSON. */
function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
