import type { Snapshot } from './snapshot.ts';

/** The repository of `snapshots`: what posts showed. Written by `Occurrences.sending`. */
export interface Snapshots {
  /** The newest of a schedule whose message was posted, taken before `before` (epoch milliseconds; default: any). */
  latest(scheduleId: string, before?: number): Promise<Snapshot | undefined>;
  /**
   * Thins out: of each schedule everything of the last 14 days is kept, one a week of the year before, nothing older;
   * the newest stays always. Settled occurrences older than a year go too, save the newest of a schedule.
   * @returns how many snapshots went
   */
  thin(): Promise<number>;
}
