import type { HttpBody, HttpRequest } from '../http/transport.ts';
import type { DcsRequest } from './requests.ts';

/** What a request is on the wire. */
export async function encodeRequest(request: DcsRequest): Promise<Omit<HttpRequest, 'safe' | 'signal'>> {
  const body = await encodeBody(request);
  return {
    method: methodOf(request),
    path: pathOf(request),
    ...(body && { body }),
    ...(request.bytes && { bytes: true, headers: { accept: '*/*' } }),
    ...(request.waitMs !== undefined && { timeoutMs: request.waitMs }),
  };
}

export const methodOf = ({ method, form, file }: DcsRequest): 'GET' | 'POST' =>
  method ?? (form === undefined && file === undefined ? 'GET' : 'POST');

export const pathOf = ({ path, query }: DcsRequest): string =>
  query === undefined ? path : `${path}?${new URLSearchParams(query).toString()}`;

/** Form fields, the only body that all endpoints take; a file with its fields is multipart, as the platform writes it. */
async function encodeBody({ form, file }: DcsRequest): Promise<HttpBody | undefined> {
  if (file !== undefined) {
    const parts = new FormData();
    for (const [name, value] of Object.entries(form ?? {})) parts.append(name, value);
    // A copy of its own: a Blob takes no memory that others may share.
    parts.append(file.field, new Blob([new Uint8Array(file.bytes)]), file.name);
    const encoded = new Response(parts);
    const contentType = encoded.headers.get('content-type') ?? 'multipart/form-data';
    return { contentType, bytes: new Uint8Array(await encoded.arrayBuffer()) };
  }
  if (form === undefined) return undefined;
  return {
    contentType: 'application/x-www-form-urlencoded',
    text: new URLSearchParams(form).toString(),
  };
}
