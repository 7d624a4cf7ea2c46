import { setMaxListeners } from 'node:events';
import type { Dispatcher } from 'undici';
import {
  type ApiError,
  type ApiErrorDetails,
  ApiTimeoutError,
  BodyTooLargeError,
  CallAbortedError,
  ConnectionRefusedError,
} from './errors.ts';
import { explainFailure } from './failure.ts';

/** An answer as it came over the wire. */
export interface RawResponse {
  readonly status: number;
  /** By lower-case name; repeated ones joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface ExchangeOptions {
  /** Whichever is aborted first ends the exchange. */
  readonly signals: readonly (AbortSignal | undefined)[];
  readonly maxBodyBytes: number;
  /** Milliseconds from now to the last byte of the answer. */
  readonly totalTimeoutMs: number;
  readonly details: ApiErrorDetails;
}

/**
 * Sends one request, once, and collects the answer. It stands on undici's dispatch instead of its `request`, for only
 * there one hears when the request is put on a connection: what fails before that was surely not carried out.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  { signals, maxBodyBytes, totalTimeoutMs, details }: ExchangeOptions,
): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let settled = false;
    let status = 0;
    let headers: Readonly<Record<string, string>> = {};
    const chunks: Buffer[] = [];
    let size = 0;

    const onAbort = (): void =>
      fail(new CallAbortedError(details, controller === undefined ? 'no' : 'maybe'));
    const onTotalTimeout = (): void => {
      const seconds = `${totalTimeoutMs / 1000} s`;
      fail(
        controller === undefined
          ? new ConnectionRefusedError(`could not be sent within ${seconds}`, details)
          : new ApiTimeoutError(`not answered in full within ${seconds}`, details),
      );
    };
    const settle = (): void => {
      settled = true;
      clearTimeout(timer);
      for (const signal of signals) signal?.removeEventListener('abort', onAbort);
    };
    const fail = (error: ApiError | TypeError): void => {
      if (settled) return;
      settle();
      reject(error);
      controller?.abort(error);
    };
    const tooLarge = (): void =>
      fail(new BodyTooLargeError(`the answer exceeds ${maxBodyBytes} bytes`, { ...details, status }));

    const timer = setTimeout(onTotalTimeout, totalTimeoutMs);
    if (signals.some((signal) => signal?.aborted === true)) {
      onAbort();
      return;
    }
    for (const signal of signals) {
      if (signal === undefined) continue;
      // One signal may stand for many requests at once, which is no leak: each takes its listener away again.
      setMaxListeners(0, signal);
      signal.addEventListener('abort', onAbort, { once: true });
    }

    dispatcher.dispatch(request, {
      onRequestStart(started) {
        // Given up while it waited for a connection; or undici puts it on a second one, which would send it twice.
        if (settled || controller !== undefined) {
          started.abort(new Error('not to be sent'));
          return;
        }
        controller = started;
      },
      onResponseStart(_controller, responseStatus, responseHeaders) {
        if (responseStatus < 200) return;
        status = responseStatus;
        headers = flatten(responseHeaders);
        if (Number(headers['content-length'] ?? 0) > maxBodyBytes) tooLarge();
      },
      onResponseData(_controller, chunk) {
        if (settled) return;
        size += chunk.length;
        if (size > maxBodyBytes) tooLarge();
        else chunks.push(chunk);
      },
      onResponseEnd() {
        if (settled) return;
        settle();
        resolve({ status, headers, body: Buffer.concat(chunks) });
      },
      onResponseError(_controller, error) {
        fail(
          'code' in error && error.code === 'UND_ERR_INVALID_ARG'
            ? new TypeError(`not a valid request: ${error.message}`)
            : explainFailure(error, controller !== undefined, details),
        );
      },
    });
  });
}

/** Without a prototype, for a server may send a header of any name. */
function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
