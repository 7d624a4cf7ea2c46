/** One ban of a list, as its file says it; identifiers are private, texts hostile. */
export interface ListEntry {
  /** From 1. */
  readonly line: number;
  readonly type: 'steamID' | 'BEGUID' | 'ip' | string;
  readonly identifier: string;
  /** Undefined when the format or the line has none. */
  readonly reason: string | undefined;
  /** Epoch milliseconds, `never`, or as typed, to be read as a duration; undefined when the line does not say. */
  readonly end: ListEnd | undefined;
  readonly note?: string | undefined;
}

export type ListEnd =
  | { readonly kind: 'never' }
  | { readonly kind: 'at'; readonly time: number }
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

/** Reads a list line by line; what cannot be read is told and stops nothing. */
export function readLines(format: string, text: string, read: LineReader): ReadList {
  const entries: ListEntry[] = [];
  const problems: ListProblem[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/u).entries()) {
    if (line.trim() === '') continue;
    const found = read(line.trim());
    if (typeof found === 'string') problems.push({ line: index + 1, problem: found });
    else if (found !== undefined) entries.push({ line: index + 1, ...found });
  }
  return { format, entries, problems };
}

const STEAM_ID = /^7656119\d{10}$/u;
const BE_GUID = /^[0-9a-f]{32}$/iu;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)$/u;

export function isSteamIdText(text: string): boolean {
  return STEAM_ID.test(text);
}

export function isBeGuid(text: string): boolean {
  return BE_GUID.test(text);
}

export function isAddress(text: string): boolean {
  return IPV4.test(text);
}

/** Unix time in seconds; 0 and less are never. */
export function endOfUnixTime(text: string): ListEnd {
  const seconds = Number(text);
  return seconds > 0 ? { kind: 'at', time: seconds * 1000 } : { kind: 'never' };
}
