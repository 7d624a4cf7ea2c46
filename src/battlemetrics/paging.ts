import type { Call } from '../http/call.ts';
import { SchemaMismatchError } from '../http/errors.ts';
import type { Answered, Client } from './client.ts';
import { type ApiRequest, requestPage } from './request.ts';

/**
 * Walks a list page by page and reads no further than its consumer does. Ends where the API links to no next page, or
 * where a page is empty, whatever that links to.
 * @throws SchemaMismatchError when a link leads to another host (the token goes there with it) or in a circle.
 */
export async function* walkPages(
  client: Client,
  first: ApiRequest,
  call: Call,
): AsyncGenerator<Answered, void> {
  const seen = new Set([first.http.path]);
  let request = first;
  for (;;) {
    const answered = await client.send(request, call);
    yield answered;
    const { envelope, next, details } = answered;
    const isEmpty = !Array.isArray(envelope?.data) || envelope.data.length === 0;
    if (isEmpty || envelope?.next === undefined) return;
    if (next === undefined) {
      throw new SchemaMismatchError('links.next: expected a link to this API, got one to elsewhere', details);
    }
    if (seen.has(next)) {
      throw new SchemaMismatchError('links.next: expected a further page, got one that was read', details);
    }
    seen.add(next);
    request = requestPage(request, next);
  }
}
