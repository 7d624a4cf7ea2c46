import type { Logger } from 'pino';
import type { Call } from '../../http/call.ts';
import type { Channels } from '../../message/channels.ts';
import type { Posts } from '../../message/posts.ts';
import { UserError } from '../../message/user-error.ts';
import type { Occurrence } from '../../store/schedule.ts';
import { sleep } from '../../store/sleep.ts';
import type { Store } from '../../store/store.ts';
import type { AdminNotices } from '../admin-notice.ts';
import type { PostContent } from '../posts/post-content.ts';
import { countsFromLater, createAgenda, waits } from './agenda.ts';
import { createLanes } from './lanes.ts';
import { type RunDependencies, runOccurrence } from './occurrence-run.ts';
import { createRounds } from './rounds.ts';
import { howToWake } from './run-words.ts';
import { tidy } from './tidy.ts';
import { createTurns } from './turns.ts';

export interface SchedulerOptions {
  readonly store: Pick<Store, 'schedules' | 'occurrences' | 'snapshots'>;
  readonly posts: Posts;
  readonly channels: Pick<Channels, 'check'>;
  readonly content: PostContent;
  readonly notices: AdminNotices;
  /** Epoch milliseconds. It may jump. */
  readonly now: () => number;
  readonly log: Logger;
  /** Whether this process is still the one that may post. */
  readonly mayWrite: () => Promise<boolean>;
}

/** Posts what is due, once for each due time. */
export interface Scheduler {
  /** Takes up what an earlier process left, and keeps time from then on. */
  start(): void;
  /** Does everything that is due now. Never rejects: what failed is done at a later tick. */
  tick(): Promise<void>;
  /** Plans anew, for a schedule was made or changed. */
  wake(): void;
  /**
   * Posts now, as if it were due.
   * @throws UserError when it could not be posted; ApiError, LimiterError when the data are not to be had.
   */
  run(scheduleId: string, call: Call): Promise<{ readonly channelId: string; readonly messageId: string }>;
  /** Gives up reading, lets a message on its way arrive, and leaves the rest to the next start. */
  stop(): Promise<void>;
}

const SIDE_BY_SIDE = 3;
/** A clock that was changed is noticed within that time. */
const LONGEST_SLEEP_MS = 30_000;
const TIDY_AGAIN_MS = 5 * 60_000;
const STOP_WITHIN_MS = 1_000;
const DAY_MS = 86_400_000;

export function createScheduler(options: SchedulerOptions): Scheduler {
  const { store, notices, now, log, mayWrite } = options;
  const stopping = new AbortController();
  const deps: RunDependencies = { ...options, stopping: stopping.signal };
  const lanes = createLanes();
  const inTurn = createTurns(SIDE_BY_SIDE);
  const agenda = createAgenda();
  /** Work of a schedule that waits for its lane: one is enough. */
  const queued = new Map<string, Promise<void>>();
  /** When the pins of an occurrence were tried last. */
  const tidiedAt = new Map<string, number>();
  let thinnedAt: number | undefined;

  const safely = async (what: string, scheduleId: string | undefined, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      log.error(
        { err: error, ...(scheduleId !== undefined && { scheduleId }) },
        `${what}; trying again later`,
      );
    }
  };

  const openOf = async (scheduleId: string): Promise<readonly Occurrence[]> =>
    (await store.occurrences.open()).filter((each) => each.scheduleId === scheduleId);

  /** Brings one schedule up to date, in its lane. */
  const work = async (scheduleId: string): Promise<void> => {
    if (stopping.signal.aborted || !(await mayWrite())) return;
    let unsettled = false;
    for (const occurrence of await openOf(scheduleId)) {
      const result = waits(occurrence, now()) ? undefined : await runOccurrence(occurrence, deps);
      unsettled ||= result === undefined || result.kind === 'open';
      if (stopping.signal.aborted) return;
    }
    // The next one must not overtake what may still be on its way.
    if (unsettled) return;
    const schedule = await store.schedules.get(scheduleId);
    if (schedule === undefined) return;
    if (countsFromLater(schedule, now())) await store.schedules.countFromNow(scheduleId);
    const due = agenda.dueOf(schedule, now());
    if (due === undefined) return;
    const occurrence = await store.occurrences.claim(scheduleId, due);
    agenda.claimed(scheduleId, due);
    if (occurrence !== undefined) await runOccurrence(occurrence, deps);
  };

  const queue = (scheduleId: string): Promise<void> => {
    const waiting = queued.get(scheduleId);
    if (waiting !== undefined) return waiting;
    const done = lanes.run(scheduleId, () =>
      inTurn(() => {
        queued.delete(scheduleId);
        return safely('a schedule could not be worked on', scheduleId, () => work(scheduleId));
      }),
    );
    queued.set(scheduleId, done);
    return done;
  };

  const tidyUp = async (occurrence: Occurrence): Promise<void> => {
    const last = tidiedAt.get(occurrence.id);
    if (last !== undefined && Math.abs(now() - last) < TIDY_AGAIN_MS) return;
    if (stopping.signal.aborted || !(await mayWrite())) return;
    tidiedAt.set(occurrence.id, now());
    if (await tidy(occurrence, deps)) tidiedAt.delete(occurrence.id);
  };

  /** What belongs to no single schedule. */
  const keepHouse = async (): Promise<void> => {
    if (stopping.signal.aborted || !(await mayWrite())) return;
    await notices.retry();
    if (thinnedAt !== undefined && Math.abs(now() - thinnedAt) < DAY_MS) return;
    thinnedAt = now();
    await store.snapshots.thin();
  };

  /** Begins everything that is due. @returns a promise of the end, and when something is due or to be tried next. */
  const begin = async () => {
    const schedules = await store.schedules.all();
    const open = await store.occurrences.open();
    const untidy = await store.occurrences.untidy();
    const { scheduleIds, nextAt } = agenda.plan(schedules, open, now());
    // Pins first: they belong to posts that went out before.
    const tidying = untidy.map((each) =>
      lanes.run(each.scheduleId, () =>
        safely('a post could not be tidied up', each.scheduleId, () => tidyUp(each)),
      ),
    );
    const works = [...scheduleIds].map(queue);
    const house = safely('snapshots could not be thinned out', undefined, keepHouse);
    return { nextAt, done: Promise.all([...tidying, ...works, house]) };
  };

  const tick = async (): Promise<void> => {
    if (stopping.signal.aborted) return;
    await safely('the schedules could not be read', undefined, async () => {
      const { done } = await begin();
      await done;
    });
  };

  /** One round of the timer: it begins what is due and does not wait for it. */
  const rounds = createRounds(async () => {
    let sleepMs = LONGEST_SLEEP_MS;
    await safely('the schedules could not be read', undefined, async () => {
      const { nextAt } = await begin();
      sleepMs = Math.min(LONGEST_SLEEP_MS, Math.max(0, nextAt - now()));
    });
    return sleepMs;
  });

  return {
    start: rounds.start,
    tick,
    wake: rounds.wake,
    run(scheduleId, call) {
      return lanes.run(scheduleId, async () => {
        if (stopping.signal.aborted || !(await mayWrite())) throw notPosted('The bot is stopping.');
        const schedule = await store.schedules.get(scheduleId);
        if (schedule === undefined) throw notPosted('The schedule was removed.');
        if (schedule.state === 'resting') {
          throw notPosted(`It rests. ${schedule.restReason ?? ''} ${howToWake(schedule)}`);
        }
        for (const before of await openOf(scheduleId)) {
          // It must not overtake what may still be on its way, no more than what is due may.
          const end = before.state === 'sending' ? await runOccurrence(before, deps) : undefined;
          if (end?.kind === 'open') throw notPosted(end.note);
        }
        const occurrence = await store.occurrences.claimManual(scheduleId);
        const result = await runOccurrence(occurrence, deps, call);
        if (result.kind === 'posted') return result.message;
        if (result.kind === 'ended' && result.error !== undefined) throw result.error;
        throw notPosted(result.note);
      });
    },
    async stop() {
      rounds.stop();
      stopping.abort();
      const enough = new AbortController();
      const late = sleep(STOP_WITHIN_MS, enough.signal).catch(() => undefined);
      await Promise.race([lanes.idle(), late]);
      enough.abort();
    },
  };
}

function notPosted(why: string): UserError {
  return new UserError('schedule-not-posted', `It was not posted. ${why}`);
}
