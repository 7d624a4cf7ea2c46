import type { Attachment, Attachments } from '../message/attachments.ts';
import { showBytes } from '../message/file-size.ts';
import { UserError } from '../message/user-error.ts';

/** Where Discord keeps files; https://discord.com/developers/docs/reference#image-formatting and #signed-attachment-cdn-urls */
const CDN = ['https://cdn.discordapp.com', 'https://media.discordapp.net'];
const GONE: readonly number[] = [403, 404, 410];

export interface AttachmentsOptions {
  /** Base of Discord's REST API. One that is not Discord's own, as a simulator's, keeps its files itself. */
  readonly apiUrl: string;
  /** Milliseconds from the request to the last byte; default 20,000. */
  readonly timeoutMs?: number;
}

/**
 * Reads files from Discord's servers and follows no redirect, so that whatever an interaction names, the bot asks
 * nobody else. Node's own fetch, for the clients in src/http read text of one API with its secrets in the headers.
 */
export function createAttachments({ apiUrl, timeoutMs = 20_000 }: AttachmentsOptions): Attachments {
  const origins = originsFor(new URL(apiUrl));
  return {
    read: async (attachment, maxBytes) => {
      const { size, url } = attachment;
      if (size > maxBytes) throw tooLarge(attachment, maxBytes, size);
      if (!URL.canParse(url) || !origins.includes(new URL(url).origin)) throw unreadable('elsewhere');
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const response = await fetch(url, { redirect: 'error', signal });
        if (!response.ok) {
          await response.body?.cancel();
          throw GONE.includes(response.status) ? gone(response.status) : unreadable(String(response.status));
        }
        return await collect(response, maxBytes, () => tooLarge(attachment, maxBytes, undefined));
      } catch (error) {
        if (error instanceof UserError) throw error;
        throw unreadable(signal.aborted ? 'timeout' : reasonOf(error));
      }
    },
  };
}

function originsFor({ origin, hostname }: URL): readonly string[] {
  return /(?:^|\.)discord(?:app)?\.com$/u.test(hostname) ? CDN : [...CDN, origin];
}

/** The whole body, unless it has more bytes than it may: then the rest is not read. */
async function collect(response: Response, maxBytes: number, tooMuch: () => UserError): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    // Leaving the loop cancels the body.
    if (length > maxBytes) throw tooMuch();
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}

function tooLarge({ name }: Attachment, maxBytes: number, size: number | undefined): UserError {
  const has = size === undefined ? 'is larger than that' : `has ${showBytes(size)}`;
  return new UserError(
    'attachment-too-large',
    `Squawk reads files of at most ${showBytes(maxBytes)}, and this one ${has}. Split it, or leave out what is not needed.`,
    { maxBytes, extension: extensionOf(name), ...(size === undefined ? {} : { size }) },
  );
}

function gone(status: number): UserError {
  return new UserError(
    'attachment-gone',
    'Discord has this file no more. Run the command again with the file.',
    { status },
  );
}

function unreadable(reason: string): UserError {
  return new UserError(
    'attachment-unreadable',
    'The file could not be read from Discord. Run the command again with the file in a minute.',
    { reason },
  );
}

/** For the log, where the name itself may be somebody's. */
function extensionOf(name: string): string {
  return /\.(\w{1,8})$/u.exec(name)?.[1]?.toLowerCase() ?? 'none';
}

/** The code of what undici, under fetch, failed with; its message may hold the address. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return 'unknown';
  return 'code' in cause ? String(cause.code) : cause.name;
}
