/** When the server asks for a pause but does not say how long: what clients of BattleMetrics fall back to. */
export const DEFAULT_PAUSE_MS = 30_000;
/** Longer pauses are not believed: a wrong clock or unit would silence the bot for good. */
export const LONGEST_PAUSE_MS = 60 * 60 * 1000;

/** The three forms of RFC 9110, section 5.6.7. Date.parse alone would take nearly anything with a number in it. */
const HTTP_DATE =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT)$/;
const ASCTIME = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * How long an answer asks to wait: the header `Retry-After` in seconds (fractions occur) or as a date; else `tryAgain`,
 * a time in the body of BattleMetrics' 429; else DEFAULT_PAUSE_MS. A date counts from the server's own `Date` where
 * that is given, so that a wrong clock on either side does no harm.
 * @param headers by lower-case name
 * @param now epoch milliseconds
 * @returns milliseconds from 0 to LONGEST_PAUSE_MS
 */
export function retryAfterMs(
  headers: Readonly<Record<string, string>>,
  now: number,
  tryAgain?: string,
): number {
  const serverNow = parseTime(headers['date']) ?? now;
  const wait =
    parseSeconds(headers['retry-after']) ??
    until(headers['retry-after'], serverNow) ??
    until(tryAgain, serverNow) ??
    DEFAULT_PAUSE_MS;
  return Math.min(Math.max(Math.ceil(wait), 0), LONGEST_PAUSE_MS);
}

function parseSeconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*(?:\d+\.?\d*|\.\d+)\s*$/.test(text) ? Number(text) * 1000 : undefined;
}

function until(text: string | undefined, now: number): number | undefined {
  const time = parseTime(text);
  return time === undefined ? undefined : time - now;
}

function parseTime(text: string | undefined): number | undefined {
  const trimmed = text?.trim() ?? '';
  const zoned = ASCTIME.test(trimmed) ? `${trimmed} GMT` : trimmed;
  if (zoned === trimmed && !HTTP_DATE.test(zoned) && !ISO_TIME.test(zoned)) return undefined;
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? undefined : time;
}
