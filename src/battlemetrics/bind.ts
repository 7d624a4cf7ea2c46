import type { Call } from '../http/call.ts';
import { checkArguments } from './arguments/check.ts';
import type { Answered, Client } from './client.ts';
import { indexIncluded } from './included.ts';
import type { AnyOperation } from './operation.ts';
import { walkPages } from './paging.ts';
import { type AnyArgs, type ApiRequest, buildRequest } from './request.ts';

/** A document or page with its types erased. */
interface AnyDocument {
  readonly data: unknown;
  readonly included: unknown;
  readonly meta: unknown;
  readonly next?: string;
}

/**
 * Makes a function of an operation; of a page's operation with `pages` and `all`.
 * @param name as it is called: `servers.list`
 */
export function bindOperation(operation: AnyOperation, name: string, client: Client) {
  const prepare = (args: AnyArgs): ApiRequest => {
    checkArguments(operation, name, args, client.now());
    return buildRequest(operation, args);
  };
  const send = async (args: AnyArgs, call: Call): Promise<AnyDocument | undefined> =>
    toDocument(await client.send(prepare(args), call));
  if (operation.answer.kind === 'text') {
    return async (args: AnyArgs, call: Call): Promise<unknown> => (await send(args, call))?.data;
  }
  if (operation.answer.kind !== 'page') return send;

  async function* pages(args: AnyArgs, call: Call): AsyncGenerator<AnyDocument, void> {
    for await (const answered of walkPages(client, prepare(args), call)) {
      const page = toDocument(answered);
      if (page !== undefined) yield page;
    }
  }

  async function* all(
    args: AnyArgs,
    call: Call,
    { limit = Number.POSITIVE_INFINITY }: { readonly limit?: number } = {},
  ): AsyncGenerator<unknown, void> {
    let left = limit;
    if (left <= 0) return;
    for await (const { data } of pages(args, call)) {
      for (const resource of Array.isArray(data) ? data : []) {
        yield resource;
        left -= 1;
        if (left <= 0) return;
      }
    }
  }

  return Object.assign(send, { pages, all });
}

function toDocument({ envelope }: Answered): AnyDocument | undefined {
  if (envelope === undefined) return undefined;
  const { data, included, meta, next } = envelope;
  return { data, included: indexIncluded(included), meta, ...(next !== undefined && { next }) };
}
