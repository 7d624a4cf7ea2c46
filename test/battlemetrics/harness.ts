import type { IncomingMessage, ServerResponse } from 'node:http';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { type BattleMetrics, createBattleMetrics } from '../../src/battlemetrics/battlemetrics.ts';
import {
  type BattleMetricsSimulator,
  type BattleMetricsSimulatorOptions,
  startBattleMetricsSimulator,
} from '../../src/demo/battlemetrics/simulator.ts';
import type { Call } from '../../src/http/call.ts';
import { ApiError } from '../../src/http/errors.ts';
import { ResponseCache } from '../../src/http/response-cache.ts';
import type { TransportOptions } from '../../src/http/transport.ts';
import type { Limiter, LimiterJob, Permit } from '../../src/ratelimit/limiter.ts';
import { serve, transportTo } from '../http/http-server.ts';

export const MODERATOR: Call = { class: 'moderator' };
export const PERSON: Call = { class: 'person' };

/** What a job told its permit, in order. */
export type Told =
  | readonly ['answered', { readonly limit?: number; readonly remaining?: number }]
  | readonly ['refused', number]
  | readonly ['unsent'];

/** A gate that is always open and notes who passes and what they say; a pause is noted, not kept. */
export class OpenGate implements Limiter {
  readonly jobs: LimiterJob[] = [];
  readonly told: Told[] = [];
  /** Milliseconds that the gate says it keeps everybody waiting. */
  announces: number | undefined;

  async run<T>(job: (permit: Permit) => Promise<T>, options: LimiterJob): Promise<T> {
    this.jobs.push(options);
    if (this.announces !== undefined) options.onWait?.(this.announces);
    return job({
      answered: (allowance) => this.told.push(['answered', allowance]),
      refused: (retryAfterMs) => this.told.push(['refused', retryAfterMs]),
      unsent: () => this.told.push(['unsent']),
    });
  }

  status() {
    return { queued: 0, running: 0, available: 1, leftInMinute: 300, limitPerMinute: 300 };
  }

  async close(): Promise<void> {}
}

export interface Setup {
  readonly bm: BattleMetrics;
  readonly gate: OpenGate;
}

/** A client of the API at that address, through a gate that is always open. */
export function clientTo(url: URL, options: Partial<TransportOptions> = {}, now = Date.now): Setup {
  const gate = new OpenGate();
  const bm = createBattleMetrics({
    transport: transportTo(url, { headers: { authorization: 'Bearer simulator-token' }, ...options }),
    limiter: gate,
    cache: new ResponseCache({ now, maxEntries: 100 }),
    now,
    log: pino({ level: 'silent' }),
  });
  return { bm, gate };
}

/** The simulated API and a client of it. */
export async function withSimulator(
  options: BattleMetricsSimulatorOptions = {},
  transport: Partial<TransportOptions> = {},
): Promise<Setup & { readonly simulator: BattleMetricsSimulator }> {
  const simulator = await startBattleMetricsSimulator(options);
  onTestFinished(() => simulator.close());
  return { simulator, ...clientTo(new URL(simulator.url), transport) };
}

/** An answer of a scripted server: JSON unless it is text. */
export interface Scripted {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * A server that answers each request by `script`, called with what was asked and how often before.
 * `targets` holds the path and query of all requests.
 */
export async function scripted(
  script: (target: string, n: number, origin: string) => Scripted | 'reset',
): Promise<Setup & { readonly targets: string[]; readonly origin: string }> {
  const targets: string[] = [];
  const url = await serve((request: IncomingMessage, response: ServerResponse) => {
    const target = request.url ?? '';
    const answer = script(target, targets.length, `http://${request.headers.host}`);
    targets.push(target);
    if (answer === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    const { status = 200, headers = {}, body } = answer;
    const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
  });
  return { ...clientTo(url), targets, origin: url.origin };
}

/** The error that a call ends with. */
export async function failureOf(call: Promise<unknown>): Promise<ApiError> {
  const outcome: unknown = await call.then(
    (value) => value,
    (error: unknown) => error,
  );
  if (outcome instanceof ApiError) return outcome;
  throw new Error(`expected an ApiError, got ${String(outcome)}`);
}
