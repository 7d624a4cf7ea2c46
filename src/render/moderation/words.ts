import type { ModerationAction } from '../../store/moderation-action.ts';
import type { BanScope, Subject } from '../../store/moderation-request.ts';
import { escapeText } from '../escape.ts';
import { counted } from '../numbers.ts';
import { dateTime, relativeTime } from '../timestamps.ts';

/** Where a ban is edited on BattleMetrics. */
export function banLink(banId: string): string {
  return `[${banId}](https://www.battlemetrics.com/rcon/bans/edit/${encodeURIComponent(banId)})`;
}

/** A player by name, with the id as a link; a Steam ID only by its last digits, for it is private. */
export function subjectText({ name, playerId, steamId }: Subject): string {
  if (playerId === null) {
    if (steamId !== null) return `Steam ID ending in \`${steamId.slice(-4)}\` (unknown to BattleMetrics)`;
    return name === null ? 'Somebody unknown to BattleMetrics' : `**${escapeText(name, 150)}**`;
  }
  const link = `[${playerId}](https://www.battlemetrics.com/rcon/players/${encodeURIComponent(playerId)})`;
  return name === null ? `Player ${link}` : `**${escapeText(name, 150)}** (${link})`;
}

/** Which servers a ban holds on. */
export function scopeText(scope: BanScope): string {
  switch (scope.kind) {
    case 'organization':
      return 'All servers of the organization';
    case 'server':
      return `One server: ${escapeText(scope.serverName, 150)}`;
    case 'ban-list':
      return 'The ban list, on every server that uses it';
  }
}

/** When a confirmed ban ends. */
export function untilText(durationMs: number | null, from: number): string {
  if (durationMs === null) return 'For good';
  const end = from + durationMs;
  return `${dateTime(end)} (${relativeTime(end)})`;
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
  return words.join(' ');
}

/** What an action does, as the title of its messages. */
export function actionTitle({ request }: ModerationAction): string {
  switch (request.kind) {
    case 'ban':
      return 'Ban';
    case 'unban':
      return request.mode === 'delete' ? 'Unban (record deleted)' : 'Unban';
    case 'flag-add':
      return 'Flag added';
    case 'flag-remove':
      return 'Flag removed';
  }
}
