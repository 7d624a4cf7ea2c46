import type { HttpRequest } from '../http/transport.ts';
import type { AnyFieldsets } from './envelope.ts';
import type { AnyOperation } from './operation.ts';
import { fillPath } from './path.ts';
import { encodeQuery } from './query.ts';

/** The arguments of a call with their types erased. */
export type AnyArgs = Readonly<Record<string, unknown>>;

/** One call of an operation, ready to be sent. */
export interface ApiRequest {
  readonly operation: AnyOperation;
  readonly fields: AnyFieldsets;
  readonly http: HttpRequest;
  /** It changes nothing at the server. */
  readonly reads: boolean;
  readonly budgets: readonly string[];
  /** Starts of the cache keys that the call makes wrong. */
  readonly touches: readonly string[];
}

/** Makes the request of arguments that were checked. */
export function buildRequest(operation: AnyOperation, args: AnyArgs): ApiRequest {
  const { method, params, answer } = operation;
  const { data, ...rest } = args;
  const fill = (template: string): string => fillPath(template, args);
  const query = encodeQuery(Object.fromEntries(Object.entries(rest).filter(([name]) => !(name in params))));
  const path = fill(operation.path);
  const reads = method === 'GET' || operation.reads === true;
  return {
    operation,
    fields: answer.kind === 'empty' ? {} : readFields(rest['fields']),
    reads,
    budgets: (operation.budgets ?? []).map(fill),
    touches: (operation.touches ?? []).map((start) => `${KEY}${fill(start)}`),
    http: {
      method,
      path: query === '' ? path : `${path}?${query}`,
      safe: reads,
      ...(operation.body === undefined
        ? {}
        : { body: { contentType: 'application/json', text: JSON.stringify({ data }) } }),
    },
  };
}

/** The same request for another page of its list. @param path what the page before links to */
export function requestPage(request: ApiRequest, path: string): ApiRequest {
  return { ...request, http: { ...request.http, path } };
}

const KEY = 'BattleMetrics ';

/**
 * The key of a read in the response cache, which starts with its path. A question mark follows the path also where
 * nothing is asked, so that `/servers?` is the start of every list of servers and of nothing else.
 */
export function cacheKey({ path, body }: Pick<HttpRequest, 'path' | 'body'>): string {
  const target = path.includes('?') ? path : `${path}?`;
  return `${KEY}${target}${body === undefined ? '' : ` ${body.text}`}`;
}

function readFields(fields: unknown): AnyFieldsets {
  if (typeof fields !== 'object' || fields === null) return {};
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string[]] => Array.isArray(entry[1])),
  );
}
