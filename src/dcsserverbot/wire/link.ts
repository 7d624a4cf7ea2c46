import { z } from 'zod';
import type { LinkFlags } from '../model.ts';
import { isRecord, wireCount, wireText } from './values.ts';

/** What POST /linkme answers. `token` is undefined where the server's known bug put something else in its place. */
export interface LinkAnswer {
  readonly token?: string;
  readonly flags: LinkFlags;
}

const wireToken = z.preprocess(
  (value) => (typeof value === 'string' || value === null ? value : restoreNoughts(value)),
  wireText,
);

const restoreNoughts = (value: unknown): unknown =>
  isRecord(value) || Array.isArray(value) || value === undefined ? value : String(value).padStart(4, '0');

/**
 * The token is text from servers and a number in their document, where a leading nought is lost. Anything but four
 * digits is the server's bug: for an account that it knows, it answers with the name of a column (`ucid`).
 */
export const wireLink: z.ZodType<LinkAnswer> = z
  .object({ token: wireToken, rc: wireCount })
  .transform(({ token, rc }): LinkAnswer => {
    return { ...(/^\d{4}$/.test(token) && { token }), flags: linkFlags(rc) };
  });

/** The bits of `rc`: 1 already linked, 2 link in progress, 4 forced. */
export function linkFlags(rc: number): LinkFlags {
  return { alreadyLinked: (rc & 1) !== 0, inProgress: (rc & 2) !== 0, forced: (rc & 4) !== 0 };
}
