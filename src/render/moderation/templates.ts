import type { ShownBan } from './views.ts';

/** What BattleMetrics fills into a reason when it kicks somebody. */
export interface TemplateValues {
  readonly uid: string;
  /** As it would be shown; the bot sends the moderator's name instead of `{{admin}}`. */
  readonly admin: string;
  /** Epoch milliseconds. */
  readonly bannedAt: number;
  /** Null is for good. Milliseconds. */
  readonly durationMs: number | null;
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA; BattleMetrics uses the organization's own, which may be another. */
  readonly timezone: string;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * A reason as a kicked player would read it. Templates that are none stay as they are.
 * Document: "Ban", "Templates".
 */
export function fillTemplates(reason: string, values: TemplateValues): string {
  return reason.replaceAll(/\{\{\s*(\w+)\s*\}\}/gu, (whole, name: string) => filled(name, values) ?? whole);
}

/**
 * The reason of a ban that there is, as its player reads it at this moment; times in UTC. BattleMetrics keeps the templates
 * and whoever shows a ban fills them in. Without the time of the ban what needs it stays as it is.
 * @param now epoch milliseconds
 */
export function filledReason(
  ban: Pick<ShownBan, 'reason' | 'uid' | 'author' | 'madeAt' | 'expires'>,
  now: number,
): string {
  const { reason, uid, author, madeAt, expires } = ban;
  if (madeAt === undefined) return reason;
  return fillTemplates(reason, {
    uid: uid ?? '{{uid}}',
    admin: author ?? '{{admin}}',
    bannedAt: madeAt,
    durationMs: expires === null ? null : expires - madeAt,
    now,
    timezone: 'UTC',
  });
}

function filled(name: string, values: TemplateValues): string | undefined {
  const { uid, admin, bannedAt, durationMs, now, timezone } = values;
  switch (name) {
    case 'uid':
      return uid;
    case 'admin':
      return admin;
    case 'duration':
      return durationMs === null ? 'Perm' : shortDuration(durationMs);
    case 'timeLeft':
      return durationMs === null ? 'Perm' : shortDuration(Math.max(0, bannedAt + durationMs - now));
    case 'banned':
      return moment(bannedAt, timezone);
    case 'expires':
      return durationMs === null ? 'Perm' : moment(bannedAt + durationMs, timezone);
    default:
      return undefined;
  }
}

/** `24h`, `3.5h`, `7d`, `30m`: hours up to a day, days beyond. */
function shortDuration(ms: number): string {
  if (ms > DAY_MS) return `${decimal(ms / DAY_MS)}d`;
  return ms >= HOUR_MS ? `${decimal(ms / HOUR_MS)}h` : `${Math.ceil(ms / 60_000)}m`;
}

/** One place at most: `1`, `3.5`. */
function decimal(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function moment(time: number, timezone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: timezone,
  }).format(time);
}
