import type { Call } from '../../http/call.ts';
import type { Channels } from '../../message/channels.ts';
import { UserError } from '../../message/user-error.ts';
import { inlineCode } from '../../render/escape.ts';
import type { BoardSpec } from '../../store/board.ts';
import type { Schedule } from '../../store/schedule.ts';
import type { Store } from '../../store/store.ts';
import type {
  BoardWish,
  ListedSchedule,
  ScheduleBook,
  ScheduleChange,
  ScheduleWish,
} from '../leaderboards.ts';
import type { PostContent } from '../posts/post-content.ts';
import { checkChannel } from './channel-check.ts';
import { settingsOf } from './schedule-rules.ts';
import type { Scheduler } from './scheduler.ts';
import { nextDue } from './timetable.ts';

export interface ScheduleBookOptions {
  readonly store: Pick<Store, 'schedules' | 'occurrences'>;
  readonly scheduler: Pick<Scheduler, 'run' | 'wake'>;
  readonly content: PostContent;
  readonly channels: Channels;
  readonly specOf: (wish: BoardWish, call: Call) => Promise<BoardSpec>;
  /** IANA; of wishes that name none. */
  readonly timezone: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Of people; those of the file are the operator's affair. */
const MOST_SCHEDULES = 25;
/** In place of an occurrence's id: no post is recognised by it. */
const PREVIEW_ID = 'preview';

export function createScheduleBook(options: ScheduleBookOptions): ScheduleBook {
  const { store, scheduler, content, channels, specOf, now } = options;
  const { schedules, occurrences } = store;

  const rules = () => ({ timezone: options.timezone, now: now() });

  const listed = async (schedule: Schedule): Promise<ListedSchedule> => ({
    schedule,
    nextAt: schedule.state === 'active' ? nextDue(schedule.cron, schedule.timezone, now()) : undefined,
    last: await occurrences.latest(schedule.id),
  });

  const known = async (id: string): Promise<Schedule> => {
    const schedule = await schedules.get(id.trim());
    if (schedule === undefined) throw unknown(id);
    return schedule;
  };

  /** @throws UserError for one of the file */
  const changeable = async (id: string): Promise<Schedule> => {
    const schedule = await known(id);
    if (schedule.source === 'discord') return schedule;
    throw new UserError(
      'schedule-of-file',
      `\`${schedule.id}\` stands in the operator's schedules file and can be changed only there.`,
    );
  };

  return {
    async list() {
      return Promise.all((await schedules.all()).map(listed));
    },

    async add(wish, adminId, call) {
      const those = (await schedules.all()).filter(({ source }) => source === 'discord');
      if (those.length >= MOST_SCHEDULES) {
        throw new UserError(
          'schedules-full',
          `There are ${those.length} schedules already, which is the most. Remove one first: \`/leaderboard schedule remove\`.`,
        );
      }
      const settings = settingsOf(wish, await specOf(wish, call), rules());
      await checkChannel(settings, channels);
      const schedule = await schedules.add(settings, adminId);
      scheduler.wake();
      return listed(schedule);
    },

    async edit(id, wish, call) {
      const before = await changeable(id);
      const whole = changed(before, wish);
      const spec = changesBoard(wish) ? await specOf(whole, call) : before.content.spec;
      const settings = settingsOf(whole, spec, rules());
      await checkChannel(settings, channels);
      const schedule = await schedules.change(before.id, settings);
      if (schedule === undefined) throw unknown(id);
      scheduler.wake();
      return listed(schedule);
    },

    async remove(id) {
      const schedule = await changeable(id);
      if (!(await schedules.remove(schedule.id))) throw unknown(id);
      return schedule;
    },

    async run(id, call) {
      return scheduler.run((await known(id)).id, call);
    },

    async preview(id, call) {
      const schedule = await known(id);
      const at = now();
      const moment = {
        occurrenceId: PREVIEW_ID,
        dueAt: at,
        now: at,
        late: false,
        nextAt: nextDue(schedule.cron, schedule.timezone, at),
      };
      return (await content.prepare(schedule, moment, call)).message;
    },
  };
}

const BOARD_FIELDS = ['board', 'period', 'order', 'minimum', 'top', 'server'] as const;

/** Whether a wish is about the board at all: else nobody need be asked whether it can be had. */
function changesBoard(wish: ScheduleChange): boolean {
  return wish.drop === 'server' || BOARD_FIELDS.some((field) => wish[field] !== undefined);
}

/** What a schedule would be wished like, with a change. What is undefined in it stays. */
function changed(schedule: Schedule, wish: ScheduleChange): ScheduleWish {
  const { kind, spec } = schedule.content;
  const mode = wish.mode ?? schedule.mode;
  // What only a new message can have goes with the mode, unless it was asked for, which is then refused.
  const kept = mode === 'post' && schedule.mode === 'post';
  const mentions = kept && wish.drop !== 'mention';
  return {
    ...boardWish(spec, wish),
    kind: wish.kind ?? kind,
    channelId: wish.channelId ?? schedule.channelId,
    when: wish.when ?? schedule.when,
    timezone: wish.timezone ?? schedule.timezone,
    mode,
    pin: wish.pin ?? schedule.pin,
    deletePrevious: wish.deletePrevious ?? (kept && schedule.deletePrevious),
    mentionRoleId: wish.mentionRoleId ?? (mentions ? (schedule.mentionRoleId ?? undefined) : undefined),
  };
}

/** Another board begins with its own defaults, for it may have neither the period nor the minimum of this one. */
function boardWish(spec: BoardSpec, wish: ScheduleChange): BoardWish {
  const { board = spec.board, top = spec.top } = wish;
  if (board !== spec.board) return { ...wish, board, top };
  return {
    board,
    top,
    period: wish.period ?? spec.period,
    order: wish.order ?? spec.order,
    minimum: wish.minimum ?? spec.minimum,
    server: wish.server ?? (wish.drop === 'server' ? undefined : spec.server?.id),
  };
}

function unknown(id: string): UserError {
  return new UserError(
    'schedule-unknown',
    `There is no schedule ${inlineCode(id.trim().slice(0, 40))}. Pick one from the list that appears while you type.`,
  );
}
