import { DefaultRestOptions, type RESTOptions } from 'discord.js';

/**
 * Sends a request as discord.js does, but with the bytes of a form where a form would be sent. discord.js brings an
 * undici of its own, and whichever undici is loaded first lends its connections to the other: the newer one, of which
 * the APIs are asked, does not know Node's `FormData` and could send no file to Discord.
 */
export const makeRequest: RESTOptions['makeRequest'] = async (url, init) => {
  const { body } = init;
  if (!(body instanceof FormData)) return DefaultRestOptions.makeRequest(url, init);
  const form = new Response(body);
  const headers = new Headers(Object.entries(init.headers ?? {}));
  headers.set('content-type', form.headers.get('content-type') ?? 'multipart/form-data');
  return DefaultRestOptions.makeRequest(url, {
    ...init,
    headers: Object.fromEntries(headers),
    body: new Uint8Array(await form.arrayBuffer()),
  });
};
