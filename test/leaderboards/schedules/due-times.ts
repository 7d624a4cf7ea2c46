/**
 * Due times by the calendar of a zone, counted with Intl alone: a second opinion on the timetable. A time that the
 * clock skips is due when the clock has gone forward; one that comes twice the first time.
 */
export interface DailyTimes {
  readonly timezone: string;
  /** `02:30`. */
  readonly times: readonly string[];
  /** Whether it is due on that day of the zone's calendar. */
  readonly on?: (day: CalendarDay) => boolean;
}

export interface CalendarDay {
  /** Day of the month. */
  readonly day: number;
  /** 0 for Sunday. */
  readonly weekday: number;
  readonly lastOfMonth: boolean;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** From one moment up to another, in order. */
export function dueTimes(
  { timezone, times, on = () => true }: DailyTimes,
  from: number,
  to: number,
): number[] {
  const offset = offsets(timezone);
  const found: number[] = [];
  const first = Math.floor(from / DAY) - 2;
  for (let index = first; index * DAY < to + 2 * DAY; index += 1) {
    const date = new Date(index * DAY);
    const day = {
      day: date.getUTCDate(),
      weekday: date.getUTCDay(),
      lastOfMonth: new Date((index + 1) * DAY).getUTCDate() === 1,
    };
    if (!on(day)) continue;
    for (const time of times) {
      const [hour = 0, minute = 0] = time.split(':').map(Number);
      found.push(instant(index * DAY + hour * 60 * MINUTE + minute * MINUTE, offset));
    }
  }
  return found.filter((at) => at >= from && at < to).sort((one, other) => one - other);
}

/** The moment at which the zone's clocks show `local`, given as if it were UTC. */
function instant(local: number, offset: (at: number) => number): number {
  const candidates = [offset(local - DAY), offset(local + DAY)].map((ahead) => local - ahead);
  const right = candidates.filter((at) => at + offset(at) === local);
  if (right.length > 0) return Math.min(...right);
  // Skipped: the minute in which the clock goes forward.
  let at = Math.min(...candidates) - DAY / 2;
  while (at + offset(at) < local) at += MINUTE;
  return at;
}

/** Milliseconds that the zone is ahead of UTC at a moment. */
function offsets(timezone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => {
    const parts = new Map(format.formatToParts(new Date(at)).map(({ type, value }) => [type, Number(value)]));
    const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) - at;
  };
}
