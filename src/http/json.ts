import type { z } from 'zod';
import { looksLikeHtml } from './api-message.ts';
import { type ApiErrorDetails, NotJsonError, SchemaMismatchError } from './errors.ts';
import { describeMismatch } from './mismatch.ts';
import type { HttpResponse } from './transport.ts';

export interface JsonOptions {
  /** Takes an empty body for undefined, as after some writes; else that is an error, except with 204 and 205. */
  readonly allowEmpty?: boolean;
  /** Default JSON.parse, which corrupts integers beyond 2^53. */
  readonly parse?: (text: string) => unknown;
}

/**
 * The body of a successful answer as JSON; undefined when there is none by its status.
 * @throws NotJsonError that tells a web page, a cut and an empty body apart, and quotes nothing.
 */
export function parseJson(
  response: HttpResponse,
  details: ApiErrorDetails,
  { allowEmpty = false, parse = JSON.parse }: JsonOptions = {},
): unknown {
  const { status, body } = response;
  if (body.trim() === '') {
    if (allowEmpty || status === 204 || status === 205) return undefined;
    throw new NotJsonError('the answer is empty', { ...details, status });
  }
  try {
    return parse(body);
  } catch {
    // The parser's own error quotes the body, which may be private.
    throw new NotJsonError(explain(body), { ...details, status });
  }
}

/**
 * The value as the schema says.
 * @throws SchemaMismatchError that names the path in the body and the expected type, never the value.
 */
export function parseWith<S extends z.ZodType>(
  schema: S,
  value: unknown,
  details: ApiErrorDetails,
): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new SchemaMismatchError(`not as documented: ${describeMismatch(result.error, value)}`, details);
}

function explain(body: string): string {
  if (looksLikeHtml(body)) return 'a web page instead of JSON, as of a proxy in front of the API';
  if (isCutOff(body)) return 'the JSON is cut off';
  return 'the answer is not JSON';
}

/** Whether a text begins as a JSON object or array that never ends. */
function isCutOff(body: string): boolean {
  const text = body.trimStart();
  if (!text.startsWith('{') && !text.startsWith('[')) return false;
  let depth = 0;
  // A string may end with the text, also in the middle of an escape: the brackets in it count for nothing.
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*(?:"|\\?$)|[[\]{}]/gs)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    // Something whole stands here; what follows is a fault of another kind.
    if (depth === 0) return false;
  }
  return true;
}
