import type { AttendanceHour } from '../../store/attendance.ts';

/** Weekday 0 (Sunday) to 6 and hour 0 to 23 in a time zone, with the players who were there on average. */
export interface BusiestHour {
  readonly weekday: number;
  readonly hour: number;
  readonly average: number;
}

/** Hours that must be known before one of them can be called the busiest. */
const LEAST_HOURS = 24;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** @param hours of all servers that count @param timezone IANA. Undefined when too little is known, or nobody came. */
export function busiestHour(hours: readonly AttendanceHour[], timezone: string): BusiestHour | undefined {
  const byHour = new Map<number, number>();
  for (const one of hours) byHour.set(one.hour, (byHour.get(one.hour) ?? 0) + averageOf(one));
  if (byHour.size < LEAST_HOURS) return undefined;
  const format = new Intl.DateTimeFormat('en-US', {
    weekday: 'short',
    hour: 'numeric',
    hourCycle: 'h23',
    timeZone: timezone,
  });
  const byPlace = new Map<
    string,
    { readonly weekday: number; readonly hour: number; readonly seen: number[] }
  >();
  for (const [at, players] of byHour) {
    const parts = format.formatToParts(at);
    const weekday = WEEKDAYS.indexOf(parts.find(({ type }) => type === 'weekday')?.value ?? '');
    const hour = Number(parts.find(({ type }) => type === 'hour')?.value);
    const key = `${weekday} ${hour}`;
    const place = byPlace.get(key) ?? { weekday, hour, seen: [] };
    place.seen.push(players);
    byPlace.set(key, place);
  }
  const averages = [...byPlace.values()].map(({ weekday, hour, seen }) => ({
    weekday,
    hour,
    average: seen.reduce((sum, players) => sum + players, 0) / seen.length,
  }));
  const [busiest] = averages.sort((a, b) => b.average - a.average);
  return busiest !== undefined && busiest.average > 0 ? busiest : undefined;
}

/** Players on one server in one hour, on average. */
export function averageOf({ looks, players }: AttendanceHour): number {
  return looks === 0 ? 0 : players / looks;
}
