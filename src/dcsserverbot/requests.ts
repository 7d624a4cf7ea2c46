import { parse as parseLossless } from 'lossless-json';
import { readApiMessage } from '../http/api-message.ts';
import type { Call } from '../http/call.ts';
import { type ApiError, type ApiErrorDetails, CallAbortedError, NotFoundError } from '../http/errors.ts';
import { parseJson } from '../http/json.ts';
import type { ResponseCache } from '../http/response-cache.ts';
import { retryRead } from '../http/retry.ts';
import { errorForStatus, isSuccess } from '../http/status-errors.ts';
import type { HttpResponse, Transport } from '../http/transport.ts';
import { encodeRequest, methodOf, pathOf } from './encode.ts';

const API = 'DCSServerBot';

/** How long an answer may be shown while the server does not answer. */
const STALE_FOR_MS = 15 * 60_000;

/** The current version's words for a player, a campaign, a squadron, a server, … that it does not know. */
const NOBODY = /^(?:player|no credits|squadron|server|mission|airbase|group|unit|trap image) /i;

/** A request of the RestAPI. */
export interface DcsRequest {
  readonly path: string;
  /** Default: POST with form fields or a file, else GET. */
  readonly method?: 'GET' | 'POST';
  /** What a GET asks for; of POSTs, those alone that control a server of the current version. */
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as `application/x-www-form-urlencoded`, the only form that all endpoints take beside multipart. */
  readonly form?: Readonly<Record<string, string>>;
  /** Makes the form a multipart one. */
  readonly file?: { readonly field: string; readonly name: string; readonly bytes: Uint8Array };
  /** The answer is no JSON, but bytes. */
  readonly bytes?: boolean;
  /** Milliseconds that the answer may take, where the server waits for the game. Default: the transport's limits. */
  readonly waitMs?: number;
}

/** How a read is kept and repeated. */
export interface ReadOptions {
  readonly ttlMs: number;
  /** Not from the cache: an earlier answer proved to be old. */
  readonly fresh?: boolean;
  /** How long an answer may be shown while the server does not answer, milliseconds; default 15 minutes. */
  readonly staleForMs?: number;
  /** How often to try at most; default 3. */
  readonly attempts?: number;
  /** Whose value is kept, where more than one reader makes something of the same answer. */
  readonly reader?: string;
}

/** The 404 of the router: this version has no such endpoint, or the address is wrong. */
export class NoEndpointError extends NotFoundError {}

/** An answer to a request: its JSON (or bytes), or the server's own words for "no such thing". */
export type DcsAnswer =
  | { readonly kind: 'body'; readonly body: unknown; readonly details: ApiErrorDetails }
  /** A 404 of an endpoint that exists: `Player X not found`. */
  | { readonly kind: 'absent'; readonly said: string; readonly error: ApiError }
  /** A 404 of the router: this version has no such endpoint, or the prefix is wrong. */
  | { readonly kind: 'no-endpoint'; readonly error: NoEndpointError };

export interface DcsRequestsOptions {
  readonly transport: Transport;
  readonly cache: ResponseCache;
  readonly now: () => number;
}

/** Sends requests to the RestAPI: reads through the cache and with retries, writes once. */
export class DcsRequests {
  readonly #transport: Transport;
  readonly #cache: ResponseCache;
  readonly #now: () => number;

  constructor({ transport, cache, now }: DcsRequestsOptions) {
    this.#transport = transport;
    this.#cache = cache;
    this.#now = now;
  }

  /**
   * A read, whatever its method. Moderators read anew, everybody else within `ttlMs`.
   * @param parse makes the domain's value of the answer; it runs once for all who share the read.
   */
  read<T>(
    request: DcsRequest,
    { ttlMs, fresh = false, staleForMs = STALE_FOR_MS, attempts, reader }: ReadOptions,
    call: Call,
    parse: (answer: DcsAnswer) => T,
  ): Promise<T> {
    const bypass = fresh || call.class === 'moderator';
    const policy = { api: API, ttlMs, staleForMs, bypass } as const;
    const key = reader === undefined ? keyOf(request) : `${keyOf(request)} for ${reader}`;
    return this.#cache.read(key, policy, call, async (shared) =>
      retryRead(async () => parse(await this.#ask(request, shared)), {
        signal: shared.signal,
        get deadline() {
          return shared.deadline;
        },
        now: this.#now,
        ...(attempts !== undefined && { attempts }),
        // No limiter stands before this API.
        rateLimit: 'here',
      }),
    );
  }

  /** Shares one piece of work among all who ask for it at once; nothing is kept. */
  share<T>(name: string, call: Call, work: (call: Call) => Promise<T>): Promise<T> {
    return this.#cache.read(`${API}:${name}`, { api: API, ttlMs: 0, staleForMs: 0 }, call, work);
  }

  /** The status that a GET of this path has, from the server itself and once. */
  async status(path: string, call: Call): Promise<number> {
    return (await this.#send({ path }, true, call.signal)).status;
  }

  /**
   * A write: sent once, never shared, and not taken back once it is on its way.
   * @returns the answer with any status.
   */
  async write(request: DcsRequest, call: Call): Promise<HttpResponse> {
    if (call.signal?.aborted === true) {
      throw new CallAbortedError({ api: API, method: methodOf(request), url: request.path }, 'no');
    }
    return await this.#send(request, false, undefined);
  }

  /** Forgets the answers of all endpoints whose path starts so, for something was written that they show. */
  forget(path: string): void {
    for (const method of ['GET', 'POST']) this.#cache.invalidate(`${API}:${method} ${path}`);
  }

  /** The answer to a request as JSON or bytes, with an error for any other status. */
  answer(request: DcsRequest, response: HttpResponse): DcsAnswer {
    const { status, url } = response;
    const details: ApiErrorDetails = { api: API, method: methodOf(request), url, status };
    if (isSuccess(status)) {
      const body = request.bytes ? response.bytes : parseJson(response, details, { parse: parseDcsJson });
      return { kind: 'body', body, details };
    }
    if (status !== 404 && (status < 300 || status >= 400)) {
      throw errorForStatus(response, { api: API, method: details.method, now: this.#now() });
    }
    const said = readApiMessage(response.body);
    const details404 = said.text === undefined ? details : { ...details, apiMessage: said.text };
    if (status === 404 && said.text !== undefined && NOBODY.test(said.text)) {
      return { kind: 'absent', said: said.text, error: new NotFoundError('not found (404)', details404) };
    }
    return { kind: 'no-endpoint', error: wrongAddress(details404, response.headers['location']) };
  }

  async #ask(request: DcsRequest, call: Call): Promise<DcsAnswer> {
    return this.answer(request, await this.#send(request, true, call.signal));
  }

  async #send(asked: DcsRequest, safe: boolean, signal: AbortSignal | undefined): Promise<HttpResponse> {
    const request = await encodeRequest(asked);
    return await this.#transport.send({ ...request, safe, ...(signal && { signal }) });
  }
}

const keyOf = (request: DcsRequest): string =>
  `${API}:${methodOf(request)} ${pathOf(request)} ${new URLSearchParams(request.form).toString()}`;

/** JSON with integers beyond 2^53 as bigint: Discord ids have 18 to 19 digits, which JSON.parse corrupts. */
export function parseDcsJson(text: string): unknown {
  // Some ten times as fast, for everybody's list of a large community without such ids.
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  return parseLossless(text, null, (digits) => {
    const number = Number(digits);
    return /^-?\d+$/.test(digits) && !Number.isSafeInteger(number) ? BigInt(digits) : number;
  });
}

/** An operator's most likely mistake, told so that the log alone suffices to mend it. */
function wrongAddress(details: ApiErrorDetails, location: string | undefined): NoEndpointError {
  const target = location !== undefined && URL.canParse(location) ? new URL(location) : undefined;
  const what =
    location === undefined
      ? 'no such endpoint (404)'
      : `redirected${target === undefined ? '' : ` to ${target.origin}${target.pathname}`} (${details.status})`;
  return new NoEndpointError(
    `${what}; is DCSSERVERBOT_URL right, with the prefix of the RestAPI (often /stats) and without a slash at its end?`,
    details,
  );
}
