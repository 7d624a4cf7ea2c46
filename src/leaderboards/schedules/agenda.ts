import type { Occurrence, Schedule } from '../../store/schedule.ts';
import { createDueWindows } from './due-windows.ts';

/** What is to be done at a moment, and when the next is. Moments are epoch milliseconds. */
export interface Agenda {
  /** The due time that is to be claimed; undefined for none. */
  dueOf(schedule: Schedule, at: number): number | undefined;
  /** Spares the database the question from then on. */
  claimed(scheduleId: string, dueAt: number): void;
  /**
   * Of all schedules and of what is open: the ids of those to be worked on, and when something is due or to be tried
   * after that moment; infinite for never. One look at the clock serves for both, so that nothing falls between.
   */
  plan(
    schedules: readonly Schedule[],
    open: readonly Occurrence[],
    at: number,
  ): { readonly scheduleIds: ReadonlySet<string>; readonly nextAt: number };
}

/** Further ahead than any attempt is put off: the clock has gone back since. */
const FURTHEST_TRY_MS = 30 * 60_000;

export function createAgenda(): Agenda {
  const windowOf = createDueWindows();
  const claimed = new Map<string, number>();

  const dueOf = (schedule: Schedule, at: number): number | undefined => {
    const { id, state, countsFrom } = schedule;
    if (state !== 'active') return undefined;
    // The latest one, never a walk from the one before: so the clock may jump as it likes.
    const { previous } = windowOf(schedule, at);
    return previous === undefined || previous < countsFrom || claimed.get(id) === previous
      ? undefined
      : previous;
  };

  return {
    dueOf,
    claimed: (scheduleId, dueAt) => void claimed.set(scheduleId, dueAt),
    plan(schedules, open, at) {
      const active = schedules.filter(({ state }) => state === 'active');
      const toDo = active.filter((each) => dueOf(each, at) !== undefined || countsFromLater(each, at));
      const toTry = open.filter((each) => !waits(each, at));
      const times = [
        ...active.map((each) => windowOf(each, at).next),
        ...open.map(({ nextTryAt }) => nextTryAt ?? undefined),
      ];
      return {
        scheduleIds: new Set([...toTry.map(({ scheduleId }) => scheduleId), ...toDo.map(({ id }) => id)]),
        nextAt: Math.min(...times.filter((time) => time !== undefined).filter((time) => time > at)),
      };
    },
  };
}

/** Whether it is not to be tried again yet. */
export function waits({ nextTryAt }: Occurrence, at: number): boolean {
  const ahead = nextTryAt === null ? 0 : nextTryAt - at;
  return ahead > 0 && ahead <= FURTHEST_TRY_MS;
}

/** Made, changed or woken while the clock was ahead: it would wait for that time to come. */
export function countsFromLater({ countsFrom }: Schedule, at: number): boolean {
  return countsFrom > at;
}
