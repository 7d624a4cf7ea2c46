import { z } from 'zod';

/**
 * The pieces that operations describe their arguments with: each has a rule that is checked before anything is sent, in
 * words that follow the parameter's name, and a description that `--help` shows.
 */

/** An id of digits: of players, servers, bans, organizations, users. */
export function digits(what: string) {
  return z
    .string()
    .regex(/^\d{1,20}$/, 'must be digits')
    .describe(what);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An id that is a UUID: of ban lists, flags, sessions, slots. */
export function uuid(what: string) {
  return z.string().regex(UUID, 'must be a UUID').describe(what);
}

/** The id of a game, such as `squad`: an open set. Document: "Game". */
export function gameId(what = 'id of a game, such as squad') {
  return z
    .string()
    .regex(/^[a-z0-9]{1,64}$/, 'must be small letters and digits')
    .describe(what);
}

export function text(
  what: string,
  { least = 1, most }: { readonly least?: number; readonly most?: number } = {},
) {
  const schema = z.string().min(least);
  return (most === undefined ? schema : schema.max(most)).describe(what);
}

export function flag(what: string) {
  return z.boolean().describe(what);
}

export function integer(
  what: string,
  { least, most }: { readonly least?: number; readonly most?: number } = {},
) {
  let schema = z.int();
  if (least !== undefined) schema = schema.min(least);
  if (most !== undefined) schema = schema.max(most);
  return schema.describe(what);
}

export function oneOf<const V extends readonly [string, ...string[]]>(what: string, ...values: V) {
  return z.enum(values).describe(what);
}

/**
 * Several values, sent with commas between them, or one `key[]=` for each where the API has it so. A query has no way to
 * say that there are none: the parameter would be left out, and a filter by nobody find everybody. So one is the `least`,
 * but where none is meant as such.
 */
export function list<T extends z.ZodType>(
  item: T,
  what: string,
  { least = 1 }: { readonly least?: number } = {},
) {
  return z.array(item).min(least).readonly().describe(what);
}

/** A value among others with commas between them. */
export function item(what: string) {
  return z
    .string()
    .regex(/^[^,]+$/, 'must be text without a comma')
    .describe(what);
}

/** A moment: ISO 8601 with its zone, such as `2015-01-01T12:00:00Z`. */
export function time(what: string) {
  return z.iso
    .datetime({ offset: true, error: 'must be a time such as 2015-01-01T12:00:00Z' })
    .describe(what);
}

const TIME = String.raw`\d{4}(?:-\d{2})?(?:-\d{2})?(?:T\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:[+-]\d{2}:\d{2}|Z)?)?`;
const RANGES = {
  'both sides': new RegExp(`^${TIME}:${TIME}$`),
  'a start': new RegExp(`^${TIME}:(?:${TIME})?$`),
  'either side': new RegExp(`^(?:${TIME})?:(?:${TIME})?$`),
} as const;

/**
 * From one time to another, with a colon between them: see `range`.
 * @param needs the sides that the API wants; the others may be left open
 */
export function timeRange(what: string, needs: keyof typeof RANGES) {
  return z
    .string()
    .regex(
      RANGES[needs],
      `must be a range of times with ${needs}, such as 2017-12-01T00:00:00Z:2017-12-31T00:00:00Z`,
    )
    .describe(what);
}

/** From one number to another, inclusive: `50:100`, `50:`, `:100`. */
export function numberRange(what: string) {
  return z
    .string()
    .regex(/^(?:\d+:\d*|:\d+)$/, 'must be a range of numbers such as 10: or 10:50')
    .describe(what);
}

/** Parameters in brackets: `group({ game: … })` under `filter` is `filter[game]`. Each may be left out. */
export function group<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape).exactOptional();
}

/** A parameter that may be left out. */
export function optional<T extends z.ZodType>(schema: T) {
  return z.exactOptional(schema);
}

const sides = {
  key: text('where the page starts; best left to the links of the page before').exactOptional(),
  rel: oneOf('direction from the key', 'next', 'prev').exactOptional(),
};

function size(most: number, standard: number) {
  return integer(`how many a page; ${standard} if left out`, { least: 1, most }).exactOptional();
}

/** A list that is walked by keys. @param most, standard of `page.size` */
export function keyPage({
  most = 100,
  standard = 10,
}: {
  readonly most?: number;
  readonly standard?: number;
} = {}) {
  return group({ size: size(most, standard), ...sides });
}

/** A list that may also be entered anywhere. @param when where the API says that it heeds the offset */
export function offsetPage({ furthest, when }: { readonly furthest: number; readonly when?: string }) {
  const what = when === undefined ? 'how many to leave out' : `how many to leave out; ${when}`;
  return group({
    size: size(100, 10),
    offset: integer(what, { least: 0, most: furthest }).exactOptional(),
    ...sides,
  });
}

/** Attributes to sort by, the most important first; a minus sorts descending. Document: "Sorting". */
export function sort<const K extends readonly [string, ...string[]]>(standard: string, ...keys: K) {
  const names = keys.flatMap((key) => [key, `-${key}`]);
  // The names with and without a minus are exactly these, which flatMap cannot say.
  const one = z.enum(names as [K[number] | `-${K[number]}`, ...(K[number] | `-${K[number]}`)[]]);
  return z
    .union([one, z.array(one).readonly()])
    .describe(`what to sort by, a minus for descending; ${standard} if left out`)
    .exactOptional();
}
