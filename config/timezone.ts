/** Names as they are written today, by those that Node's own data still gives out. */
const TODAY: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Louisville': 'America/Kentucky/Louisville',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
};

/**
 * The name of a time zone as IANA writes it, from `europe/berlin`; undefined for anything that is none. An offset like
 * `+02:00` is none: it knows no daylight saving.
 */
export function canonicalTimezone(text: string): string | undefined {
  const name = text.trim().replaceAll(' ', '_');
  if (!/^[a-z][a-z0-9_+/-]{1,60}$/iu.test(name)) return undefined;
  try {
    return nameToday(new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone);
  } catch {
    return undefined;
  }
}

/** Every zone that can be offered, UTC first. */
export function allTimezones(): readonly string[] {
  const zones = Intl.supportedValuesOf('timeZone').map(nameToday);
  return [...new Set(['UTC', ...zones])];
}

function nameToday(name: string): string {
  return Object.hasOwn(TODAY, name) ? (TODAY[name] ?? name) : name;
}
