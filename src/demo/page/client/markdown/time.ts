/** Units with their seconds, and from how many seconds on Discord counts in them: 23 hours are a day. */
const UNITS = [
  ['year', 31_536_000, 320 * 86_400],
  ['month', 2_592_000, 26 * 86_400],
  ['day', 86_400, 22 * 3_600],
  ['hour', 3_600, 45 * 60],
  ['minute', 60, 60],
] as const;

/** Options of `Intl.DateTimeFormat` by the letter of `<t:…:letter>`. */
const STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

/** The farthest that a date can be from 1970, in seconds. */
const FARTHEST = 8_640_000_000_000;

/**
 * A timestamp as Discord shows it; undefined for one that is beyond all calendars.
 * https://discord.com/developers/docs/reference#message-formatting-timestamp-styles
 */
export function showTime(
  seconds: number,
  style: string,
  { now, locale }: { readonly now: number; readonly locale: string | undefined },
): string | undefined {
  if (!Number.isFinite(seconds) || Math.abs(seconds) > FARTHEST) return undefined;
  if (style === 'R') return relative(seconds - now / 1_000, locale);
  return new Intl.DateTimeFormat(locale, STYLES[style] ?? STYLES['f']).format(seconds * 1_000);
}

function relative(seconds: number, locale: string | undefined): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  for (const [unit, size, from] of UNITS) {
    if (Math.abs(seconds) < from) continue;
    const count = Math.max(1, Math.round(Math.abs(seconds) / size));
    return format.format(seconds < 0 ? -count : count, unit);
  }
  return format.format(Math.trunc(seconds), 'second');
}
