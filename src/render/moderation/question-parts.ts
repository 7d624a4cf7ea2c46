import type { APIEmbedField } from 'discord-api-types/v10';
import type { ModerationAction } from '../../store/moderation-action.ts';
import { escapeText } from '../escape.ts';
import { relativeTime } from '../timestamps.ts';
import { wordsOf } from './kinds/kinds.ts';
import { fieldOf, fittingLines } from './lines.ts';
import { stateOf } from './states.ts';
import type { Rivals } from './views.ts';

const RIVALS_LENGTH = 500;

/** What stands on top of every question. */
export function openingLines({ lapsesAt }: ModerationAction, needsApproval: boolean): readonly string[] {
  return [
    `Nothing has happened yet.${lapsesAt === null ? '' : ` This question lapses ${relativeTime(lapsesAt)}.`}`,
    ...(needsApproval ? ["🕓 Needs a second moderator's approval, in the audit channel."] : []),
  ];
}

/** Who else is at the same person, and what may have been done already. */
export function rivalFields({ drafts, unsettled }: Rivals): readonly APIEmbedField[] {
  return [
    ...fieldOf(
      '⚠️ Another moderator is at this, too',
      fittingLines(
        drafts.map((action) => rivalLine(action, 'begun')),
        RIVALS_LENGTH,
      ),
    ),
    ...fieldOf(
      '⚠️ May have happened already: look before you repeat it',
      fittingLines(
        unsettled.map((action) => rivalLine(action, 'sent')),
        RIVALS_LENGTH,
      ),
    ),
  ];
}

function rivalLine(action: ModerationAction, what: string): string {
  const { state, request, moderator, createdAt } = action;
  const waits = state === 'proposed' ? ` (${stateOf(action).text.toLowerCase()})` : '';
  return `${wordsOf(request).title} by ${escapeText(moderator.name, 80)}, ${what} ${relativeTime(createdAt)}${waits}`;
}
