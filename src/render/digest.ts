import type { APIEmbedField } from 'discord-api-types/v10';
import type { Message } from '../message/message.ts';
import type { Board } from '../store/board.ts';
import { emptyText, madeLine, mentionOf, type PostFrame, warnings } from './board.ts';
import { postRows } from './board-buttons.ts';
import { boardOf } from './board-catalogue.ts';
import { distanceInWords, figureInWords } from './board-figures.ts';
import type { BoardLinks } from './board-links.ts';
import { MEDALS } from './board-rows.ts';
import { boardTitle, serverLine } from './board-words.ts';
import { COLOURS } from './colours.ts';
import { escapeText } from './escape.ts';
import { count } from './numbers.ts';
import { dateTime } from './timestamps.ts';

/** People and hours of seven days, as far as they are known. */
interface AttendanceFigures {
  readonly players?: number | undefined;
  readonly hours?: number | undefined;
}

/** The story of a week. What is not known is left out. Times are epoch milliseconds, names hostile text. */
export interface DigestView extends PostFrame {
  /** The board as it is now. */
  readonly base: Board;
  /** Who rose most, most first; places from 1. */
  readonly risers: readonly { readonly name: string; readonly from: number; readonly to: number }[];
  /** Who added most to the board's figure, most first; in its unit. */
  readonly gains: readonly { readonly name: string; readonly value: number }[];
  /** Who was not on the board before, best first. */
  readonly newcomers: readonly { readonly name: string; readonly rank: number }[];
  /** The hour with the most players: weekday 0 (Sunday) to 6, hour 0 to 23, both in `timezone`. */
  readonly busiest?:
    | { readonly weekday: number; readonly hour: number; readonly average: number }
    | undefined;
  /** `overall`: the hours are of all time, for there is nothing to compare with yet. */
  readonly module?: { readonly name: string; readonly hours: number; readonly overall: boolean } | undefined;
  readonly attendance?:
    | { readonly now: AttendanceFigures; readonly before?: AttendanceFigures | undefined }
    | undefined;
  /** IANA. */
  readonly timezone: string;
  /** Of when the figures of the digest before are; undefined for the first one. */
  readonly since?: number | undefined;
  /** Set when the API of the board does not answer: how old its last known data are. */
  readonly staleAsOf?: number | undefined;
  readonly links: BoardLinks;
}

const NAMES_SHOWN = 5;
const NAME_LENGTH = 60;
const DAYS = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'];

export function renderDigest(view: DigestView): Message {
  const { base, since } = view;
  const api = boardOf(base.spec).api === 'dcs' ? 'DCSServerBot' : 'BattleMetrics';
  const stale = view.staleAsOf === undefined ? undefined : { api, asOf: view.staleAsOf };
  return {
    ...mentionOf(view),
    embeds: [
      {
        title: '📰 The week',
        description: [
          ...warnings(view, stale),
          ...serverLine(base),
          since === undefined
            ? 'The first digest: from the next one on it tells who rose and who is new.'
            : `What happened since ${dateTime(since)}`,
          madeLine(view),
        ].join('\n'),
        color: stale === undefined ? COLOURS.accent : COLOURS.warning,
        fields: [
          leaders(base),
          ...(since === undefined ? [] : changes(view)),
          ...busiest(view),
          ...favouriteModule(view),
          ...attendance(view),
        ],
      },
    ],
    components: postRows({ ...view.links, periods: [] }, base.spec.period, '🏆 Full board'),
  };
}

function leaders(base: Board): APIEmbedField {
  const lines = base.entries
    .slice(0, 3)
    .map(
      ({ rank, name, value }) =>
        `${MEDALS[rank] ?? `#${count(rank)}`} ${bold(name)} · ${figureInWords(base.spec, value)}`,
    );
  return { name: `🏆 ${boardTitle(base)}`, value: lines.length === 0 ? emptyText(base) : lines.join('\n') };
}

/** What is different from the digest before; one line when nothing is. */
function changes({ base, risers, gains, newcomers }: DigestView): APIEmbedField[] {
  const suffix = boardOf(base.spec).unit === 'ratio' ? ' K/D' : '';
  const fields = [
    section(
      '📈 Rose most',
      risers.map(
        ({ name, from, to }) => `▲${count(from - to)} ${bold(name)} · #${count(from)} → #${count(to)}`,
      ),
    ),
    section(
      '💪 Added most',
      gains.map(({ name, value }) => `${bold(name)} · +${distanceInWords(base.spec, value)}${suffix}`),
    ),
    section(
      '🌱 New on the board',
      newcomers.map(({ name, rank }) => `${bold(name)} · #${count(rank)}`),
    ),
  ].flat();
  return fields.length > 0
    ? fields
    : [{ name: '🟰 No changes', value: 'Everybody kept their place, and nobody is new.' }];
}

function section(name: string, lines: readonly string[]): APIEmbedField[] {
  if (lines.length === 0) return [];
  const more = lines.length - NAMES_SHOWN;
  const shown = [...lines.slice(0, NAMES_SHOWN), ...(more > 0 ? [`and ${count(more)} more`] : [])];
  return [{ name, value: shown.join('\n') }];
}

function busiest({ busiest: peak, timezone }: DigestView): APIEmbedField[] {
  if (peak === undefined) return [];
  const clock = (hour: number): string => `${String(hour % 24).padStart(2, '0')}:00`;
  const average = peak.average < 10 ? peak.average.toFixed(1) : count(peak.average);
  return [
    {
      name: '🕗 Busiest hour',
      value: `**${DAYS[peak.weekday] ?? ''} ${clock(peak.hour)}–${clock(peak.hour + 1)}** (${escapeText(timezone, NAME_LENGTH)})\n**${average}** players on average`,
    },
  ];
}

function favouriteModule({ module }: DigestView): APIEmbedField[] {
  if (module === undefined) return [];
  const when = module.overall ? 'since counting began' : 'this week';
  return [
    {
      name: '✈️ Favourite module',
      value: `${bold(module.name)} · **${hours(module.hours)}** ${when}`,
    },
  ];
}

function attendance({ attendance: seen }: DigestView): APIEmbedField[] {
  if (seen === undefined) return [];
  const { now, before } = seen;
  const lines = [
    ...(now.players === undefined
      ? []
      : [`**${count(now.players)}** ${people(now.players)}${against(now.players, before?.players, count)}`]),
    ...(now.hours === undefined
      ? []
      : [`**${hours(now.hours)}** played${against(now.hours, before?.hours, hours)}`]),
  ];
  if (lines.length === 0) return [];
  const name = before === undefined ? '👥 Attendance' : '👥 Against the week before';
  return [{ name, value: lines.join('\n') }];
}

function people(players: number): string {
  return players === 1 ? 'different player' : 'different players';
}

/** ` · ▲ 12% (127 before)`; nothing without a week before. */
function against(now: number, before: number | undefined, write: (value: number) => string): string {
  if (before === undefined) return '';
  if (before <= 0) return ` (${write(before)} before)`;
  const percent = Math.round(((now - before) / before) * 100);
  const change = percent === 0 ? 'as before' : `${percent > 0 ? '▲' : '▼'} ${count(Math.abs(percent))}%`;
  return ` · ${change} (${write(before)})`;
}

function hours(value: number): string {
  return value < 10 ? `${value.toFixed(1)} h` : `${count(value)} h`;
}

function bold(name: string): string {
  return `**${escapeText(name, NAME_LENGTH)}**`;
}
