import { z } from 'zod';
import { parseNaiveUtc } from './time.ts';

/**
 * The scalars of DCSServerBot's answers, read tolerantly: real servers, their document and their versions
 * disagree on whether a number is a number, and whether what is missing is null, empty or absent.
 */

/** Any value, and none: with it a key may be absent. */
const ANYTHING = z.unknown().optional();

const NUMERIC = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Text, or the digits of a number: one beyond 2^53 comes as a bigint. */
function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined;
}

function asNumber(value: unknown): number | undefined {
  const digits = asText(value)?.trim();
  if (digits === undefined || !NUMERIC.test(digits)) return undefined;
  const number = Number(digits);
  return Number.isFinite(number) ? number : undefined;
}

const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** A number, as JSON number or numeric string; undefined if null, absent or empty. */
export const wireOptionalNumber = ANYTHING.transform((value, context): number | undefined => {
  if (isMissing(value)) return undefined;
  const number = asNumber(value);
  if (number === undefined) context.issues.push({ code: 'invalid_type', expected: 'number', input: value });
  return number;
});

/** A number that must be there. */
export const wireNumber = wireOptionalNumber.transform((value, context): number => {
  if (value === undefined) context.issues.push({ code: 'invalid_type', expected: 'number', input: value });
  return value ?? 0;
});

/** A number where none counts as nought. */
export const wireCount = wireOptionalNumber.transform((value) => value ?? 0);

/** Text that must be there; a number is taken by its digits, for a pilot may be called 1234. */
export const wireText = ANYTHING.transform((value, context): string => {
  const text = asText(value);
  if (text === undefined) context.issues.push({ code: 'invalid_type', expected: 'string', input: value });
  return text ?? '';
});

/** Text, or empty if null or absent. */
export const wireTextOrEmpty = ANYTHING.transform((value): string =>
  isMissing(value) ? '' : (asText(value) ?? ''),
);

/** Text that says something; undefined if null, absent or blank. */
export const wireOptionalText = ANYTHING.transform((value): string | undefined =>
  isMissing(value) ? undefined : asText(value),
);

/** A name as it is: blank ones exist, so only null and absence mean none. */
export const wireOptionalName = ANYTHING.transform((value, context): string | undefined => {
  if (value === undefined || value === null) return undefined;
  const text = asText(value);
  if (text === undefined) context.issues.push({ code: 'invalid_type', expected: 'string', input: value });
  return text;
});

/** True for `true`, `1` and their spellings as text. */
export const wireBoolean = ANYTHING.transform(
  (value): boolean =>
    value === true || ['true', '1', 'yes', 'on'].includes((asText(value) ?? '').toLowerCase()),
);

/** The same; undefined if null, absent or empty. */
export const wireOptionalBoolean = ANYTHING.transform((value): boolean | undefined =>
  isMissing(value) ? undefined : wireBoolean.parse(value),
);

/** Epoch milliseconds of a time without a zone, which is UTC; undefined if there is none or it cannot be read. */
export const wireOptionalTime = wireOptionalText.transform((text): number | undefined =>
  text === undefined ? undefined : parseNaiveUtc(text),
);

/** An object of any keys. DCS writes an empty table as an empty list. */
export const wireOpen = ANYTHING.transform((value, context): Readonly<Record<string, unknown>> => {
  if (isRecord(value)) return value;
  if (!isMissing(value) && !(Array.isArray(value) && value.length === 0)) {
    context.issues.push({ code: 'invalid_type', expected: 'object', input: value });
  }
  return {};
});

/** The same; undefined if null, absent or empty. */
export const wireOptionalOpen = wireOpen.transform((value) =>
  Object.keys(value).length === 0 ? undefined : value,
);

/** Something that may be null, absent or empty, which comes to undefined. */
export function wireMaybe<T>(schema: z.ZodType<T>): z.ZodType<T | undefined> {
  return z.preprocess(
    (value) => (isMissing(value) || (isRecord(value) && Object.keys(value).length === 0) ? undefined : value),
    schema.optional(),
  );
}

/** An object of any keys whose values are alike. */
export function wireMap<T>(value: z.ZodType<T>): z.ZodType<Readonly<Record<string, T>>> {
  return wireOpen.pipe(z.record(z.string(), value));
}

/**
 * A Discord id as its digits, never as a double: the current version sends 18 to 19 digits as a JSON integer,
 * and -1 where no account is linked.
 */
export const wireSnowflake = ANYTHING.transform((value): string | undefined => {
  const digits = asText(value)?.trim();
  return digits !== undefined && /^[1-9]\d{0,19}$/.test(digits) ? digits : undefined;
});

/** A list; one object stands for a list of one (the document shows it so), and nothing for an empty one. */
export function wireList<T>(item: z.ZodType<T>): z.ZodType<T[]> {
  const list = ANYTHING.transform((value) => {
    if (Array.isArray(value)) return value;
    if (value === undefined || value === null) return [];
    return isRecord(value) ? (Object.keys(value).length === 0 ? [] : [value]) : value;
  });
  return list.pipe(z.array(item));
}

/** A JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
