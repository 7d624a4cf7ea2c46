import { UserError } from '../../message/user-error.ts';
import { duration } from '../../render/timestamps.ts';
import type { BoardSpec } from '../../store/board.ts';
import type { ScheduleSettings } from '../../store/schedule.ts';
import type { ScheduleWish } from '../leaderboards.ts';
import { shortestGap } from './timetable.ts';
import { readTimezone } from './timezones.ts';
import { readWhen } from './when.ts';

/** What of a wish is not about the board. */
export type PostingWish = Omit<ScheduleWish, 'board' | 'period' | 'order' | 'minimum' | 'top' | 'server'>;

export interface RuleOptions {
  /** IANA; of wishes that name none. */
  readonly timezone: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

const MINUTE_MS = 60_000;
/** A day that daylight saving makes shorter is a day. */
const SHORT_DAY_MS = 22 * 60 * MINUTE_MS;

/**
 * Checks a wish by itself, and completes it.
 * @throws UserError for a time, a zone or a combination that cannot be
 */
export function settingsOf(
  wish: PostingWish,
  spec: BoardSpec,
  { timezone, now }: RuleOptions,
): ScheduleSettings {
  const { kind, channelId, mode = kind === 'digest' ? 'post' : 'edit' } = wish;
  const { cron, words } = readWhen(wish.when);
  const zone = readTimezone(wish.timezone ?? timezone);
  const deletePrevious = wish.deletePrevious ?? false;
  const mentionRoleId = wish.mentionRoleId ?? null;
  if (mode === 'edit' && mentionRoleId !== null) {
    throw new UserError(
      'schedule-mention-in-edit',
      'A message that is edited pings nobody. Set `mode` to `post` to mention a role, or leave `mention` out.',
    );
  }
  if (mode === 'edit' && deletePrevious) {
    throw new UserError(
      'schedule-delete-in-edit',
      'In mode `edit` one message stays, and there is none before it to delete. Set `mode` to `post`, or leave `delete_previous` out.',
    );
  }
  checkGap({ kind, mode }, shortestGap(cron, zone, now));
  return {
    content: { kind, spec },
    channelId,
    when: words,
    cron,
    timezone: zone,
    mode,
    pin: wish.pin ?? false,
    deletePrevious,
    mentionRoleId,
  };
}

function checkGap(
  { kind, mode }: { readonly kind: 'board' | 'digest'; readonly mode: 'edit' | 'post' },
  gapMs: number,
): void {
  if (kind === 'digest') {
    if (gapMs >= SHORT_DAY_MS) return;
    throw new UserError(
      'schedule-too-often',
      'A digest tells of a week: once a day is the most. Try `sundays 20:00`.',
    );
  }
  const leastMs = (mode === 'edit' ? 5 : 15) * MINUTE_MS;
  if (gapMs >= leastMs) return;
  throw new UserError(
    'schedule-too-often',
    `That is due again after ${duration(gapMs / 1000)}. In mode \`${mode}\` ${duration(leastMs / 1000)} is the least: ` +
      (mode === 'edit' ? 'try `every 15 minutes`.' : 'try `every 30 minutes`, or mode `edit`.'),
  );
}
