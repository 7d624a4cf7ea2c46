import type { Pilot } from './model.ts';

/**
 * A name as a pattern of PostgreSQL's ILIKE that means itself: `/getuser` looks for `%nick%`, where `%` and `_` stand
 * for anything and a backslash takes the next character literally.
 */
export function escapeLike(nick: string): string {
  return nick.replace(/[\\%_]/g, '\\$&');
}

/** Whether a pilot can have a name that contains this: PostgreSQL knows no NUL and no half of a surrogate pair. */
export function isPossibleNick(nick: string): boolean {
  return !nick.includes('\0') && !/\p{Surrogate}/u.test(nick);
}

/** Whether a pilot has this name, whatever the case. */
export function isSameNick({ nick }: Pilot, name: string): boolean {
  return nick.toLowerCase() === name.toLowerCase();
}

/**
 * Whether a name contains another, as ILIKE sees it: whatever the case. Compared in both cases, for some letters
 * meet only in one of them.
 */
export function nickContains({ nick }: Pilot, part: string): boolean {
  return (
    nick.includes(part) ||
    nick.toLowerCase().includes(part.toLowerCase()) ||
    nick.toUpperCase().includes(part.toUpperCase())
  );
}
