import type { Logger } from 'pino';
import { PostError, type Posts } from '../../message/posts.ts';
import { escapeText } from '../../render/escape.ts';
import type { Occurrence, Schedule } from '../../store/schedule.ts';
import type { Store } from '../../store/store.ts';
import type { AdminNotices } from '../admin-notice.ts';
import { nameOf } from './schedule-name.ts';

export interface TidyDependencies {
  readonly store: Pick<Store, 'schedules' | 'occurrences'>;
  readonly posts: Posts;
  readonly notices: AdminNotices;
  readonly log: Logger;
}

/**
 * Does what is left after a post: unpins or deletes the one before, and pins it.
 * @returns false when Discord did not answer, so that it is to be tried again.
 */
export async function tidy(occurrence: Occurrence, deps: TidyDependencies): Promise<boolean> {
  const { store, posts, notices, log } = deps;
  const { id, scheduleId, message, previous } = occurrence;
  const schedule = await store.schedules.get(scheduleId);
  if (schedule === undefined || message === null) {
    await store.occurrences.tidied(id);
    return true;
  }
  const refusals: PostError[] = [];
  const attempt = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof PostError)) throw error;
      log.warn({ err: error, scheduleId, occurrenceId: id }, 'a pin or an old post could not be tidied up');
      if (error.failure === 'unavailable') return false;
      // What is gone needs no tidying.
      if (error.failure !== 'gone') refusals.push(error);
      return true;
    }
  };
  let done = true;
  // First of all, for it makes room: a channel holds a limited number of pins.
  if (previous !== null && previous.messageId !== message.messageId) {
    done = (await attempt(() => removePrevious(schedule, previous, posts))) && done;
  }
  // Tried late, another post may stand there by now.
  if (schedule.pin && schedule.message?.messageId === message.messageId) {
    done = (await attempt(() => posts.pin(message.channelId, message.messageId))) && done;
  }
  if (!done) return false;
  await store.occurrences.tidied(id);
  const key = `schedule:${scheduleId}:tidy`;
  const [refusal] = refusals;
  if (refusal === undefined) notices.clear(key);
  else await notices.tell(key, refusalText(schedule, refusal));
  return true;
}

async function removePrevious(
  schedule: Schedule,
  { channelId, messageId }: NonNullable<Schedule['message']>,
  posts: Posts,
): Promise<void> {
  if (schedule.mode === 'post' && schedule.deletePrevious) await posts.delete(channelId, messageId);
  else if (schedule.pin) await posts.unpin(channelId, messageId);
}

function refusalText(schedule: Schedule, { failure, message }: PostError): string {
  const where = schedule.source === 'file' ? 'in the schedules file' : 'with `/leaderboard schedule edit`';
  const why =
    failure === 'forbidden'
      ? `Give me the permission Pin Messages there, or switch pinning off ${where}.`
      : `Discord says: ${escapeText(message, 300)}. A channel holds a limited number of pins: take some off.`;
  return `${nameOf(schedule)} was posted, but I could not change the pins or delete the post before. ${why}`;
}
