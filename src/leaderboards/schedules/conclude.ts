import type { Logger } from 'pino';
import type { Posts } from '../../message/posts.ts';
import type { Occurrence, Schedule } from '../../store/schedule.ts';
import type { Store } from '../../store/store.ts';
import type { AdminNotices } from '../admin-notice.ts';
import type { Delivery } from './delivery.ts';
import { nextLook } from './run-times.ts';
import * as words from './run-words.ts';
import { tidy } from './tidy.ts';

export interface ConcludeDependencies {
  readonly store: Pick<Store, 'schedules' | 'occurrences'>;
  readonly posts: Posts;
  readonly notices: AdminNotices;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
}

/** What became of an occurrence. `open`: it is tried again later. `ended`: without a message, for `error` or `note`. */
export type RunResult =
  | { readonly kind: 'posted'; readonly message: NonNullable<Schedule['message']> }
  | { readonly kind: 'open'; readonly note: string }
  | { readonly kind: 'ended'; readonly note: string; readonly error?: unknown };

/** Writes down what became of a message, and does what follows from it. */
export async function conclude(
  delivery: Delivery,
  schedule: Schedule,
  occurrence: Occurrence,
  deps: ConcludeDependencies,
): Promise<RunResult> {
  const { store, notices, now, log } = deps;
  const fields = { scheduleId: schedule.id, occurrenceId: occurrence.id };
  switch (delivery.kind) {
    case 'posted':
      await recordPost(delivery.message, schedule, occurrence, deps);
      notices.clear(`schedule:${schedule.id}:refused`);
      return { kind: 'posted', message: delivery.message };
    case 'forgone':
      return { kind: 'open', note: words.STOPPING };
    case 'unclear': {
      log.warn({ ...fields, err: delivery.error }, 'it is not known whether a post went out; looking later');
      const lookAt = nextLook(schedule, occurrence, now());
      if (lookAt === undefined) return end(occurrence, 'missed', words.UNKNOWN, deps);
      await store.occurrences.postpone(occurrence.id, lookAt, words.UNKNOWN);
      return { kind: 'open', note: words.UNKNOWN };
    }
    case 'out-of-reach': {
      log.warn({ ...fields, err: delivery.error }, 'a channel is out of reach; its schedule rests');
      const reason = words.outOfReach(schedule, delivery.error);
      // Before it rests: a crash in between tells twice rather than never.
      await notices.tell(`schedule:${schedule.id}:rest`, words.rests(schedule, reason));
      await store.schedules.rest(schedule.id, reason);
      return end(occurrence, 'failed', reason, deps);
    }
    case 'refused': {
      log.warn({ ...fields, err: delivery.error }, 'Discord refused a post');
      const reason = words.refused(schedule);
      await notices.tell(`schedule:${schedule.id}:refused`, reason);
      return end(occurrence, 'failed', reason, deps);
    }
  }
}

/** Settles an occurrence that gets no message. */
export async function end(
  { id, scheduleId, dueAt }: Occurrence,
  state: 'skipped' | 'failed' | 'missed',
  note: string,
  { store, log }: Pick<ConcludeDependencies, 'store' | 'log'>,
): Promise<Extract<RunResult, { kind: 'ended' }>> {
  await store.occurrences.settle(id, state, note);
  log.info({ scheduleId, occurrenceId: id, dueAt, state, note }, 'a due time ended without a post');
  return { kind: 'ended', note };
}

async function recordPost(
  message: NonNullable<Schedule['message']>,
  schedule: Schedule,
  { id, dueAt }: Occurrence,
  deps: ConcludeDependencies,
): Promise<void> {
  const { occurrences } = deps.store;
  const fields = { scheduleId: schedule.id, occurrenceId: id, dueAt };
  const previous = schedule.message?.messageId === message.messageId ? null : schedule.message;
  const tidyPending = schedule.pin || (previous !== null && schedule.deletePrevious);
  await occurrences.posted(id, { message, previous, tidyPending });
  deps.log.info({ ...fields, messageId: message.messageId }, 'a schedule was posted');
  if (!tidyPending) return;
  try {
    const posted = await occurrences.get(id);
    if (posted?.tidyPending) await tidy(posted, deps);
  } catch (error) {
    // The post stands; what is left is noted, and done at a later tick.
    deps.log.error({ ...fields, err: error }, 'a post could not be tidied up; trying again later');
  }
}
