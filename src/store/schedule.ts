import { z } from 'zod';
import { BoardSpecSchema } from './board.ts';

/** What a schedule posts: a board, or the week's digest that is based on one. */
export const ScheduleContentSchema = z.object({
  kind: z.enum(['board', 'digest']),
  spec: BoardSpecSchema,
});
export type ScheduleContent = z.infer<typeof ScheduleContentSchema>;

/** `edit` keeps one message current; `post` sends a new one each time. */
export const SCHEDULE_MODES = ['edit', 'post'] as const;
export type ScheduleMode = (typeof SCHEDULE_MODES)[number];

/** When, where and how something is posted. What people and the file may set. */
export interface ScheduleSettings {
  readonly content: ScheduleContent;
  readonly channelId: string;
  /** As it was typed: `daily 18:00`, `0 18 * * *`. */
  readonly when: string;
  /** The same as five fields of cron. */
  readonly cron: string;
  /** IANA. */
  readonly timezone: string;
  readonly mode: ScheduleMode;
  /** Pins what it posts, and unpins the one before. */
  readonly pin: boolean;
  /** Of mode `post`: deletes the message before. */
  readonly deletePrevious: boolean;
  /** Pinged by each new message; null for nobody. */
  readonly mentionRoleId: string | null;
}

export interface Schedule extends ScheduleSettings {
  /** Six letters and digits; of the file the name that it has there. */
  readonly id: string;
  /** `file`: of the operator's schedules file, where alone it can be changed. */
  readonly source: 'discord' | 'file';
  /** `resting`: nothing is due until somebody edits it; the channel is out of reach. */
  readonly state: 'active' | 'resting';
  /** Why it rests, in words for admins. */
  readonly restReason: string | null;
  /** Due times before it are not its own, epoch milliseconds: it was made, changed or woken then. */
  readonly countsFrom: number;
  /** The message that stands in the channel: the one to edit, to unpin or to delete. */
  readonly message: { readonly channelId: string; readonly messageId: string } | null;
  /** Discord id of who made it; null for the file's. */
  readonly createdBy: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/**
 * `claimed`: taken in hand, nothing sent. `sending`: its message may have gone out. `posted`, `skipped` (no data),
 * `failed` (Discord refused it), `missed` (the process was down, and a later one is due): settled.
 */
export const OCCURRENCE_STATES = ['claimed', 'sending', 'posted', 'skipped', 'failed', 'missed'] as const;
export type OccurrenceState = (typeof OCCURRENCE_STATES)[number];

/** One due time of a schedule, or one run by hand. Times are epoch milliseconds. */
export interface Occurrence {
  /** 16 letters and digits; the nonce of its message, and in the `custom_id` of its buttons. */
  readonly id: string;
  readonly scheduleId: string;
  readonly kind: 'due' | 'manual';
  readonly dueAt: number;
  readonly state: OccurrenceState;
  /** How often its data were asked for in vain. */
  readonly attempts: number;
  /** Not to be tried again before; null: at once. */
  readonly nextTryAt: number | null;
  readonly claimedAt: number;
  /** When its message was first sent; null before. */
  readonly sentAt: number | null;
  readonly settledAt: number | null;
  /** Its message, once it is known. */
  readonly message: { readonly channelId: string; readonly messageId: string } | null;
  /** What is still to be done after the post: pin it, unpin or delete the one before. */
  readonly tidyPending: boolean;
  /** The message before, which is to be unpinned or deleted. */
  readonly previous: { readonly channelId: string; readonly messageId: string } | null;
  /** What went wrong, in words for admins. */
  readonly note: string | null;
}
