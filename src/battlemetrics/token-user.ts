import { z } from 'zod';

const payload = z.object({ sub: z.string() });

/**
 * The user who owns a token: the API's tokens are JWTs that say so under `sub`, as `urn:user:1` in the example of the
 * document ("Authorization"). Undefined for a token that does not. It is read, not verified: the API does that.
 */
export function tokenUserId(token: string): string | undefined {
  const [, middle] = token.split('.');
  if (middle === undefined) return undefined;
  try {
    const { data } = payload.safeParse(JSON.parse(Buffer.from(middle, 'base64url').toString('utf8')));
    return /^urn:user:(\d{1,19})$/u.exec(data?.sub ?? '')?.[1];
  } catch {
    return undefined; // no JSON: another kind of token
  }
}
