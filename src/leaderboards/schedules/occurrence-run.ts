import type { Call } from '../../http/call.ts';
import type { Channels } from '../../message/channels.ts';
import type { Occurrence, Schedule } from '../../store/schedule.ts';
import type { PostContent, PreparedPost } from '../posts/post-content.ts';
import { type ConcludeDependencies, conclude, end, type RunResult } from './conclude.ts';
import { deliver, findPosted, messageToEdit } from './delivery.ts';
import { type PostData, postData } from './post-data.ts';
import { isSuperseded, momentOf, nextAttempt } from './run-times.ts';
import * as words from './run-words.ts';
import { nextDue } from './timetable.ts';

export interface RunDependencies extends ConcludeDependencies {
  readonly channels: Pick<Channels, 'check'>;
  readonly content: PostContent;
  /** Whether this process is still the one that may post. */
  readonly mayWrite: () => Promise<boolean>;
  /** Aborted when the bot stops: what is not sent by then stays open. */
  readonly stopping: AbortSignal;
}

const DATA_WITHIN_MS = 2 * 60_000;

/**
 * Takes a claimed occurrence on, from wherever an earlier attempt left it. However often that is, one message of it is
 * in the channel at most.
 * @param manual the call of the admin who runs it by hand and waits: there are no later attempts then
 */
export async function runOccurrence(
  occurrence: Occurrence,
  deps: RunDependencies,
  manual?: Call,
): Promise<RunResult> {
  const { store, now } = deps;
  const schedule = await store.schedules.get(occurrence.scheduleId);
  if (schedule === undefined) return { kind: 'ended', note: words.REMOVED };
  if (schedule.state === 'resting') return end(occurrence, 'failed', words.RESTS, deps);
  // Somebody woke it, if it rested: the next time is another one.
  deps.notices.clear(`schedule:${schedule.id}:rest`);
  // An edit can be repeated; a new message may have gone out, and is looked for before anything else: also where the
  // schedule was changed since, for in mode `edit` there would be two.
  if (occurrence.state === 'sending' && messageToEdit(schedule) === null) {
    const found = await findPosted(schedule, occurrence, deps);
    if (found !== undefined) return conclude(found, schedule, occurrence, deps);
  }
  if (occurrence.dueAt < schedule.countsFrom) return end(occurrence, 'missed', words.CHANGED, deps);
  if (isSuperseded(schedule, occurrence, now())) return end(occurrence, 'missed', words.SUPERSEDED, deps);
  if (occurrence.kind === 'manual' && manual === undefined) {
    // Who ran it was told that it failed; a post out of the blue would be a second one by then.
    return end(occurrence, 'failed', words.CUT_OFF, deps);
  }
  const data = await read(schedule, occurrence, deps, manual);
  // That takes its time: by now another process may have taken the occurrence up, and nothing of it is ours to settle.
  if (deps.stopping.aborted || !(await deps.mayWrite())) return { kind: 'open', note: words.STOPPING };
  if ('post' in data) return post(data, schedule, occurrence, deps, manual === undefined);
  return withoutData(data.error, schedule, occurrence, deps, { manual, later: data.kind === 'later' });
}

function read(
  schedule: Schedule,
  occurrence: Occurrence,
  { content, now, log, stopping }: RunDependencies,
  manual: Call | undefined,
): Promise<PostData> {
  const at = now();
  const call: Call = manual ?? { class: 'background', deadline: at + DATA_WITHIN_MS };
  const signal = call.signal === undefined ? stopping : AbortSignal.any([stopping, call.signal]);
  const mayWait = manual === undefined && nextAttempt(schedule, occurrence, at) !== undefined;
  return postData(schedule, momentOf(schedule, occurrence, at), {
    content,
    call: { ...call, signal },
    mayWait,
    log,
  });
}

async function withoutData(
  error: unknown,
  schedule: Schedule,
  occurrence: Occurrence,
  deps: RunDependencies,
  { manual, later }: { readonly manual: Call | undefined; readonly later: boolean },
): Promise<RunResult> {
  const at = deps.now();
  const reason = words.reasonOf(error, at);
  const retryAt = manual === undefined && later ? nextAttempt(schedule, occurrence, at) : undefined;
  if (retryAt !== undefined) {
    await deps.store.occurrences.postpone(occurrence.id, retryAt, reason);
    return { kind: 'open', note: reason };
  }
  if (manual === undefined) {
    const nextAt = nextDue(schedule.cron, schedule.timezone, at);
    await deps.notices.tell(`schedule:${schedule.id}:data`, words.skipped(schedule, reason, nextAt));
  }
  return { ...(await end(occurrence, 'skipped', reason, deps)), error };
}

async function post(
  data: { readonly post: PreparedPost; readonly error?: unknown },
  before: Schedule,
  occurrence: Occurrence,
  deps: RunDependencies,
  tellAdmins: boolean,
): Promise<RunResult> {
  const { store, posts, mayWrite, notices, now } = deps;
  // The data took their time: somebody may have changed the schedule, or removed it.
  const schedule = await store.schedules.get(before.id);
  if (schedule === undefined) return { kind: 'ended', note: words.REMOVED };
  if (schedule.countsFrom !== before.countsFrom || schedule.state === 'resting') {
    return end(occurrence, 'missed', words.CHANGED, deps);
  }
  const sending = await store.occurrences.sending(occurrence.id, data.post.shown);
  if (sending === undefined) return { kind: 'ended', note: words.SETTLED };
  if (deps.stopping.aborted) return { kind: 'open', note: words.STOPPING };
  const { schedules } = store;
  const delivery = await deliver(schedule, sending, data.post.message, { posts, schedules, mayWrite });
  const result = await conclude(delivery, schedule, sending, deps);
  if (result.kind !== 'posted') return result;
  const key = `schedule:${schedule.id}:data`;
  if (!('error' in data)) notices.clear(key);
  else if (tellAdmins) await notices.tell(key, words.postedOld(schedule, words.reasonOf(data.error, now())));
  return result;
}
