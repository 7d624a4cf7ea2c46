import type { Call } from '../../http/call.ts';
import type { Message } from '../../message/message.ts';
import type { Schedule } from '../../store/schedule.ts';
import type { SnapshotData } from '../../store/snapshot.ts';

/** When a post is made, and why. Times are epoch milliseconds. */
export interface PostMoment {
  /** Of the occurrence: it stands in the buttons, so that the message is found again. */
  readonly occurrenceId: string;
  readonly dueAt: number;
  readonly now: number;
  /** The process was down at the due time: the post says so. */
  readonly late: boolean;
  /** When the next one is due; undefined for none. */
  readonly nextAt: number | undefined;
}

/** A post, ready to be sent. */
export interface PreparedPost {
  readonly message: Message;
  readonly shown: SnapshotData;
}

/**
 * Makes what schedules post. Every message has at least one button or menu whose `custom_id` ends in
 * `.{occurrenceId}`, for that is how a post is recognised in its channel.
 */
export interface PostContent {
  /**
   * Reads the data (class `background`) and renders them, with the movement since the schedule's latest snapshot.
   * @throws ApiError or LimiterError when the data are not to be had now; UserError when they cannot be had at all.
   */
  prepare(schedule: Schedule, moment: PostMoment, call: Call): Promise<PreparedPost>;
  /** The last known data, with their age in the message; undefined when nothing is known, or it is older than a week. */
  lastKnown(schedule: Schedule, moment: PostMoment): Promise<PreparedPost | undefined>;
}
