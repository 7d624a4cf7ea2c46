/** Which days, as two fields of cron; or why they are refused, in a sentence. */
export type DayFields =
  | { readonly day: string; readonly weekday: string }
  | { readonly refused: string }
  | undefined;

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const ORDINALS: Readonly<Record<string, string>> = {
  first: '1',
  '1st': '1',
  second: '2',
  '2nd': '2',
  third: '3',
  '3rd': '3',
  fourth: '4',
  '4th': '4',
  last: 'L',
};
/** Every month has these. */
const SAFE_DAYS = 28;

/** Reads the days of `days at time`, in lower case; undefined for what is none. */
export function dayFields(text: string): DayFields {
  const days = text.replace(/^(?:on|every|each|the) /u, '').replace(/^the /u, '');
  if (/^(?:daily|day|days|everyday)$/u.test(days)) return { day: '*', weekday: '*' };
  if (/^(?:weekdays?|workdays?)$/u.test(days)) return { day: '*', weekday: '1-5' };
  if (/^weekends?$/u.test(days)) return { day: '*', weekday: '0,6' };
  return monthly(days) ?? weekly(days);
}

/** `monthly 1`, `first of the month`, `15th of each month`, `last day of the month`, `first monday of the month`. */
function monthly(days: string): DayFields {
  const each = /^(?:monthly|month)(?:,? (?:on )?(?:the )?(.+))?$/u.exec(days);
  const of = /^(.+?) of (?:the|each|every|a) month$/u.exec(days);
  const which = each === null ? of?.[1] : (each[1] ?? '1');
  if (which === undefined) return undefined;
  if (/^last(?: day)?$/u.test(which)) return { day: 'L', weekday: '*' };
  const number = /^(?:day )?(\d{1,2})(?:st|nd|rd|th)?\.?(?: day)?$/u.exec(which)?.[1];
  const [ordinal = '', name] = which.split(' ');
  const nth = ORDINALS[ordinal];
  if (number === undefined && nth !== undefined && name !== undefined && name !== 'day') {
    const weekday = weekdayOf(name);
    return weekday === undefined ? undefined : { day: '*', weekday: `${weekday}#${nth}` };
  }
  const day = Number(number ?? nth);
  if (!Number.isInteger(day) || which.split(' ').length > 2) return undefined;
  if (day >= 1 && day <= SAFE_DAYS) return { day: String(day), weekday: '*' };
  if (day < 1 || day > 31) return { refused: `No month has a day ${day}.` };
  return { refused: `Not every month has a day ${day}; \`last day of the month 20:00\` always comes.` };
}

/** `mondays`, `mon,wed,fri`, `monday and friday`, `mon-fri`. */
function weekly(days: string): DayFields {
  const range = /^(\S+?)(?: ?- ?| to | through )(\S+)$/u.exec(days);
  if (range !== null) {
    const [from, to] = [weekdayOf(range[1] ?? ''), weekdayOf(range[2] ?? '')];
    if (from === undefined || to === undefined) return undefined;
    const length = (to - from + 7) % 7;
    return list(Array.from({ length: length + 1 }, (_, step) => (from + step) % 7));
  }
  const named = days
    .split(/ ?(?:,|\/|&|\band\b) ?| /u)
    .filter((name) => name !== '')
    .map(weekdayOf);
  const known = named.filter((weekday) => weekday !== undefined);
  return known.length === 0 || known.length < named.length ? undefined : list(known);
}

function list(weekdays: readonly number[]): DayFields {
  const sorted = [...new Set(weekdays)].sort((one, other) => one - other);
  return { day: '*', weekday: sorted.length === 7 ? '*' : sorted.join(',') };
}

/** 0 for Sunday; of `mondays`, `mon`, `tues`. */
function weekdayOf(text: string): number | undefined {
  const name = text.replace(/\.$/u, '');
  const index = WEEKDAYS.findIndex(
    (weekday) => name === `${weekday}s` || (name.length >= 3 && weekday.startsWith(name)),
  );
  return index === -1 ? undefined : index;
}
