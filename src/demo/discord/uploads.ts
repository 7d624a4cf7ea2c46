import { randomBytes } from 'node:crypto';
import type { World } from './world.ts';

/** A file that a person gives to a command. */
export type TypedFile =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly data: Buffer };

/** A file that a person gave to a command, as Discord keeps it for some hours. */
export interface Upload {
  readonly id: string;
  readonly filename: string;
  /** Undefined where the name does not tell it. */
  readonly contentType: string | undefined;
  readonly data: Buffer;
  /** Makes the address one that nobody can guess. */
  readonly signature: string;
}

/** Of texts, by the extension; Discord tells the type of a file from its name. */
const TYPES: Readonly<Record<string, string>> = {
  txt: 'text/plain; charset=utf-8',
  cfg: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  png: 'image/png',
};

const SHOWN_FOR_SECONDS = 24 * 60 * 60;

/** Takes a file that somebody uploads; returns the id by which an option names it. */
export function takeUpload(world: World, file: TypedFile): string {
  const id = world.snowflake();
  world.uploads.set(id, {
    id,
    filename: file.name.replaceAll(/[^\w.-]/g, '_'),
    contentType: TYPES[/\.(\w+)$/.exec(file.name)?.[1]?.toLowerCase() ?? ''],
    data: 'data' in file ? file.data : Buffer.from(file.text),
    signature: randomBytes(32).toString('hex'),
  });
  return id;
}

/** https://discord.com/developers/docs/resources/message#attachment-object */
export function showUpload(world: World, { id, filename, contentType, data, signature }: Upload): object {
  const issuedAt = Math.floor(world.now() / 1000);
  const query = new URLSearchParams({
    ex: (issuedAt + SHOWN_FOR_SECONDS).toString(16),
    is: issuedAt.toString(16),
    hm: signature,
  });
  const url = `${world.origin}/ephemeral-attachments/${world.applicationId}/${id}/${filename}?${query}`;
  return {
    id,
    filename,
    size: data.length,
    url,
    proxy_url: url,
    ephemeral: true,
    ...(contentType === undefined ? {} : { content_type: contentType }),
  };
}

/** The file at an address as `showUpload` writes it; undefined when it is gone, or the address is not signed. */
export function uploadAt(world: World, url: URL): Upload | undefined {
  const id = /^\/ephemeral-attachments\/\d+\/(\d+)\//.exec(url.pathname)?.[1] ?? '';
  const upload = world.uploads.get(id);
  return upload?.signature === url.searchParams.get('hm') ? upload : undefined;
}
