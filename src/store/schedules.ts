import type { Schedule, ScheduleSettings } from './schedule.ts';

/** The repository of `schedules`. */
export interface Schedules {
  /** Makes a schedule of people; its id is new. Counts from now. */
  add(settings: ScheduleSettings, createdBy: string): Promise<Schedule>;
  get(id: string): Promise<Schedule | undefined>;
  /** All of them, oldest first. */
  all(): Promise<readonly Schedule[]>;
  /**
   * Replaces the settings, wakes a resting one, and lets it count from now. Another channel forgets the message
   * that stood in the old one. Undefined when there is none.
   */
  change(id: string, settings: ScheduleSettings): Promise<Schedule | undefined>;
  /** Puts it to rest; false when it rested already, or there is none: so that the admins are told once. */
  rest(id: string, reason: string): Promise<boolean>;
  /** Notes the message that stands in the channel now; null for none. */
  setMessage(
    id: string,
    message: { readonly channelId: string; readonly messageId: string } | null,
  ): Promise<void>;
  /** Removes it with its occurrences and snapshots; false when there is none. */
  remove(id: string): Promise<boolean>;
  /**
   * Makes the schedules of the file those given, in one transaction: new ones are added, changed ones count from now
   * (and wake), others stay as they are, and those that are not in the file any more are removed.
   */
  syncFile(entries: readonly { readonly id: string; readonly settings: ScheduleSettings }[]): Promise<{
    readonly added: readonly string[];
    readonly changed: readonly string[];
    readonly removed: readonly string[];
  }>;
}
