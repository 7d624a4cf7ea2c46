import type { ModerationAction } from '../../store/moderation-action.ts';
import { escapeText } from '../escape.ts';
import { relativeTime } from '../timestamps.ts';
import { wordsOf } from './kinds/kinds.ts';
import { MODERATORS } from './readers.ts';
import { stateOf } from './states.ts';

/** What was done, by whom and when, within a list about one person: "✅ **Ban** for 7 days: … · Kestrel, 3 days ago". */
export function recordLine(action: ModerationAction): string {
  const { request, moderator, confirmedAt, createdAt } = action;
  const words = wordsOf(request);
  const detail = words.short(request, MODERATORS);
  const by = `${escapeText(moderator.name, 40)}, ${relativeTime(confirmedAt ?? createdAt)}`;
  return `${stateOf(action).icon} **${words.title}**${detail === '' ? '' : ` ${detail}`} · ${by}`;
}
