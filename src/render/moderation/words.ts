import type { Moderator } from '../../store/moderation-action.ts';
import type { BanEnd, BanScope, Subject } from '../../store/moderation-request.ts';
import { escapeText } from '../escape.ts';
import { count, counted } from '../numbers.ts';
import { dateTime, relativeTime } from '../timestamps.ts';
import { MODERATORS, type Readers } from './readers.ts';

const RCON = 'https://www.battlemetrics.com/rcon';

/** Where a ban is edited on BattleMetrics. */
export function banUrl(banId: string): string {
  return `${RCON}/bans/edit/${encodeURIComponent(banId)}`;
}

export function banLink(banId: string): string {
  return `[${banId}](${banUrl(banId)})`;
}

/** The page of a player on BattleMetrics. */
export function playerUrl(playerId: string): string {
  return `${RCON}/players/${encodeURIComponent(playerId)}`;
}

/** A player by name, with the id as a link; a Steam ID only by its last digits, for it is private. */
export function subjectText({ name, playerId, steamId }: Subject, { text }: Readers = MODERATORS): string {
  const shown = name === null ? undefined : `**${text(name, 150)}**`;
  if (playerId === null) {
    if (steamId !== null) return `Steam ID ending in \`${steamId.slice(-4)}\` (unknown to BattleMetrics)`;
    return shown ?? 'Somebody unknown to BattleMetrics';
  }
  const link = `[${playerId}](${playerUrl(playerId)})`;
  return shown === undefined ? `Player ${link}` : `${shown} (${link})`;
}

/** A mention, which pings nobody here and leads to the person even after a change of name. */
export function personText({ id, name }: Moderator): string {
  return `<@${id}> (${escapeText(name, 100)})`;
}

/** Which servers a ban holds on. */
export function scopeText(scope: BanScope, { text }: Readers = MODERATORS): string {
  switch (scope.kind) {
    case 'organization':
      return 'All servers of the organization';
    case 'server':
      return `One server: ${text(scope.serverName, 150)}`;
    case 'ban-list':
      return 'The ban list, on every server that uses it';
  }
}

/** Which of the servers, by name. */
export function serversText(names: readonly string[], most: number, { text }: Readers = MODERATORS): string {
  const shown = names.slice(0, most).map((name) => text(name, 36));
  return `${shown.join(', ')}${names.length > most ? ` and ${count(names.length - most)} more` : ''}`;
}

/** When something ends that ends at a moment; null is never. */
export function endText(end: number | null): string {
  return end === null ? 'For good' : `${dateTime(end)} (${relativeTime(end)})`;
}

/** When a confirmed ban ends. */
export function untilText(durationMs: number | null, from: number): string {
  return endText(durationMs === null ? null : from + durationMs);
}

/** "for good", "until …", and where it is known what is over, "ends in 3 days", "ended 3 days ago". */
export function shortEndText(end: number | null, now?: number): string {
  if (end === null) return 'for good';
  if (now === undefined) return `until ${dateTime(end)}`;
  return `${end <= now ? 'ended' : 'ends'} ${relativeTime(end)}`;
}

/** When an edited ban would end. */
export function banEndText(end: BanEnd): string {
  switch (end.kind) {
    case 'after':
      return `${durationText(end.ms)} after the confirmation`;
    case 'at':
      return endText(end.time);
    case 'never':
      return 'For good';
  }
}

/** "7 days", "1 day 12 hours", "for good". */
export function durationText(durationMs: number | null): string {
  if (durationMs === null) return 'for good';
  const minutes = Math.floor(durationMs / 60_000);
  const parts = [
    { value: Math.floor(minutes / 1_440), unit: 'day' },
    { value: Math.floor(minutes / 60) % 24, unit: 'hour' },
    { value: minutes % 60, unit: 'minute' },
  ];
  const words = parts.filter(({ value }) => value > 0).map(({ value, unit }) => counted(value, unit));
  return words.length === 0 ? 'less than a minute' : words.join(' ');
}

/** A note where notes are private: what can be said of it. */
export function noteSize(text: string): string {
  return counted([...text].length, 'character');
}
