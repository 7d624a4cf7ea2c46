import type { APIEmbedField } from 'discord-api-types/v10';
import { ComponentType } from 'discord-api-types/v10';
import { cut } from '../message/cut.ts';
import type { Message } from '../message/message.ts';
import type { Occurrence, Schedule } from '../store/schedule.ts';
import { boardOf } from './board-catalogue.ts';
import { BOARD_PERIOD_WORDS } from './board-figures.ts';
import { COLOURS } from './colours.ts';
import { escapeText, inlineCode, plainText } from './escape.ts';
import { pageButtons } from './leaderboard-button.ts';
import { count } from './numbers.ts';
import { dateTime, relativeTime } from './timestamps.ts';

/** A schedule with what became of it. Times are epoch milliseconds. */
interface ListedSchedule {
  readonly schedule: Schedule;
  /** Undefined while it rests. */
  readonly nextAt: number | undefined;
  readonly last: Occurrence | undefined;
}

const PER_PAGE = 8;
/** Eight schedules together stay within what the embeds of one message hold. */
const NOTE_LENGTH = 150;
const SERVER_LENGTH = 60;
const WHEN_LENGTH = 60;
const ZONE_LENGTH = 40;
const CHANNEL_LENGTH = 30;

/**
 * All schedules, for admins, with buttons when they take several pages.
 * @param page from 0; one beyond either end gives the page at that end
 */
export function scheduleList(
  schedules: readonly ListedSchedule[],
  { guildId, page }: { readonly guildId: string; readonly page: number },
): Message {
  const pages = Math.max(1, Math.ceil(schedules.length / PER_PAGE));
  const at = Math.min(Math.max(0, page), pages - 1);
  const resting = schedules.filter(({ schedule }) => schedule.state === 'resting').length;
  const summary =
    schedules.length === 0
      ? 'Nothing posts itself yet. `/leaderboard schedule add` begins.'
      : `**${count(schedules.length)}** in all${resting === 0 ? '' : ` · 💤 **${count(resting)}** resting`}`;
  const label = `${at + 1} / ${pages}`;
  return {
    embeds: [
      {
        title: '🗓️ Schedules',
        description: summary,
        color: schedules.length === 0 ? COLOURS.quiet : resting > 0 ? COLOURS.warning : COLOURS.accent,
        fields: schedules
          .slice(at * PER_PAGE, (at + 1) * PER_PAGE)
          .map((listed) => scheduleField(listed, guildId)),
      },
    ],
    components:
      pages === 1
        ? []
        : [
            {
              type: ComponentType.ActionRow,
              components: pageButtons('schedules', String, at, label, at < pages - 1),
            },
          ],
  };
}

export function scheduleSaved({ schedule, nextAt }: ListedSchedule, how: 'added' | 'changed'): Message {
  return {
    embeds: [
      {
        title: how === 'added' ? '✅ Schedule added' : '✅ Schedule changed',
        color: COLOURS.good,
        description: [
          `**${scheduleTitle(schedule)}** · \`${schedule.id}\``,
          ...settingsLines(schedule),
          nextAt === undefined ? 'No post is due' : `Next due ${dateTime(nextAt)} (${relativeTime(nextAt)})`,
          '-# `/leaderboard schedule preview` shows the next post to you alone.',
        ].join('\n'),
      },
    ],
  };
}

export function scheduleRemoved(schedule: Schedule): Message {
  return {
    embeds: [
      {
        title: '🗑️ Schedule removed',
        color: COLOURS.good,
        description: `**${scheduleTitle(schedule)}** posts itself in <#${schedule.channelId}> no more. Its last message stays.`,
      },
    ],
  };
}

export function schedulePosted(
  message: { readonly channelId: string; readonly messageId: string },
  guildId: string,
): Message {
  return {
    embeds: [
      {
        title: '✅ Posted',
        color: COLOURS.good,
        description: `In <#${message.channelId}>: ${messageLink(message, guildId)}`,
      },
    ],
  };
}

/**
 * `Top K/D · #boards · daily 18:00 · a1b2c3`: the name of a choice, 100 characters at most.
 * @param channelName undefined for one that is gone or hidden
 */
export function scheduleChoiceName(
  { id, content: { kind, spec }, when }: Schedule,
  channelName: string | undefined,
): string {
  const what = kind === 'digest' ? 'Weekly digest' : boardOf(spec).title;
  const where =
    channelName === undefined ? 'channel gone or hidden' : plainText(`#${channelName}`, CHANNEL_LENGTH);
  const tail = ` · ${id}`;
  return `${plainText(`${what} · ${where} · ${when}`, 100 - tail.length)}${tail}`;
}

/** `Top K/D · all time`, `Weekly digest · Top kills · last week`. */
function scheduleTitle({ content: { kind, spec } }: Schedule): string {
  const board = `${boardOf(spec).title} · ${BOARD_PERIOD_WORDS[spec.period]}`;
  const server = spec.server === null ? '' : ` · ${escapeText(spec.server.name, SERVER_LENGTH)}`;
  return `${kind === 'digest' ? 'Weekly digest · ' : ''}${board}${server}`;
}

function scheduleField({ schedule, nextAt, last }: ListedSchedule, guildId: string): APIEmbedField {
  const resting = schedule.state === 'resting';
  const due = nextAt === undefined ? [] : [`Next ${relativeTime(nextAt)} (${dateTime(nextAt)})`];
  const rests = `💤 **Rests:** ${inShort(schedule.restReason ?? 'The channel is out of reach.')}`;
  return {
    name: `${resting ? '💤' : '🏆'} ${scheduleTitle(schedule)}`,
    value: [
      `\`${schedule.id}\`${schedule.source === 'file' ? ' · 📄 of the schedules file' : ''}`,
      ...settingsLines(schedule),
      ...(resting ? [rests] : due),
      ...(last === undefined ? [] : [lastLine(last, schedule.restReason, guildId)]),
    ].join('\n'),
  };
}

/** Where, when and how. */
function settingsLines(schedule: Schedule): string[] {
  const { channelId, when, timezone, mode, pin, deletePrevious, mentionRoleId } = schedule;
  const how = [
    mode === 'edit' ? 'keeps one message current' : 'posts anew',
    ...(pin ? ['pins it'] : []),
    ...(mode === 'post' && deletePrevious ? ['deletes the one before'] : []),
    ...(mentionRoleId === null ? [] : [`mentions <@&${mentionRoleId}>`]),
  ];
  return [
    `<#${channelId}> · ${inlineCode(cut(when, WHEN_LENGTH))} · ${escapeText(timezone, ZONE_LENGTH)}`,
    capitalize(how.join(', ')),
  ];
}

/** @param told why the schedule rests; the post that let it rest failed for the same reason, which is said once */
function lastLine(
  { state, message, note, dueAt, settledAt, attempts }: Occurrence,
  told: string | null,
  guildId: string,
): string {
  const why = note === null || note === told ? '' : `: ${inShort(note)}`;
  const at = relativeTime(settledAt ?? dueAt);
  switch (state) {
    case 'posted':
      return `Last ✅ ${at}${message === null ? '' : ` · ${messageLink(message, guildId)}`}`;
    case 'skipped':
      return `Last ⏭️ skipped ${at}${why}`;
    case 'failed':
      return `Last ❌ failed ${at}${why}`;
    case 'missed':
      return `Last 🕳️ missed ${relativeTime(dueAt)}${why}`;
    case 'claimed':
      return attempts === 0 ? 'Being posted …' : `⏳ Tried ${times(attempts)}, will try again${why}`;
    case 'sending':
      return 'Being posted …';
  }
}

/** Of words that are our own, markdown in which names are escaped already. */
function inShort(words: string): string {
  return cut(words, NOTE_LENGTH);
}

function messageLink(
  { channelId, messageId }: { readonly channelId: string; readonly messageId: string },
  guildId: string,
): string {
  return `[message](https://discord.com/channels/${guildId}/${channelId}/${messageId})`;
}

function times(attempts: number): string {
  return attempts === 1 ? 'once' : `${count(attempts)} times`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
