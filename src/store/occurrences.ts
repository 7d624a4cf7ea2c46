import type { Occurrence, OccurrenceState } from './schedule.ts';
import type { SnapshotData } from './snapshot.ts';

type MessageRef = { readonly channelId: string; readonly messageId: string };

/** The repository of `occurrences`: what was due, what became of it, and that nothing is posted twice. */
export interface Occurrences {
  /**
   * Takes a due time in hand; undefined when it was taken before, by whomever. Unique by schedule and due time. Due
   * times between the newest one that is known and this one stay unclaimed: they were missed.
   */
  claim(scheduleId: string, dueAt: number): Promise<Occurrence | undefined>;
  /** Takes a run by hand in hand, due now. */
  claimManual(scheduleId: string): Promise<Occurrence>;
  get(id: string): Promise<Occurrence | undefined>;
  /** Those that an earlier process, or an earlier attempt, left `claimed` or `sending`; oldest first. */
  open(): Promise<readonly Occurrence[]>;
  /** Posted ones whose pins and deletions are still to be done; oldest first. */
  untidy(): Promise<readonly Occurrence[]>;
  /** The newest of a schedule, whatever became of it. */
  latest(scheduleId: string): Promise<Occurrence | undefined>;
  /** Data were not to be had: counts the attempt and says when the next is due. */
  postpone(id: string, nextTryAt: number, note: string): Promise<void>;
  /**
   * Before its message is sent: `sending`, with what the message shows, in one transaction. A second time it replaces
   * what an earlier attempt showed. Undefined unless it was `claimed` or `sending`.
   */
  sending(id: string, shown: SnapshotData | null): Promise<Occurrence | undefined>;
  /**
   * Its message stands: `posted`, the schedule's message becomes this one, and `previous` (if given) is to be unpinned
   * or deleted; all in one transaction. @param tidyPending whether anything is left to do.
   */
  posted(
    id: string,
    result: {
      readonly message: MessageRef;
      readonly previous: MessageRef | null;
      readonly tidyPending: boolean;
    },
  ): Promise<void>;
  /** Pins and deletions are done. */
  tidied(id: string): Promise<void>;
  /** It ends without a message; its snapshot, if one was written, is dropped. */
  settle(
    id: string,
    state: Extract<OccurrenceState, 'skipped' | 'failed' | 'missed'>,
    note: string,
  ): Promise<void>;
}
