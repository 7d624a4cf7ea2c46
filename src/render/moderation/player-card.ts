import { type APIEmbedField, ButtonStyle } from 'discord-api-types/v10';
import { formatCustomId } from '../../message/custom-id.ts';
import { cut } from '../../message/cut.ts';
import type { Message } from '../../message/message.ts';
import { buttonRow } from '../buttons.ts';
import { COLOURS } from '../colours.ts';
import { escapeText } from '../escape.ts';
import { counted } from '../numbers.ts';
import { duration, relativeTime } from '../timestamps.ts';
import { identifierLine } from './ban-identifiers.ts';
import { banLine } from './ban-lines.ts';
import { flagLine } from './flag-list.ts';
import { fieldOf, fittingLines } from './lines.ts';
import { recordLine } from './record-line.ts';
import type { Part, PlayerCard, RelatedPlayer, ShownNote, TimeOnOurServers } from './views.ts';
import { playerUrl } from './words.ts';

/** The commands whose work the buttons of a card do. */
export const CARD_COMMANDS = ['ban', 'flag', 'note', 'watch'] as const;
type CardCommand = (typeof CARD_COMMANDS)[number];

/** Together with what stands around them within what the embeds of one message hold. */
const LENGTHS = {
  bans: 1000,
  flags: 600,
  notes: 700,
  identifiers: 800,
  related: 600,
  record: 700,
  error: 250,
} as const;

/**
 * Everything about one player that helps a moderator, what weighs most first, with what can be done. Ephemeral: it
 * holds private identifiers. A part that could not be read says so in its place.
 * @param now epoch milliseconds
 * @param offered the commands that are not switched off
 */
export function playerCard(
  card: PlayerCard,
  now: number,
  offered: readonly CardCommand[] = CARD_COMMANDS,
): Message {
  const { id, name, bans, flags, notes, identifiers, record } = card;
  const banned = bans.ok && bans.value.active.some(({ exempt }) => !exempt);
  const fields: readonly APIEmbedField[] = [
    part(banned ? '🔨 Banned' : '🔨 Bans', bans, ({ active, past }) =>
      list(
        [...active, ...past].map((ban) => banLine(ban, now)),
        LENGTHS.bans,
      ),
    ),
    part('🚩 Flags', flags, (value) => list(value.map(flagLine), LENGTHS.flags)),
    part('📝 Notes', notes, (value) => list(value.map(noteLine), LENGTHS.notes)),
    { name: '🕑 On our servers', value: presence(card) },
    part('🪪 Identifiers', identifiers, (value) => list(value.map(identifierLine), LENGTHS.identifiers)),
    relatedField(card),
    ...fieldOf('📜 Done with this bot', fittingLines(record.map(recordLine), LENGTHS.record)),
  ];
  return {
    embeds: [
      {
        title: escapeText(name, 200),
        url: playerUrl(id),
        color: banned ? COLOURS.bad : COLOURS.accent,
        fields: [...fields],
        footer: { text: `Player ${id}` },
      },
    ],
    components: [cardButtons(card, offered)],
  };
}

function cardButtons({ id, watched }: PlayerCard, offered: readonly CardCommand[]) {
  const button = (
    label: string,
    style: ButtonStyle.Primary | ButtonStyle.Secondary | ButtonStyle.Success | ButtonStyle.Danger,
    action: CardCommand | 'refresh',
  ) =>
    action === 'refresh' || offered.includes(action)
      ? [{ label, style, customId: formatCustomId({ command: 'player', action, key: id }) }]
      : [];
  return buttonRow([
    ...button('Ban', ButtonStyle.Danger, 'ban'),
    ...button('Flag', ButtonStyle.Primary, 'flag'),
    ...button('Note', ButtonStyle.Primary, 'note'),
    // Watching again does no harm; `/watch remove` ends it.
    ...button(watched ? 'Watching' : 'Watch', watched ? ButtonStyle.Success : ButtonStyle.Secondary, 'watch'),
    ...button('Refresh', ButtonStyle.Secondary, 'refresh'),
  ]);
}

function part<T>(name: string, shown: Part<T>, show: (value: T) => string): APIEmbedField {
  return { name, value: shown.ok ? show(shown.value) : unread(shown.error) };
}

function unread(error: string): string {
  // Our own words, in which what others wrote is escaped already.
  return `⚠️ Could not be read: ${cut(error, LENGTHS.error)}`;
}

function list(lines: readonly string[], room: number): string {
  return fittingLines(lines.length === 0 ? ['None'] : lines, room);
}

function noteLine({ text, author, createdAt }: ShownNote): string {
  const by = [
    ...(author === undefined ? [] : [escapeText(author, 30)]),
    ...(createdAt === undefined ? [] : [relativeTime(createdAt)]),
  ];
  return `${escapeText(text, 160)}${by.length === 0 ? '' : `\n-# ${by.join(', ')}`}`;
}

/** Where the player is now, and how well we know them. */
function presence({ session, time }: PlayerCard): string {
  const lines: string[] = [];
  if (!session.ok) lines.push(unread(session.error));
  else if (session.value !== undefined) {
    lines.push(
      `🟢 On **${escapeText(session.value.server, 100)}** since ${relativeTime(session.value.since)}`,
    );
  }
  if (!time.ok) lines.push(unread(time.error));
  else lines.push(...timeLines(time.value, session.ok ? session.value?.server : undefined));
  return lines.join('\n');
}

function timeLines(
  { seconds, firstSeen, lastSeen, onlineOn, servers }: TimeOnOurServers,
  shownServer: string | undefined,
): readonly string[] {
  const others = onlineOn.filter((server) => server !== shownServer);
  const online = others.slice(0, 3).map((server) => `🟢 On **${escapeText(server, 100)}**`);
  if (seconds <= 0 && lastSeen === undefined) return online.length > 0 ? online : ['Never'];
  const seen = [
    ...(firstSeen === undefined ? [] : [`First seen ${relativeTime(firstSeen)}`]),
    // Whoever is there is seen now.
    ...(lastSeen === undefined || onlineOn.length > 0 || shownServer !== undefined
      ? []
      : [`Last seen ${relativeTime(lastSeen)}`]),
  ];
  return [
    ...online,
    `${duration(seconds, 'hour')} on ${counted(servers, 'server')}`,
    ...(seen.length === 0 ? [] : [seen.join('\n')]),
  ];
}

function relatedField({ related }: PlayerCard): APIEmbedField {
  return part('👥 Share an identifier', related, ({ players, common }) => {
    const types = [...new Set(common)].slice(0, 4).map((type) => escapeText(type, 30));
    const left =
      types.length === 0 ? '' : `\n-# Too many share the same ${types.join(', ')} for it to mean anything.`;
    if (players.length === 0) return `Nobody${left}`;
    return `${fittingLines(players.map(relatedLine), LENGTHS.related)}\n-# Hints, no proof: families, cafés and shared accounts look the same.${left}`;
  });
}

function relatedLine({ id, name, types }: RelatedPlayer): string {
  const shared = types.slice(0, 3).map((type) => escapeText(type, 30));
  return `[${escapeText(name, 60)}](${playerUrl(id)}): ${shared.join(', ')}`;
}
