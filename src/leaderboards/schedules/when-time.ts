/** A time of day. */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
}

/** `18:00`, `18.00`, `6:30 pm`, `6pm`, `18h`, `18h30`, `noon`, `midnight`. */
const TIME = '(\\d{1,2}(?:[:.h]\\d{2})?(?: ?[ap]m)|\\d{1,2}[:.h]\\d{2}|\\d{1,2} ?h|noon|midnight)';
const AT_END = new RegExp(`^(.*?)(?:^|[ ,])(?:at )?${TIME}$`, 'u');
const AT_START = new RegExp(`^(?:at )?${TIME},? (.+)$`, 'u');

/**
 * Takes the time of day from the end or the beginning of a text, which is in lower case.
 * @returns the rest as `days`; no `time` when there is none, or none that exists: `25:00`.
 */
export function splitTime(text: string): { readonly days: string; readonly time: TimeOfDay | undefined } {
  const end = AT_END.exec(text);
  if (end !== null) return { days: (end[1] ?? '').trim(), time: timeOf(end[2] ?? '') };
  const start = AT_START.exec(text);
  if (start !== null) return { days: (start[2] ?? '').trim(), time: timeOf(start[1] ?? '') };
  return { days: text, time: undefined };
}

function timeOf(text: string): TimeOfDay | undefined {
  if (text === 'noon') return { hour: 12, minute: 0 };
  if (text === 'midnight') return { hour: 0, minute: 0 };
  const match = /^(\d{1,2})(?:[:.h](\d{2}))?(?: ?(am|pm|h))?$/u.exec(text);
  if (match === null) return undefined;
  const [, hours, minutes = '0', half] = match;
  const minute = Number(minutes);
  const said = Number(hours);
  if (minute > 59) return undefined;
  if (half !== 'am' && half !== 'pm') return said > 23 ? undefined : { hour: said, minute };
  if (said < 1 || said > 12) return undefined;
  return { hour: (said % 12) + (half === 'pm' ? 12 : 0), minute };
}
