import type { ApiError, ApiErrorDetails } from './errors.ts';
import {
  ApiTimeoutError,
  BodyTooLargeError,
  CallAbortedError,
  ConnectionLostError,
  ConnectionRefusedError,
} from './errors.ts';

/**
 * What the connector of the transport fails with, so that a reset during the TLS handshake (nothing was sent) is
 * never mistaken for a reset of a connection that carried a request.
 */
export class ConnectFailure extends Error {
  constructor(cause: unknown) {
    super('no connection', { cause });
    this.name = 'ConnectFailure';
  }
}

/**
 * Names the failure of a request that got no whole answer.
 * @param sent whether any byte of the request may have left: only then may the server have carried it out.
 */
export function explainFailure(error: unknown, sent: boolean, details: ApiErrorDetails): ApiError {
  if (error instanceof ConnectFailure) {
    const cause = error.cause;
    return new ConnectionRefusedError(explainConnect(codesOf(cause)), { ...details, cause: reduced(cause) });
  }
  const codes = codesOf(error);
  const code = codes[0];
  const known = { ...details, cause: reduced(error) };
  if (code === 'UND_ERR_DESTROYED' || code === 'UND_ERR_CLOSED' || code === 'UND_ERR_ABORTED') {
    return new CallAbortedError(known, sent ? 'maybe' : 'no');
  }
  if (!sent) {
    return new ConnectionRefusedError(
      `the connection broke before the request was sent (${codes.join(', ')})`,
      known,
    );
  }
  switch (code) {
    case 'UND_ERR_HEADERS_TIMEOUT':
      return new ApiTimeoutError('no answer within the time allowed', known);
    case 'UND_ERR_BODY_TIMEOUT':
      return new ApiTimeoutError('the answer stopped half-way, and nothing more came', known);
    case 'UND_ERR_HEADERS_OVERFLOW':
      return new BodyTooLargeError('the headers of the answer exceed the size allowed', known);
    case 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH':
      return new ConnectionLostError('the answer was cut off', known);
    case 'UND_ERR_SOCKET':
      return new ConnectionLostError('the server closed the connection before the answer was whole', known);
    default:
      // undici gives its parser's errors no code.
      return error instanceof Error && error.name === 'HTTPParserError'
        ? new ConnectionLostError('the answer is cut off or not HTTP', known)
        : new ConnectionLostError(`the connection broke (${codes.join(', ')})`, known);
  }
}

const NOT_RESOLVED = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL'];
const UNREACHABLE = ['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EHOSTDOWN', 'ENETDOWN'];

function explainConnect(codes: readonly string[]): string {
  const named = codes.join(', ');
  const has = (list: readonly string[]): boolean => codes.some((code) => list.includes(code));
  if (has(NOT_RESOLVED)) return `the host name cannot be resolved (${named})`;
  if (has(['ECONNREFUSED'])) return `the connection was refused (${named})`;
  if (has(UNREACHABLE)) return `the host cannot be reached (${named})`;
  if (has(['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'])) {
    return 'connecting took longer than allowed';
  }
  if (
    codes.some((code) => /^(?:ERR_(?:TLS|SSL)|CERT_|EPROTO|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED)/.test(code))
  ) {
    return `no secure connection (${named})`;
  }
  return `no connection (${named})`;
}

/** The codes in an error, with those in an AggregateError, which Node throws when every address of a name failed. */
function codesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return ['unknown'];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
  const codes = [...new Set([...own, ...inner])];
  return codes.length > 0 ? codes : [error.name];
}

/** What may be logged of an error: undici's parser errors carry a piece of the answer, which may be private. */
function reduced(error: unknown): Error {
  const message = error instanceof Error ? error.message : 'unknown';
  const copy = new Error(message || codesOf(error).join(', '));
  if (error instanceof Error) copy.name = error.name;
  return copy;
}
