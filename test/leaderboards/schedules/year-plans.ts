import { readWhen } from '../../../src/leaderboards/schedules/when.ts';
import type { ScheduleSettings } from '../../../src/store/schedule.ts';
import type { DailyTimes } from './due-times.ts';
import { SPEC } from './plain-post.ts';

export type Plan = DailyTimes & Pick<ScheduleSettings, 'when' | 'mode'> & Partial<ScheduleSettings>;

/** Times inside of gaps and repeated hours of three zones; three schedules a year, each in a zone of its own. */
export const PLANS: readonly (readonly Plan[])[] = [
  [
    { when: 'daily 02:30', timezone: 'Europe/Berlin', times: ['02:30'], mode: 'edit' },
    {
      when: 'daily 01:30',
      timezone: 'America/New_York',
      times: ['01:30'],
      mode: 'post',
      pin: true,
      deletePrevious: true,
    },
    { when: 'daily 02:15', timezone: 'Australia/Lord_Howe', times: ['02:15'], mode: 'post' },
  ],
  [
    { when: 'every 12 hours', timezone: 'Europe/Berlin', times: ['00:00', '12:00'], mode: 'post' },
    { when: '30 2 * * *', timezone: 'America/New_York', times: ['02:30'], mode: 'post' },
    { when: 'daily 01:45', timezone: 'Australia/Lord_Howe', times: ['01:45'], mode: 'edit', pin: true },
  ],
  [
    {
      when: 'sundays 2:30',
      timezone: 'Europe/Berlin',
      times: ['02:30'],
      on: ({ weekday }) => weekday === 0,
      mode: 'post',
      pin: true,
    },
    {
      when: 'monthly 1 09:00',
      timezone: 'America/New_York',
      times: ['09:00'],
      on: ({ day }) => day === 1,
      mode: 'edit',
    },
    {
      when: 'last day of the month 20:00',
      timezone: 'Australia/Lord_Howe',
      times: ['20:00'],
      on: ({ lastOfMonth }) => lastOfMonth,
      mode: 'post',
    },
  ],
];

export function settingsOf(plan: Plan, index: number): ScheduleSettings {
  const { cron, words } = readWhen(plan.when);
  return {
    content: { kind: 'board', spec: SPEC },
    channelId: `channel-${index}`,
    when: words,
    cron,
    timezone: plan.timezone,
    mode: plan.mode,
    pin: plan.pin ?? false,
    deletePrevious: plan.deletePrevious ?? false,
    mentionRoleId: null,
  };
}
