import { cleanMissionTime, parseNaiveUtc, parseTimedelta } from '../../src/dcsserverbot/wire/time.ts';

/** All texts, numbers and truths in a value. */
function leaves(value: unknown): (string | number | boolean | bigint)[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leaves);
  return typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    typeof value === 'bigint'
    ? [value]
    : [];
}

/** What says that there is nothing: blank text, no account linked, no turbulence, the known bug of /linkme. */
const NOTHING: ReadonlySet<unknown> = new Set(['', '-1', 'None', 'ucid']);

/**
 * What of an answer is nowhere in what a client made of it. A time may have become epoch milliseconds, and a number
 * text or the other way round; a truth says too little to be looked for.
 */
export function missing(answer: unknown, made: unknown): unknown[] {
  const there = new Set(leaves(made).map(String));
  return leaves(answer).filter((leaf) => {
    const text = String(leaf);
    if (typeof leaf === 'boolean' || NOTHING.has(text.trim())) return false;
    const number = Number(text);
    const forms = [
      text,
      Number.isFinite(number) ? String(number) : text,
      Number.isFinite(number) ? String(number * 1000) : text,
      String(parseNaiveUtc(text)),
      String(parseTimedelta(text)),
      cleanMissionTime(text),
      // The one number that is told as text, with its noughts.
      text.padStart(4, '0'),
    ];
    return !forms.some((form) => there.has(form));
  });
}
