import { z } from 'zod';
import type { LinkFlags } from '../model.ts';
import { wireRecord } from './record.ts';
import { wireCount, wireOptionalText, wireText } from './values.ts';

/** What POST /linkme answers. `token` is undefined where there is none, or where the known bug put something else. */
export interface LinkAnswer {
  readonly token?: string;
  readonly flags: LinkFlags;
}

/** Text from servers, and a number in their document, where a leading nought is lost. */
const wireToken = z.preprocess(
  (value) => (typeof value === 'number' ? String(value).padStart(4, '0') : value),
  wireText.nullish(),
);

/**
 * Anything but four digits is the server's bug: for an account that it knows, it answers with the name of a column
 * (`ucid`). Where that bug is mended, a linked account gets no token at all, as its OpenAPI description says.
 */
export const wireLink: z.ZodType<LinkAnswer> = z
  .object({ token: wireToken, rc: wireCount })
  .transform(({ token, rc }, context): LinkAnswer => {
    const flags = linkFlags(rc);
    if ((token === null || token === undefined) && !flags.alreadyLinked) {
      context.issues.push({ code: 'invalid_type', expected: 'string', path: ['token'], input: token });
    }
    return typeof token === 'string' && /^\d{4}$/.test(token) ? { token, flags } : { flags };
  });

/** The bits of `rc`: 1 already linked, 2 link in progress, 4 forced. */
export function linkFlags(rc: number): LinkFlags {
  return { alreadyLinked: (rc & 1) !== 0, inProgress: (rc & 2) !== 0, forced: (rc & 4) !== 0 };
}

/** What POST /linkme answers, whole. */
export interface LinkReply extends LinkAnswer {
  /** The bits of `flags`, as the server sent them. */
  readonly rc: number;
  /**
   * When the token expires, as the server writes it: in its own local time if no zone is told, so nothing to show.
   * Tokens are good for 48 hours.
   */
  readonly timestamp?: string;
}

export const wireLinkReply: z.ZodType<LinkReply> = wireLink.and(
  wireRecord({ rc: wireCount, timestamp: wireOptionalText }),
);
