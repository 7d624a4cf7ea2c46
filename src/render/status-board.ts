import { type APIEmbed, type APIEmbedField, ButtonStyle } from 'discord-api-types/v10';
import type { DcsServer } from '../dcsserverbot/model.ts';
import type { ApiName } from '../http/call.ts';
import { formatCustomId } from '../message/custom-id.ts';
import { cutMarkdown } from '../message/cut.ts';
import { lengthOf } from '../message/fit-embeds.ts';
import { LIMITS } from '../message/limits.ts';
import type { Message } from '../message/message.ts';
import { buttonRow } from './buttons.ts';
import { COLOURS } from './colours.ts';
import { connection, dcsServerStatus, isUp as isDcsServerUp, missionPlace } from './dcs-server.ts';
import { escapeText, inlineCode } from './escape.ts';
import { type GameServer, gameServerPlace, gameServerStatus, isUp as isGameServerUp } from './game-server.ts';
import { count, counted } from './numbers.ts';
import { playersOf, statusLine } from './server-line.ts';
import { relativeTime } from './timestamps.ts';

/** A server, and when its mission (or it) began, epoch milliseconds: a time that does not move from look to look. */
export interface WatchedServer<S> {
  readonly server: S;
  readonly since?: number;
}

/**
 * What is known of one API's servers. `old`: the API does not answer, and these are of `asOf`. `silent`: it has not
 * answered for so long that nothing is shown; `asOf` is when it last did, if this process knows.
 */
export type StatusSection<S> =
  | { readonly state: 'current'; readonly servers: readonly WatchedServer<S>[] }
  | { readonly state: 'old'; readonly servers: readonly WatchedServer<S>[]; readonly asOf: number }
  | { readonly state: 'silent'; readonly asOf?: number };

/** An API that is not configured has no section. */
export interface StatusView {
  readonly dcs?: StatusSection<DcsServer>;
  readonly battlemetrics?: StatusSection<GameServer>;
}

/** What a board shows; equal as long as nothing changed, for nothing in it moves by time alone. */
export interface StatusContent {
  readonly embeds: readonly APIEmbed[];
  /** Servers that did not fit. */
  readonly hidden: number;
  /** Whether its button leads anywhere; it marks the message even where it does not. */
  readonly offersPings: boolean;
}

export interface StatusOptions {
  readonly showPasswords: boolean;
  /** Whether there is `/notify`. */
  readonly offersPings: boolean;
}

/** Kept for the last lines. */
const TAIL_LENGTH = 150;

/** All servers in one message, as many as fit it; of both APIs in turn. */
export function statusContent(view: StatusView, options: StatusOptions): StatusContent {
  const sections = [
    prepare('DCSServerBot', '🛩️ DCS World', view.dcs, isDcsServerUp, (watched) =>
      dcsField(watched, options.showPasswords),
    ),
    prepare('BattleMetrics', '🎮 Game servers', view.battlemetrics, isGameServerUp, gameField),
  ].filter((section) => section !== undefined);
  const shown = fittingFields(sections);
  const total = sections.reduce((sum, { fields }) => sum + fields.length, 0);
  return {
    embeds: sections.map(({ head, fields }, index) => {
      const fitting = fields.slice(0, shown[index]);
      return fitting.length === 0 ? head : { ...head, fields: fitting };
    }),
    hidden: total - shown.reduce((sum, number) => sum + number, 0),
    offersPings: options.offersPings,
  };
}

/** The key of a board's button, by which its message is found again. */
export function statusBoardMarker(board: {
  readonly channelId: string;
  readonly generation: number;
}): string {
  return formatCustomId({
    command: 'notify',
    action: 'help',
    key: `${board.channelId}.${board.generation}`,
  });
}

/** The message of a board. @param changedAt epoch milliseconds. */
export function statusMessage(
  { embeds, hidden, offersPings }: StatusContent,
  { marker, changedAt }: { readonly marker: string; readonly changedAt: number },
): Message {
  const lines = [
    ...(hidden === 0 ? [] : [`… and ${counted(hidden, 'more server')}: \`/servers\` shows all of them.`]),
    `Changed ${relativeTime(changedAt)}`,
  ];
  return {
    embeds: [...embeds, { description: lines.join('\n'), color: COLOURS.quiet }],
    components: [
      buttonRow([
        { label: '🔔 Notify me', style: ButtonStyle.Secondary, customId: marker, disabled: !offersPings },
      ]),
    ],
  };
}

interface PreparedSection {
  readonly head: APIEmbed;
  readonly fields: readonly APIEmbedField[];
}

function prepare<S extends { readonly players?: number }>(
  api: ApiName,
  title: string,
  section: StatusSection<S> | undefined,
  isUp: (server: S) => boolean,
  render: (watched: WatchedServer<S>) => APIEmbedField,
): PreparedSection | undefined {
  if (section === undefined) return undefined;
  if (section.state === 'silent') {
    const last = section.asOf === undefined ? '' : ` It last did ${relativeTime(section.asOf)}.`;
    return {
      head: { title, description: `⚠️ ${api} does not answer.${last}`, color: COLOURS.bad },
      fields: [],
    };
  }
  const servers = section.servers.map(({ server }) => server);
  const up = servers.filter(isUp);
  const players = up.reduce((sum, server) => sum + (server.players ?? 0), 0);
  const summary =
    servers.length === 0
      ? `${api} lists no servers.`
      : `**${count(up.length)}** of ${counted(servers.length, 'server')} up · ${counted(players, 'player')}`;
  const old =
    section.state === 'old'
      ? `\n⚠️ ${api} does not answer. This is how it was ${relativeTime(section.asOf)}.`
      : '';
  return {
    head: {
      title,
      description: summary + old,
      color: old === '' ? colourOf(up.length, servers.length) : COLOURS.warning,
    },
    fields: section.servers.map(render),
  };
}

function colourOf(up: number, all: number): number {
  if (all === 0) return COLOURS.quiet;
  if (up === all) return COLOURS.good;
  return up > 0 ? COLOURS.warning : COLOURS.bad;
}

/** How many fields of each section fit one message: one of each in turn, until one of a section does not fit. */
function fittingFields(sections: readonly PreparedSection[]): readonly number[] {
  const shown = sections.map(() => 0);
  const open = new Set(sections.keys());
  let left = LIMITS.embed.total - TAIL_LENGTH - lengthOf(sections.map(({ head }) => head));
  while (open.size > 0) {
    for (const index of [...open]) {
      const number = shown[index] ?? 0;
      const field = sections[index]?.fields[number];
      const length = field === undefined ? 0 : field.name.length + field.value.length;
      if (field === undefined || number >= LIMITS.embed.fields || length > left) open.delete(index);
      else {
        shown[index] = number + 1;
        left -= length;
      }
    }
  }
  return shown;
}

function dcsField({ server, since }: WatchedServer<DcsServer>, showPasswords: boolean): APIEmbedField {
  const [light, word] = dcsServerStatus(server);
  const { mission } = server;
  const times = [
    since === undefined ? undefined : `Began ${relativeTime(since)}`,
    mission?.restartAt === undefined ? undefined : `Restart due ${relativeTime(mission.restartAt)}`,
  ];
  return field(light, server.name, [
    statusLine(word, isDcsServerUp(server) ? playersOf(server) : undefined),
    mission === undefined ? undefined : missionPlace(mission),
    times.filter((time) => time !== undefined).join(' · '),
    connection(server, showPasswords),
  ]);
}

function gameField({ server, since }: WatchedServer<GameServer>): APIEmbedField {
  const [light, word] = gameServerStatus(server);
  return field(light, server.name, [
    statusLine(word, isGameServerUp(server) ? playersOf(server) : undefined),
    gameServerPlace(server),
    since === undefined ? undefined : `Started ${relativeTime(since)}`,
    server.address === undefined ? undefined : inlineCode(server.address),
  ]);
}

function field(light: string, name: string, lines: readonly (string | undefined)[]): APIEmbedField {
  return {
    name: `${light} ${escapeText(name, 150)}`,
    value: cutMarkdown(
      lines.filter((line) => line !== undefined && line !== '').join('\n'),
      LIMITS.embed.fieldValue,
    ),
  };
}
