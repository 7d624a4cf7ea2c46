import { Cron } from 'croner';
import { UserError } from '../message/user-error.ts';
import { parseDuration, withinLimits } from './bans/durations.ts';

/** A day, and perhaps a time of it: `2026-11-01`, `2026-11-01 18:00`. */
const LOCAL = /^(?<day>\d{4}-\d{2}-\d{2})(?:[ T](?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d))?$/u;

export interface MomentOptions {
  /** IANA name. */
  readonly timezone: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Reads since when or until when something is looked for: a day or a moment in the community's time zone, or how long
 * ago it was (`7d`).
 * @param edge a day alone means its beginning or its end.
 * @returns epoch milliseconds
 * @throws UserError for anything else.
 */
export function parseMoment(text: string, edge: 'from' | 'until', options: MomentOptions): number {
  const asked = text.trim();
  const local = LOCAL.exec(asked)?.groups;
  const time = local === undefined ? ago(asked, options.now) : inZone(local, edge, options.timezone);
  if (time !== undefined) return time;
  throw new UserError(
    'moment-unreadable',
    `I cannot read \`${edge}\` as a time. Examples: \`7d\` or \`12h\` (so long ago), \`2026-11-01\`, \`2026-11-01 18:00\` (in the time zone ${options.timezone}).`,
  );
}

/**
 * Reads how long something lasts from now on: a duration (`7d`), or until when as a day, which counts whole, or a moment
 * in the community's time zone (`2026-12-31`, `2026-12-31 18:00`).
 * @param what lasts that long, for the refusals.
 * @param offersPerm whether they name `perm`, which is read in any case.
 * @returns milliseconds; null for good
 * @throws UserError for anything else, the past, or more than ten years.
 */
export function parseLasting(
  text: string,
  what: string,
  offersPerm: boolean,
  { timezone, now }: MomentOptions,
): number | null {
  const local = LOCAL.exec(text.trim())?.groups;
  if (local === undefined) return parseDuration(text, what, offersPerm);
  const end = inZone(local, 'until', timezone);
  if (end === undefined) {
    throw new UserError(
      'moment-unreadable',
      'There is no such day or time. Examples: `2026-12-31`, `2026-12-31 18:00`.',
    );
  }
  return withinLimits(end - now, what, offersPerm);
}

function ago(text: string, now: number): number | undefined {
  try {
    const ms = parseDuration(text);
    return ms === null ? undefined : now - ms;
  } catch (error) {
    if (error instanceof UserError) return undefined; // it speaks of how long bans last
    throw error;
  }
}

function inZone(
  { day = '', hour, minute }: Readonly<Record<string, string | undefined>>,
  edge: 'from' | 'until',
  timezone: string,
): number | undefined {
  const date = new Date(`${day}T00:00:00Z`);
  // The 30th of February is read as the 2nd of March.
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) return undefined;
  if (hour === undefined && edge === 'until') {
    date.setUTCDate(date.getUTCDate() + 1);
    const next = localTime(`${date.toISOString().slice(0, 10)}T00:00:00`, timezone);
    return next === undefined ? undefined : next - 1;
  }
  const start = localTime(`${day}T${hour ?? '00'}:${minute ?? '00'}:00`, timezone);
  // A minute that is named counts as a whole.
  return start === undefined || edge === 'from' ? start : start + 59_999;
}

function localTime(iso: string, timezone: string): number | undefined {
  return new Cron(iso, { timezone }).getOnce()?.getTime();
}
