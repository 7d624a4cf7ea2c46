import type { ApiName } from './call.ts';

/** What is sent: text, or bytes as they are. */
export type HttpBody =
  | { readonly contentType: string; readonly text: string; readonly bytes?: never }
  | { readonly contentType: string; readonly bytes: Uint8Array; readonly text?: never };

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Path and query below the base URL, encoded: `/bans?page[size]=10` is `/bans?page%5Bsize%5D=10`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: HttpBody;
  readonly signal?: AbortSignal;
  /** The answer is no text: it comes as `bytes` too. */
  readonly bytes?: boolean;
  /**
   * Milliseconds that this request may take in all, for one whose answer waits for something slow; it may be silent
   * all that time. Default: the transport's own three limits.
   */
  readonly timeoutMs?: number;
  /**
   * The request changes nothing at the server, whatever its method, so it may use a connection that was kept alive.
   * Default: whether the method is GET.
   */
  readonly safe?: boolean;
}

/** Whatever the server answered, whole, with any status below 600. Redirects are not followed. */
export interface HttpResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body decompressed and otherwise as it came, if the request asked for `bytes`. */
  readonly bytes?: Uint8Array;
  /** The URL without query values, fit for logs and errors. */
  readonly url: string;
}

export interface TransportOptions {
  readonly api: ApiName;
  /** May have a path prefix, which every request path is put behind. */
  readonly baseUrl: URL;
  /** Sent with every request; where the secrets are. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds; defaults 5,000 to connect, 15,000 until the headers, 15,000 between parts of the body. */
  readonly connectTimeoutMs?: number;
  readonly headersTimeoutMs?: number;
  readonly bodyTimeoutMs?: number;
  /** Milliseconds from the call to the last byte of the answer; default 60,000. */
  readonly totalTimeoutMs?: number;
  /** Connections at the same time for reads, and again for writes; default 32. Further requests wait. */
  readonly maxConnections?: number;
  /** Default 8 MiB. */
  readonly maxBodyBytes?: number;
  /**
   * Asked right before each request that is not `safe`; if it says no, or fails, nothing is sent. For a process that
   * was halted while its right to write went to another one. Default: it always may.
   */
  readonly mayWrite?: () => Promise<boolean>;
}

/** Sends requests to one API. */
export interface Transport {
  /** @throws ApiError of kind refused, lost, timeout, too-large or aborted; any HTTP status is an answer. */
  send(request: HttpRequest): Promise<HttpResponse>;
  close(): Promise<void>;
}
