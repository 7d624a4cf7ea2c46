import { escapeText } from '../escape.ts';
import { filledReason } from './templates.ts';
import type { ShownBan } from './views.ts';
import { banLink, shortEndText } from './words.ts';

/** One ban within a list about one person: "[123](…) until …, all servers: Team killing". */
export function banLine(ban: ShownBan, now: number): string {
  const where = ban.orgWide ? 'all servers' : escapeText(ban.server ?? 'one server', 40);
  const exempt = ban.exempt ? ' · 🛡️ our servers are exempted' : '';
  return `${banLink(ban.id)} ${shortEndText(ban.expires, now)}, ${where}: ${escapeText(filledReason(ban, now), 90)}${exempt}`;
}
