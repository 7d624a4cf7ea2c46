/**
 * The path of a request below an API's base URL, whose own path is a prefix: `/servers` below `http://host/stats`
 * or `http://host/stats/` is `/stats/servers`.
 * @throws TypeError for a path that could leave the prefix or is not encoded: a mistake of the caller.
 */
export function joinPath(base: URL, path: string): string {
  if (!path.startsWith('/') || /[^\x21-\x7e]|[\\#]/.test(path)) {
    throw new TypeError('a request path starts with a slash and is percent-encoded');
  }
  // Servers and proxies resolve `..`, so an id that came from outside could name another endpoint.
  if (/\/(?:\.|%2e){1,2}(?:[/?]|$)/i.test(path)) throw new TypeError('a request path has no dot segments');
  return prefixOf(base) + path;
}

/** The URL of a request for errors and logs: without user info, query and fragment. */
export function publicUrl(base: URL, path: string): string {
  const end = path.search(/[?#]/);
  return base.origin + prefixOf(base) + (end === -1 ? path : path.slice(0, end));
}

/**
 * The request path (with query) of an absolute URL that an API gave for its next page. Undefined when it lies
 * outside the base URL: requests carry the token, so it must go nowhere else.
 */
export function pathBelow(base: URL, link: string): string | undefined {
  if (!URL.canParse(link, base.href)) return undefined;
  const url = new URL(link, base.href);
  const prefix = prefixOf(base);
  if (url.origin !== base.origin || !url.pathname.startsWith(`${prefix}/`)) return undefined;
  // The one sign that URL leaves as it is in a query and a request path may not hold.
  return url.pathname.slice(prefix.length) + url.search.replaceAll('\\', '%5C');
}

/** `Authorization: Basic` for a base URL with user info, as a proxy in front of an API may ask for it. */
export function basicAuthorization(base: URL): string | undefined {
  if (base.username === '' && base.password === '') return undefined;
  const pair = `${decode(base.username)}:${decode(base.password)}`;
  return `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
}

function prefixOf(base: URL): string {
  return base.pathname.replace(/\/+$/, '');
}

/** Percent sequences that are none stay as they are: URL lets a lone `%` in a password stand, and it means itself. */
function decode(part: string): string {
  return part.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}
