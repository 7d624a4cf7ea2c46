import { Cron } from 'croner';

/**
 * Due times of a cron expression of five fields in a zone of IANA. A time that daylight saving leaves out is due at the
 * first moment after the gap; one that comes twice is due once, the first time. Times are epoch milliseconds.
 */

/** Enough to see every distance that five fields can make: fields repeat within a day, a month or a year. */
const RUNS_LOOKED_AT = 400;

/** The expression in croner's hands. @throws an error of croner when it cannot be read */
function open(cron: string, timezone: string): Cron {
  // A list of hours is a list of times of day, so each of them is moved out of a gap as a single one is.
  return new Cron(cron, { timezone, paused: true, mode: '5-part', fixedTimeRule: 'no-wildcard' });
}

/** Whether five fields can be read at all; they may still never be due. */
export function isCron(cron: string): boolean {
  try {
    open(cron, 'UTC');
    return true;
  } catch {
    return false;
  }
}

/** The first due time later than `after`; undefined when there is none any more, as on 30 February. */
export function nextDue(cron: string, timezone: string, after: number): number | undefined {
  return open(cron, timezone).nextRun(new Date(after))?.getTime();
}

/** The last due time that is not later than `at`; undefined when there was none. */
export function previousDue(cron: string, timezone: string, at: number): number | undefined {
  // croner's is earlier than the moment given.
  return open(cron, timezone)
    .previousRuns(1, new Date(at + 1))[0]
    ?.getTime();
}

/** The shortest time between two due times after `from`, milliseconds; infinite when there are not two. */
export function shortestGap(cron: string, timezone: string, from: number): number {
  const runs = open(cron, timezone).nextRuns(RUNS_LOOKED_AT, new Date(from));
  return runs.reduce((least, run, index) => {
    const before = runs[index - 1];
    return before === undefined ? least : Math.min(least, run.getTime() - before.getTime());
  }, Number.POSITIVE_INFINITY);
}
