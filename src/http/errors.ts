import type { ApiName } from './call.ts';

/**
 * Whether the server may have carried out a call that failed. `no`: surely not, so even a write may be sent
 * again. `maybe`: it may have, so a write must be looked up before anything else.
 */
export type Executed = 'no' | 'maybe';

export interface ApiErrorDetails {
  readonly api: ApiName;
  readonly method: string;
  /** Without user info, query values and anything secret: `https://api.battlemetrics.com/bans`. */
  readonly url: string;
  readonly status?: number;
  /** What the API itself said, shortened to a line; never shown in public, for it may quote the request. */
  readonly apiMessage?: string;
  /** A web page came instead of an answer of the API: something in front of it spoke. */
  readonly byWebPage?: boolean;
  readonly cause?: unknown;
}

/** A call of one of the two APIs failed. Each subclass is one kind of failure with its own advice to people. */
export abstract class ApiError extends Error {
  abstract readonly kind: ApiErrorKind;
  abstract readonly executed: Executed;
  /** Whether the same read may succeed soon. Writes are never repeated on this alone. */
  readonly transient: boolean = false;
  readonly api: ApiName;
  readonly method: string;
  readonly url: string;
  readonly status: number | undefined;
  readonly apiMessage: string | undefined;
  readonly byWebPage: boolean;

  constructor(summary: string, details: ApiErrorDetails) {
    super(`${details.api}: ${details.method} ${details.url}: ${summary}`, { cause: details.cause });
    this.name = new.target.name;
    this.api = details.api;
    this.method = details.method;
    this.url = details.url;
    this.status = details.status;
    this.apiMessage = details.apiMessage;
    this.byWebPage = details.byWebPage ?? false;
  }
}

/** No connection came about: name not resolved, refused, unreachable, TLS failed, or connecting took too long. */
export class ConnectionRefusedError extends ApiError {
  readonly kind = 'refused';
  readonly executed = 'no';
  override readonly transient = true;
}

/** The connection broke before the whole answer was there. */
export class ConnectionLostError extends ApiError {
  readonly kind = 'lost';
  readonly executed = 'maybe';
  override readonly transient = true;
}

/** No answer within the time allowed, after the request was sent. */
export class ApiTimeoutError extends ApiError {
  readonly kind = 'timeout';
  readonly executed = 'maybe';
  override readonly transient = true;
}

/** 429. */
export class RateLimitedError extends ApiError {
  readonly kind = 'rate-limited';
  readonly executed = 'no';
  override readonly transient = true;
  /** Milliseconds to wait before the next call. */
  readonly retryAfterMs: number;

  constructor(details: ApiErrorDetails, retryAfterMs: number) {
    super(`rate limited for ${Math.ceil(retryAfterMs / 1000)} s`, details);
    this.retryAfterMs = retryAfterMs;
  }
}

/** 401: the token or key is missing, wrong or expired; 403 for a wrong key or a missing scope. */
export class UnauthorizedError extends ApiError {
  readonly kind = 'unauthorized';
  readonly executed = 'no';
}

/** BattleMetrics' 403 for tokens of accounts without a subscription. */
export class SubscriptionRequiredError extends ApiError {
  readonly kind = 'subscription-required';
  readonly executed = 'no';
}

/** 404. */
export class NotFoundError extends ApiError {
  readonly kind = 'not-found';
  readonly executed = 'no';
}

/** 409: what was asked for is already so. */
export class ConflictError extends ApiError {
  readonly kind = 'conflict';
  readonly executed = 'no';
}

/** 400, 422 and other 4xx: the server did not like the request. */
export class RejectedError extends ApiError {
  readonly kind = 'rejected';
  readonly executed = 'no';
}

/** The answer is JSON, but not as documented. Names the path in the body and the expected type, never the value. */
export class SchemaMismatchError extends ApiError {
  readonly kind = 'schema-mismatch';
  readonly executed = 'maybe';
}

/** 5xx. */
export class ServerError extends ApiError {
  readonly kind = 'server-error';
  readonly executed = 'maybe';
  override readonly transient = true;
}

/** The body is no JSON: an HTML page of a proxy, or truncated. */
export class NotJsonError extends ApiError {
  readonly kind = 'not-json';
  readonly executed = 'maybe';
  override readonly transient = true;
}

/** The body exceeds the size allowed. */
export class BodyTooLargeError extends ApiError {
  readonly kind = 'too-large';
  readonly executed = 'maybe';
}

/** The caller gave up before the answer was there. */
export class CallAbortedError extends ApiError {
  readonly kind = 'aborted';
  readonly executed: Executed;

  constructor(details: ApiErrorDetails, executed: Executed) {
    super('given up by the caller', details);
    this.executed = executed;
  }
}

export type ApiErrorKind =
  | 'refused'
  | 'lost'
  | 'timeout'
  | 'rate-limited'
  | 'unauthorized'
  | 'subscription-required'
  | 'not-found'
  | 'conflict'
  | 'rejected'
  | 'schema-mismatch'
  | 'server-error'
  | 'not-json'
  | 'too-large'
  | 'aborted';
