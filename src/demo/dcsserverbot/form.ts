export interface UploadedFile {
  readonly filename: string;
  readonly bytes: number;
}

export interface Form {
  readonly fields: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, UploadedFile>;
}

const EMPTY: Form = { fields: new Map(), files: new Map() };

/**
 * A request body as FastAPI's `Form` and `File` read it: urlencoded or multipart. Any other content type has no
 * fields, so a JSON body counts as an empty form. Undefined for a multipart body without its boundary.
 */
export function parseForm(contentType: string, body: Buffer): Form | undefined {
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') {
    return { ...EMPTY, fields: new Map(new URLSearchParams(body.toString('utf8'))) };
  }
  return type === 'multipart/form-data' ? parseMultipart(contentType, body) : EMPTY;
}

/** To the current version an empty field is a missing one; to the documented version it is an empty text. */
export const withoutEmpty = (fields: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...fields].filter(([, value]) => value !== ''));

const utf8 = (bytes: string): string => Buffer.from(bytes, 'latin1').toString('utf8');

/** Byte for byte: a file is no text, so the body is taken apart as latin1, in which each byte is a character. */
function parseMultipart(contentType: string, body: Buffer): Form | undefined {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return undefined;
  const fields = new Map<string, string>();
  const files = new Map<string, UploadedFile>();
  for (const part of body.toString('latin1').split(`--${boundary}`)) {
    const split = part.indexOf('\r\n\r\n');
    const head = part.slice(0, split);
    const name = /[; ]name="([^"]*)"/i.exec(head)?.[1];
    if (split === -1 || name === undefined) continue;
    const content = part.slice(split + 4).replace(/\r\n$/, '');
    const filename = /[; ]filename="([^"]*)"/i.exec(head)?.[1];
    if (filename === undefined) fields.set(utf8(name), utf8(content));
    else files.set(utf8(name), { filename: utf8(filename), bytes: content.length });
  }
  return { fields, files };
}
