import type { Logger } from 'pino';
import { looksLikeHtml } from '../http/api-message.ts';
import { pathBelow } from '../http/base-url.ts';
import type { Call } from '../http/call.ts';
import { ApiError, type ApiErrorDetails, RateLimitedError, UnauthorizedError } from '../http/errors.ts';
import type { ResponseCache } from '../http/response-cache.ts';
import { retryRead } from '../http/retry.ts';
import { errorForStatus, isSuccess } from '../http/status-errors.ts';
import type { HttpResponse, Transport } from '../http/transport.ts';
import type { Limiter, LimiterJob, Permit } from '../ratelimit/limiter.ts';
import { readAllowance } from './allowance.ts';
import { type Envelope, readEnvelope } from './envelope.ts';
import type { AnyOperation } from './operation.ts';
import { type ApiRequest, cacheKey } from './request.ts';
import { sendWrite } from './resend.ts';

const API = 'BattleMetrics';

export interface ClientOptions {
  /** Sends the token with every request. */
  readonly transport: Transport;
  readonly limiter: Limiter;
  readonly cache: ResponseCache;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
}

/** What came back: the document, and where its next page is. */
export interface Answered {
  readonly envelope: Envelope | undefined;
  /** Path of the next page below the API's base URL; undefined also when `envelope.next` leads to another host. */
  readonly next: string | undefined;
  readonly details: ApiErrorDetails;
}

/** The way of a call: cache, limiter, transport, parse. One for all operations. */
export class Client {
  readonly #options: ClientOptions;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** Epoch milliseconds. */
  now(): number {
    return this.#options.now();
  }

  async send(request: ApiRequest, call: Call): Promise<Answered> {
    return request.reads ? this.#read(request, call) : this.#write(request, call);
  }

  #read(request: ApiRequest, call: Call): Promise<Answered> {
    const { cache, now } = this.#options;
    const { ttlMs, staleForMs } = request.operation.cache ?? { ttlMs: 0, staleForMs: 0 };
    // What a moderator sees, and what is written next, must not rest on an old answer.
    const bypass = call.class === 'moderator' || call.class === 'write';
    return cache.read(cacheKey(request.http), { api: API, ttlMs, staleForMs, bypass }, call, (shared) =>
      retryRead(() => this.#attempt(request, shared), {
        signal: shared.signal,
        get deadline() {
          return shared.deadline;
        },
        now,
      }),
    );
  }

  async #write(request: ApiRequest, call: Call): Promise<Answered> {
    const { cache, now } = this.#options;
    try {
      return await sendWrite(() => this.#attempt(request, { ...call, class: 'write' }), {
        signal: call.signal,
        deadline: call.deadline,
        now,
        once: request.operation.once,
      });
    } finally {
      // Also after a failure: it may have been carried out.
      for (const start of request.touches) cache.invalidate(start);
    }
  }

  #attempt(request: ApiRequest, call: Call): Promise<Answered> {
    const job: LimiterJob = {
      class: call.class,
      budgets: request.budgets,
      onWait: (ms) => call.onWait?.(API, ms),
      ...(call.signal && { signal: call.signal }),
      ...(call.deadline !== undefined && { deadline: call.deadline }),
      ...(call.onRaise && { onRaise: call.onRaise }),
    };
    return this.#options.limiter.run((permit) => this.#exchange(request, call, permit), job);
  }

  async #exchange(request: ApiRequest, call: Call, permit: Permit): Promise<Answered> {
    const { now, log } = this.#options;
    const { operation, http } = request;
    const start = now();
    const response = await this.#transmit(request, call, permit);
    log.debug(
      { method: http.method, path: operation.path, status: response.status, ms: now() - start },
      'BattleMetrics answered',
    );
    const { status, url } = response;
    const details: ApiErrorDetails = { api: API, method: http.method, url, status };
    // Where an endpoint has a limit of its own, nothing says which one the headers speak of: five calls a second taken
    // for five a minute would hold up everybody.
    const allowance = request.budgets.length === 0 ? readAllowance(response.headers) : {};
    if (!isSuccess(status)) {
      const error = errorForStatus(response, { api: API, method: http.method, now: now() });
      if (error instanceof RateLimitedError) permit.refused(error.retryAfterMs);
      else permit.answered(allowance);
      throw withScope(error, operation, response.body);
    }
    permit.answered(allowance);
    const envelope = readEnvelope(operation, request.fields, response, details);
    const link = envelope?.next;
    const next = link === undefined ? undefined : nextPath(baseOf(response, http.path), link);
    return { envelope, next, details };
  }

  async #transmit(request: ApiRequest, call: Call, permit: Permit): Promise<HttpResponse> {
    const { http, reads } = request;
    // A write on the wire is never given up: its answer tells whether it was carried out.
    const signal = reads ? call.signal : undefined;
    try {
      return await this.#options.transport.send(signal === undefined ? http : { ...http, signal });
    } catch (error) {
      // The permit is told nothing of other failures: the request may have arrived, or may arrive yet.
      if (error instanceof ApiError && error.executed === 'no') permit.unsent();
      throw error;
    }
  }
}

/** Where the API itself is. A proxy in front of it passes on the links of its answers as they are. */
const OFFICIAL = new URL('https://api.battlemetrics.com');

/** The path of a next page, always asked for below our own base URL: nobody else ever gets the token. */
function nextPath(base: URL, link: string): string | undefined {
  return pathBelow(base, link) ?? pathBelow(OFFICIAL, link);
}

/** The base URL of the API, from the URL that a request went to. */
function baseOf({ url }: HttpResponse, path: string): URL {
  const pathname = path.split('?', 1)[0] ?? path;
  return new URL(url.endsWith(pathname) ? `${url.slice(0, -pathname.length)}/` : '/', url);
}

/** A 403 says nothing of scopes, so the error names the one that the operation needs; not if a proxy refused. */
function withScope(error: ApiError, { scope: named, likelyScope }: AnyOperation, body: string): ApiError {
  const scope = named ?? likelyScope;
  if (!(error instanceof UnauthorizedError) || error.status !== 403) return error;
  if (scope === undefined || looksLikeHtml(body)) return error;
  const { api, method, url, status, apiMessage } = error;
  return new UnauthorizedError(
    `access denied (403): the token needs the scope ${scope}, and its owner the permission in the organization`,
    { api, method, url, status, ...(apiMessage !== undefined && { apiMessage }) },
  );
}
