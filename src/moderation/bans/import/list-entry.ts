import { UserError } from '../../../message/user-error.ts';

/** One ban of a list, as its file says it; identifiers are private, texts hostile. */
export interface ListEntry {
  /** From 1. */
  readonly line: number;
  /** An open set: `steamID`, `BEGUID`, `ip`, `eosID`, … */
  readonly type: string;
  readonly identifier: string;
  /** Undefined when the format or the line has none. */
  readonly reason: string | undefined;
  /** Undefined when the line does not say. */
  readonly end: ListEnd | undefined;
  readonly note?: string | undefined;
}

/** Never, at a moment (epoch milliseconds), after so long (milliseconds), or after what somebody typed as a duration. */
export type ListEnd =
  | { readonly kind: 'never' }
  | { readonly kind: 'at'; readonly time: number }
  | { readonly kind: 'after'; readonly ms: number }
  | { readonly kind: 'duration'; readonly text: string };

export interface ListProblem {
  /** From 1. */
  readonly line: number;
  /** A sentence without its end that says nothing private: the line may hold identifiers. */
  readonly problem: string;
}

/** What was read of a list. */
export interface ReadList {
  /** As people call it. */
  readonly format: string;
  readonly entries: readonly ListEntry[];
  readonly problems: readonly ListProblem[];
}

/** Reads one line; undefined for what holds no ban, as a comment. @returns a text that says what is wrong with it */
export type LineReader = (text: string) => Omit<ListEntry, 'line'> | string | undefined;

/** Lines, or entries of JSON: what is longer would keep the bot from everything else while it is read. */
export const LONGEST_LIST = 10_000;

/** @param size as in "that list has 20000 lines" */
export function tooLong(size: string): UserError {
  return new UserError(
    'import-too-long',
    `That list has ${size}, which are too many for one import. Split the file, and import the parts one after the other.`,
  );
}

/** As administrators write them between the bans. */
export function isComment(line: string): boolean {
  return /^(?:\/\/|#|;)/u.test(line);
}

/** A reason has 255 characters; what is much longer is no line of a ban list, and no expression should be tried on it. */
export const LONGEST_LINE = 2_000;

/** Reads a list line by line, each ended by `\n`; what cannot be read is told and stops nothing. */
export function readLines(format: string, text: string, read: LineReader): ReadList {
  const entries: ListEntry[] = [];
  const problems: ListProblem[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const trimmed = line.trim();
    if (trimmed === '') continue;
    const found = trimmed.length > LONGEST_LINE ? `has more than ${LONGEST_LINE} characters` : read(trimmed);
    if (typeof found === 'string') problems.push({ line: index + 1, problem: found });
    else if (found !== undefined) entries.push({ line: index + 1, ...found });
  }
  return { format, entries, problems };
}

const STEAM_ID = /^7656119\d{10}$/u;
const HEX_32 = /^[0-9a-f]{32}$/iu;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/u;

export function isSteamIdText(text: string): boolean {
  return STEAM_ID.test(text);
}

/** 32 hexadecimal digits, which an EOS id has, too. */
export function isBeGuid(text: string): boolean {
  return HEX_32.test(text);
}

export function isEosId(text: string): boolean {
  return HEX_32.test(text);
}

export function isAddress(text: string): boolean {
  return IPV4.test(text);
}

/** The last moment whose year has four digits, epoch milliseconds: later ones cannot be written as BattleMetrics reads them. */
const LAST_MOMENT = Date.UTC(9999, 11, 31, 23, 59, 59);

/** What lies beyond the year 9999 is never. @param time epoch milliseconds */
export function endAt(time: number): ListEnd {
  return time <= LAST_MOMENT ? { kind: 'at', time } : { kind: 'never' };
}

/** Unix time in seconds; 0 and less are never. */
export function endOfUnixTime(text: string): ListEnd {
  const seconds = Number(text);
  return seconds > 0 ? endAt(seconds * 1000) : { kind: 'never' };
}
