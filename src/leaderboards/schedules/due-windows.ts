import type { Schedule } from '../../store/schedule.ts';
import { nextDue, previousDue } from './timetable.ts';

/** The due times on both sides of a moment, epoch milliseconds; undefined for none. */
export interface DueWindow {
  /** Not later than the moment. */
  readonly previous: number | undefined;
  /** Later than the moment. */
  readonly next: number | undefined;
}

/** Remembers the window of each schedule, for it is asked all the time and changes only when something is due. */
export function createDueWindows(): (
  schedule: Pick<Schedule, 'id' | 'cron' | 'timezone'>,
  now: number,
) => DueWindow {
  const known = new Map<string, DueWindow & { readonly times: string }>();
  return ({ id, cron, timezone }, now) => {
    const times = `${cron} ${timezone}`;
    const last = known.get(id);
    // The clock may have gone back, too.
    if (last?.times === times && now >= (last.previous ?? Number.NEGATIVE_INFINITY)) {
      if (now < (last.next ?? Number.POSITIVE_INFINITY)) return last;
    }
    const window = { times, previous: previousDue(cron, timezone, now), next: nextDue(cron, timezone, now) };
    known.set(id, window);
    return window;
  };
}
