import { canonicalTimezone } from '../../config/timezone.ts';
import { UserError } from '../message/user-error.ts';

/** Minutes since midnight; the end may be on the next day. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/** Whether the clocks of a zone show a time from `from` on and before `to`. @param at epoch milliseconds */
export function isQuiet(at: number, quiet: QuietHours | null, timezone: string): boolean {
  if (quiet === null) return false;
  const minute = minuteOfDay(at, timezone);
  const { from, to } = quiet;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/**
 * Reads `22:00-07:00`, `22-7` or `22:30 to 6`.
 * @throws UserError for anything else, and for hours that begin when they end.
 */
export function parseQuietHours(text: string): QuietHours {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?\s*(?:-|–|—|to)\s*(\d{1,2})(?:[:.](\d{2}))?$/iu.exec(text.trim());
  const [from, to] = [minutes(match?.[1], match?.[2]), minutes(match?.[3], match?.[4])];
  if (from === undefined || to === undefined || from === to) {
    throw new UserError(
      'quiet-hours-unreadable',
      'Those quiet hours could not be read. Write when they begin and end on a clock of 24 hours, such as `22:00-07:00`.',
    );
  }
  return { from, to };
}

/** The name of a time zone as IANA writes it. @throws UserError when there is none of that name. */
export function parseTimezone(text: string): string {
  const zone = canonicalTimezone(text);
  if (zone !== undefined) return zone;
  throw new UserError(
    'timezone-unknown',
    'There is no time zone of that name. Pick one of the suggestions while you type, such as `Europe/Berlin`.',
  );
}

/** Midnight may be written as 24:00. */
function minutes(hour: string | undefined, minute = '0'): number | undefined {
  if (hour === undefined) return undefined;
  const total = Number(hour) * 60 + Number(minute);
  if (total > 24 * 60 || Number(minute) > 59) return undefined;
  return total % (24 * 60);
}

/** By the zone's own rules for that day, daylight saving included. */
function minuteOfDay(at: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: timezone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at);
  const part = (type: 'hour' | 'minute') => Number(parts.find((one) => one.type === type)?.value);
  return part('hour') * 60 + part('minute');
}
