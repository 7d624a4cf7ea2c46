import { ApiError } from '../../http/errors.ts';
import type { PostError } from '../../message/posts.ts';
import { UserError } from '../../message/user-error.ts';
import { LimiterError } from '../../ratelimit/limiter.ts';
import { explainError } from '../../render/api-error.ts';
import { relativeTime } from '../../render/timestamps.ts';
import type { Schedule } from '../../store/schedule.ts';
import { nameOf } from './schedule-name.ts';

/** Why a due time ended as it did, in words for admins. */
export const REMOVED = 'The schedule was removed.';
export const RESTS = 'The schedule rests.';
export const CHANGED = 'The schedule was changed meanwhile.';
export const CUT_OFF = 'It was run by hand, and Discord did not answer or the bot was stopped.';
export const SUPERSEDED = 'The bot could not post it before the next one was due.';
export const SETTLED = 'It was settled meanwhile.';
export const STOPPING = 'The bot is stopping.';
export const UNKNOWN = 'Discord did not answer: it is not known whether the message is there.';

/** Why there were no data. */
export function reasonOf(error: unknown, now: number): string {
  if (error instanceof UserError) return error.message;
  if (error instanceof ApiError || error instanceof LimiterError) return explainError(error, now).text;
  return 'A fault of the bot itself; the log has it.';
}

export function skipped(schedule: Schedule, reason: string, nextAt: number | undefined): string {
  const next = nextAt === undefined ? '' : ` The next post is due ${relativeTime(nextAt)}.`;
  return `${nameOf(schedule)} was not posted: ${reason}${next} While it stays like this you are not told again.`;
}

export function postedOld(schedule: Schedule, reason: string): string {
  return `${nameOf(schedule)} was posted with the last known data: ${reason} While it stays like this you are not told again.`;
}

export function outOfReach(schedule: Schedule, { failure }: PostError): string {
  return failure === 'forbidden'
    ? `I may not post in <#${schedule.channelId}>: I need View Channel, Send Messages, Embed Links and Read Message History there.`
    : 'The channel is gone.';
}

export function rests(schedule: Schedule, reason: string): string {
  return `${nameOf(schedule)} rests from now on. ${reason} ${howToWake(schedule)}`;
}

export function howToWake({ source, id }: Schedule): string {
  return source === 'file'
    ? 'Mend that, or name another channel in the schedules file; it wakes when the bot starts anew.'
    : `Mend that, or choose another channel; \`/leaderboard schedule edit\` of \`${id}\` wakes it, even if nothing in it changes.`;
}

export function refused(schedule: Schedule): string {
  return `Discord refused what ${nameOf(schedule)} should post. Look whether a rule of AutoMod stops my messages there. While it stays like this you are not told again.`;
}
