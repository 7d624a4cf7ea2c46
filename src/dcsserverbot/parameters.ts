import { z } from 'zod';
import { isPossibleNick } from './nick.ts';
import { parseNaiveUtc } from './wire/time.ts';

/** The parameters of the RestAPI, with their rules: the message of each is what the parameter must be. */

/** Rows of one answer: the server fails below nought and gives all or nothing for nought. */
const MOST_ROWS = 1_000;

const textRule = 'must be text that is not empty, without NUL and halves of surrogate pairs';

/** Text that PostgreSQL and the server's form reader take: they fail on the rest, or count it as missing. */
export const text = (description: string) =>
  z
    .string({ error: textRule })
    .min(1, { error: textRule })
    .refine(isPossibleNick, { error: textRule })
    .describe(description);

/** A whole number from `least` to `most`. */
export function integer(description: string, least: number, most = Number.MAX_SAFE_INTEGER) {
  const error =
    most === Number.MAX_SAFE_INTEGER
      ? `must be a whole number of at least ${least}`
      : `must be a whole number of ${least} to ${most}`;
  return z.int({ error }).min(least, { error }).max(most, { error }).describe(description);
}

export const flag = (description: string) =>
  z.boolean({ error: 'must be true or false' }).describe(description);

/** One of some words. */
export function oneOf<const W extends readonly [string, ...string[]]>(words: W, description: string) {
  return z.enum(words, { error: `must be ${words.join(' or ')}` }).describe(description);
}

/** The parameter, which may be left out. */
export function optional<S extends z.ZodType>(schema: S): z.ZodOptional<S> {
  return schema.optional().describe(schema.description ?? '');
}

/** The parameter, which may be left out; then the server takes `value`. */
export function byDefault<S extends z.ZodType>(schema: S, value: z.util.NoUndefined<z.output<S>>) {
  return schema.default(value).describe(schema.description ?? '');
}

export const serverName = text('Name of the DCS server, exactly as `info.servers` tells it.');
/** Of statistics: an unknown name counts nothing. */
export const onServer = optional(text('Only what happened on the DCS server of this exact name.'));

export const nick = text('Name of the player, exactly: names that differ in case are other players.');

const dateRule = 'must be a time as `info.users` gave it: 2026-11-22T07:57:47';
/** The server fails on text that is no time. */
export const date = z
  .string({ error: dateRule })
  .refine((value) => parseNaiveUtc(value) !== undefined, { error: dateRule })
  .describe(
    'When the player was last seen, to tell players of one name apart: the text that `info.users` gave, verbatim (UTC, without a zone). It moves with every flight.',
  );

export const campaign = text('Name of the campaign; without it the one that runs now.');

export const limit = byDefault(integer('Rows at most.', 1, MOST_ROWS), 10);
export const offset = byDefault(integer('Rows to leave out before the first one.', 0), 0);

const snowflakeRule = 'must be a Discord id: a number of up to 20 digits, as text';
/** As text: JavaScript's numbers lose its last digits. */
export const discordId = z
  .string({ error: snowflakeRule })
  .regex(/^[1-9]\d{0,19}$/, { error: snowflakeRule })
  .describe('Id of a Discord account, 17 to 20 digits.');

const timeRule = 'must be a time of UTC without a zone: 2026-11-22T07:57:47';
/** A zone would be compared wrongly on servers whose database is not in UTC. */
export const utcTime = (description: string) =>
  z
    .string({ error: timeRule })
    .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?$/, { error: timeRule })
    .refine((value) => parseNaiveUtc(value) !== undefined, { error: timeRule })
    .describe(description);

const quoteRule = 'must be text without quotation marks: the server puts it into its SQL as it is';
/** Text for the few parameters that the server does not escape. */
export const unquoted = (description: string) =>
  z
    .string({ error: quoteRule })
    .regex(/^[^'"\\\0]+$/, { error: quoteRule })
    .describe(description);

const fileNameRule = 'must be a file name that ends in .miz, without a folder';
/** The server takes no other ending, and would follow a folder out of its missions. */
export const missionFileName = z
  .string({ error: fileNameRule })
  .regex(/^(?!\.)[^\\/:*?"<>|\p{Cc}]{1,200}\.miz$/iu, { error: fileNameRule })
  .describe('File name under which the server stores the mission; ends in .miz.');

const bytesRule = 'must be the bytes of a file, at least one';
export const fileBytes = (description: string) =>
  z
    .instanceof(Uint8Array, { error: bytesRule })
    .refine(({ length }) => length > 0, { error: bytesRule })
    .describe(description);
