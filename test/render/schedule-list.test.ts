import { describe, expect, it } from 'vitest';
import { fitMessage } from '../../src/message/fit.ts';
import type { Message } from '../../src/message/message.ts';
import {
  scheduleList,
  schedulePosted,
  scheduleRemoved,
  scheduleSaved,
} from '../../src/render/schedule-list.ts';
import type { Occurrence, Schedule } from '../../src/store/schedule.ts';
import { aBoard } from './boards.ts';

const NOW = Date.parse('2026-11-22T18:00:00Z');
const SCHEDULE: Schedule = {
  id: 'a1b2c3',
  source: 'discord',
  state: 'active',
  restReason: null,
  countsFrom: NOW,
  message: null,
  createdBy: '7',
  createdAt: NOW,
  updatedAt: NOW,
  content: { kind: 'board', spec: aBoard([]).spec },
  channelId: '555',
  when: 'daily 18:00',
  cron: '0 18 * * *',
  timezone: 'Europe/Berlin',
  mode: 'edit',
  pin: true,
  deletePrevious: false,
  mentionRoleId: null,
};
const POSTED: Occurrence = {
  id: '0123456789abcdef',
  scheduleId: 'a1b2c3',
  kind: 'due',
  dueAt: NOW,
  state: 'posted',
  attempts: 0,
  nextTryAt: null,
  claimedAt: NOW,
  sentAt: NOW,
  settledAt: NOW,
  message: { channelId: '555', messageId: '999' },
  tidyPending: false,
  previous: null,
  note: null,
};
const OPTIONS = { guildId: '42', page: 0 };
const LINK = '[message](https://discord.com/channels/42/555/999)';

const fieldsOf = (message: Message): readonly { readonly name: string; readonly value: string }[] =>
  message.embeds?.[0]?.fields ?? [];
const textOf = (message: Message): string => message.embeds?.[0]?.description ?? '';

describe('the list of schedules', () => {
  it('says what is posted where, when in which zone, how, when next, and where the last post stands', () => {
    const message = scheduleList([{ schedule: SCHEDULE, nextAt: NOW, last: POSTED }], OPTIONS);
    expect(fieldsOf(message)).toEqual([
      {
        name: '🏆 Top K/D · all time',
        value: [
          '`a1b2c3`',
          '<#555> · `daily 18:00` · Europe\\/Berlin',
          'Keeps one message current, pins it',
          `Next <t:${NOW / 1000}:R> (<t:${NOW / 1000}:f>)`,
          `Last ✅ <t:${NOW / 1000}:R> · ${LINK}`,
        ].join('\n'),
      },
    ]);
    expect(message.components).toEqual([]);
  });

  it('says of one that rests why, and how its last post failed', () => {
    const restReason =
      'I may not post in <#555555555555555555>: I need View Channel, Send Messages, Embed Links and Read Message History there.';
    const schedule: Schedule = { ...SCHEDULE, state: 'resting', restReason };
    const last: Occurrence = { ...POSTED, state: 'failed', message: null, note: '**TrueSkill** needs more' };
    const message = scheduleList([{ schedule, nextAt: undefined, last }], OPTIONS);
    expect(textOf(message)).toBe('**1** in all · 💤 **1** resting');
    expect(fieldsOf(message)[0]?.value).toContain(`💤 **Rests:** ${restReason}`);
    expect(fieldsOf(message)[0]?.value).toContain('Last ❌ failed');
    expect(fieldsOf(message)[0]?.value).toContain(': **TrueSkill** needs more');
    expect(fieldsOf(message)[0]?.value).not.toContain('Next');
    const same = { ...last, note: restReason };
    const once = scheduleList([{ schedule, nextAt: undefined, last: same }], OPTIONS);
    expect(fieldsOf(once)[0]?.value.split(restReason)).toHaveLength(2);
  });

  it.each<[Partial<Occurrence>, string]>([
    [{ state: 'skipped', note: 'no data' }, `Last ⏭️ skipped <t:${NOW / 1000}:R>: no data`],
    [{ state: 'missed' }, `Last 🕳️ missed <t:${NOW / 1000}:R>`],
    [{ state: 'claimed', attempts: 2, note: 'no answer' }, '⏳ Tried 2 times, will try again: no answer'],
    [{ state: 'claimed', attempts: 1 }, '⏳ Tried once, will try again'],
    [{ state: 'sending' }, 'Being posted …'],
  ])('says of the last one, %j: %s', (change, words) => {
    const last = { ...POSTED, ...change };
    expect(fieldsOf(scheduleList([{ schedule: SCHEDULE, nextAt: NOW, last }], OPTIONS))[0]?.value).toContain(
      words,
    );
  });

  it('marks those of the file and digests, and names a role, a server, and what happens to the message before', () => {
    const schedule: Schedule = {
      ...SCHEDULE,
      source: 'file',
      mode: 'post',
      deletePrevious: true,
      mentionRoleId: '77',
      content: {
        kind: 'digest',
        spec: aBoard([], { board: 'kills', server: { id: 'x', name: '[SR] One' } }).spec,
      },
    };
    const [field] = fieldsOf(scheduleList([{ schedule, nextAt: NOW, last: undefined }], OPTIONS));
    expect(field?.name).toBe('🏆 Weekly digest · Top kills · all time · \\[SR\\] One');
    expect(field?.value).toContain('`a1b2c3` · 📄 of the schedules file');
    expect(field?.value).toContain('Posts anew, pins it, deletes the one before, mentions <@&77>');
  });

  it('shows eight to a page with buttons, and the page at the end for one beyond it', () => {
    const all = Array.from({ length: 17 }, (_, index) => ({
      schedule: { ...SCHEDULE, id: `s${index}` },
      nextAt: NOW,
      last: undefined,
    }));
    expect(fieldsOf(scheduleList(all, OPTIONS))).toHaveLength(8);
    const end = scheduleList(all, { ...OPTIONS, page: 99 });
    expect(fieldsOf(end)).toHaveLength(1);
    expect(end.components?.[0]?.components).toMatchObject([
      { label: '◀', custom_id: 'v1:leaderboard:schedules:1' },
      { label: '3 / 3', custom_id: 'v1:leaderboard:schedules:2', disabled: true },
      { label: '▶', custom_id: 'v1:leaderboard:schedules:3', disabled: true },
    ]);
  });

  it('says how to begin when there is none', () => {
    expect(textOf(scheduleList([], OPTIONS))).toContain('/leaderboard schedule add');
  });

  it('fits into a message when every text is as long as can be', () => {
    const long = '*'.repeat(2_000);
    const schedule: Schedule = {
      ...SCHEDULE,
      id: 'x'.repeat(40),
      source: 'file',
      state: 'resting',
      restReason: long,
      channelId: '1'.repeat(20),
      when: long,
      timezone: long,
      mode: 'post',
      deletePrevious: true,
      mentionRoleId: '1'.repeat(20),
      content: {
        kind: 'digest',
        spec: aBoard([], { board: 'air-defence-kills', server: { id: 'x', name: long } }).spec,
      },
    };
    const last: Occurrence = { ...POSTED, state: 'failed', note: long };
    const message = scheduleList(
      Array.from({ length: 9 }, () => ({ schedule, nextAt: NOW, last })),
      OPTIONS,
    );
    expect(fitMessage(message)).toEqual(message);
  });
});

describe('what an admin is told of a schedule', () => {
  it('says when a new one is first due', () => {
    const message = scheduleSaved({ schedule: SCHEDULE, nextAt: NOW, last: undefined }, 'added');
    expect(message.embeds?.[0]?.title).toBe('✅ Schedule added');
    expect(textOf(message)).toContain('**Top K/D · all time** · `a1b2c3`');
    expect(textOf(message)).toContain(`Next due <t:${NOW / 1000}:f> (<t:${NOW / 1000}:R>)`);
  });

  it('says what ends, and where a post stands', () => {
    expect(textOf(scheduleRemoved(SCHEDULE))).toBe(
      '**Top K/D · all time** posts itself in <#555> no more. Its last message stays.',
    );
    expect(textOf(schedulePosted({ channelId: '555', messageId: '999' }, '42'))).toBe(`In <#555>: ${LINK}`);
  });
});
