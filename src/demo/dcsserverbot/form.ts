/**
 * The fields of a request body as FastAPI's `Form` reads them: urlencoded or multipart. Any other content type has
 * no fields, so a JSON body counts as an empty form.
 */
export function parseForm(contentType: string, body: string): ReadonlyMap<string, string> {
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') return new Map(new URLSearchParams(body));
  if (type === 'multipart/form-data') return parseMultipart(contentType, body);
  return new Map();
}

function parseMultipart(contentType: string, body: string): ReadonlyMap<string, string> {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  const fields = new Map<string, string>();
  if (boundary === undefined) return fields;
  for (const part of body.split(`--${boundary}`)) {
    const split = part.indexOf('\r\n\r\n');
    const name = /name="([^"]*)"/i.exec(part.slice(0, split))?.[1];
    if (split !== -1 && name !== undefined) fields.set(name, part.slice(split + 4).replace(/\r\n$/, ''));
  }
  return fields;
}
