/**
 * The name of a time zone as IANA writes it, from `europe/berlin`; undefined for anything that is none. An offset like
 * `+02:00` is none: it knows no daylight saving.
 */
export function canonicalTimezone(text: string): string | undefined {
  const name = text.trim().replaceAll(' ', '_');
  if (!/^[a-z][a-z0-9_+/-]{1,60}$/iu.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
