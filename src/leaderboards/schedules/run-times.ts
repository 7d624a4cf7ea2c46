import type { Occurrence, Schedule } from '../../store/schedule.ts';
import type { PostMoment } from '../posts/post-content.ts';
import { nextDue } from './timetable.ts';

/** A post is late from then on. */
const LATE_MS = 2 * 60_000;
/** Before the second, third … attempt; while the bot is up, a quarter of an hour in all. */
const RETRY_DELAYS_MS = [30_000, 60_000, 2 * 60_000, 4 * 60_000, 8 * 60_000] as const;
/** How long one waits for whether the message before went out. */
const WAITS_MS = 30 * 60_000;

export function momentOf(schedule: Schedule, { id, kind, dueAt }: Occurrence, now: number): PostMoment {
  return {
    occurrenceId: id,
    dueAt,
    now,
    late: kind === 'due' && now - dueAt > LATE_MS,
    // Due again, by a clock that has gone back, is what it is due for already.
    nextAt: nextDue(schedule.cron, schedule.timezone, Math.max(now, dueAt)),
  };
}

/** Whether a later one is due by now. */
export function isSuperseded(schedule: Schedule, occurrence: Occurrence, now: number): boolean {
  return occurrence.kind === 'due' && following(schedule, occurrence) <= now;
}

/** When to ask for the data again; undefined when the post would come too late for that. */
export function nextAttempt(schedule: Schedule, occurrence: Occurrence, now: number): number | undefined {
  const delay = RETRY_DELAYS_MS[occurrence.attempts];
  if (delay === undefined) return undefined;
  const at = now + delay;
  return at < following(schedule, occurrence) ? at : undefined;
}

/**
 * When to look again whether a message went out: until the next one is due, and for half an hour longer, for which that
 * one waits. Undefined when that is over.
 */
export function nextLook(schedule: Schedule, occurrence: Occurrence, now: number): number | undefined {
  const delay = RETRY_DELAYS_MS[occurrence.attempts] ?? RETRY_DELAYS_MS[4];
  const next = following(schedule, occurrence);
  if (now < next) return Math.min(now + delay, next);
  return now - next <= WAITS_MS ? now + RETRY_DELAYS_MS[0] : undefined;
}

function following({ cron, timezone }: Schedule, { dueAt }: Occurrence): number {
  return nextDue(cron, timezone, dueAt) ?? Number.POSITIVE_INFINITY;
}
