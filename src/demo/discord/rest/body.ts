import type { IncomingMessage } from 'node:http';
import { invalidJson, tooLarge } from './discord-error.ts';

/** A file of a multipart request; `key` is the n of `files[n]`, by which `attachments` speaks of it. */
export interface UploadedFile {
  readonly key: string;
  readonly name: string;
  readonly contentType: string;
  readonly data: Buffer;
}

export interface Body {
  /** Undefined when the request has none. */
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
}

const MAX_BYTES = 30 * 1024 * 1024;

/** Reads a JSON body, or a multipart one with `payload_json` and files. @throws DiscordError */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > MAX_BYTES) throw tooLarge();
    chunks.push(bytes);
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.length === 0) return { json: undefined, files: [] };
  const contentType = request.headers['content-type'] ?? '';
  if (contentType.startsWith('multipart/form-data')) return readMultipart(bytes, contentType);
  return { json: parseJson(bytes.toString('utf8')), files: [] };
}

async function readMultipart(bytes: Buffer, contentType: string): Promise<Body> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => {
      throw invalidJson();
    });
  const files: UploadedFile[] = [];
  let json: unknown = {};
  for (const [field, value] of form) {
    if (typeof value === 'string') {
      if (field === 'payload_json') json = parseJson(value);
      continue;
    }
    files.push({
      key: /^files\[(\d+)\]$/.exec(field)?.[1] ?? field,
      name: value.name,
      contentType: value.type === '' ? 'application/octet-stream' : value.type,
      data: Buffer.from(await value.arrayBuffer()),
    });
  }
  return { json, files };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidJson();
  }
}
