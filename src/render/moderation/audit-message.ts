import type { APIEmbedField } from 'discord-api-types/v10';
import type { Message } from '../../message/message.ts';
import type { ModerationAction, Moderator } from '../../store/moderation-action.ts';
import { maskIdentifiers } from '../mask.ts';
import { count } from '../numbers.ts';
import { relativeTime } from '../timestamps.ts';
import { auditRows } from './action-buttons.ts';
import { wordsOf } from './kinds/kinds.ts';
import { fieldOf } from './lines.ts';
import { CHANNEL } from './readers.ts';
import { stateOf } from './states.ts';
import { personText, subjectText } from './words.ts';

interface AuditOptions {
  /** Who undid it, where that is known. */
  readonly undoneBy?: Moderator | undefined;
}

/**
 * What the audit channel shows of an action: who did what to whom, where, until when, why, and what became of it, with
 * the buttons of its state. Never identifiers and never what a note says: others than moderators may read there.
 */
export function auditMessage(action: ModerationAction, options: AuditOptions = {}): Message {
  const { request, moderator, approver, settledAt, confirmedAt, createdAt } = action;
  const { subject } = request;
  const words = wordsOf(request);
  const { icon, text, color } = stateOf(action);
  const known = subject.playerId !== null || subject.name !== null || subject.steamId !== null;
  const at = settledAt ?? confirmedAt ?? createdAt;
  return {
    embeds: [
      {
        title: words.title,
        color,
        fields: [
          { name: 'State', value: [`${icon} ${text}`, ...stateDetails(action, options)].join('\n') },
          ...fieldOf('Player', known ? subjectText(subject, CHANNEL) : ''),
          { name: 'Moderator', value: personText(moderator), inline: true },
          ...approverField(approver),
          ...words.fields(action, CHANNEL),
        ],
        footer: { text: `Action ${action.id}` },
        timestamp: new Date(at).toISOString(),
      },
    ],
    components: auditRows(action),
  };
}

function approverField(approver: Moderator | null): readonly APIEmbedField[] {
  return approver === null ? [] : [{ name: 'Approved by', value: personText(approver), inline: true }];
}

/** What belongs to the state, line by line. */
function stateDetails(action: ModerationAction, { undoneBy }: AuditOptions): readonly string[] {
  const { state, cause, error, lapsesAt, request, result } = action;
  const lines: string[] = [];
  if (state === 'proposed' && lapsesAt !== null) lines.push(`Lapses ${relativeTime(lapsesAt)}`);
  if (state === 'sending' && request.kind === 'ban-import' && result?.imported !== undefined) {
    lines.push(`${count(result.imported)} of ${count(request.entries.length)} so far`);
  }
  if (error !== null) lines.push(maskIdentifiers(error));
  if (action.undoneBy !== null) {
    lines.push(undoneBy === undefined ? `By action \`${action.undoneBy}\`` : `By ${personText(undoneBy)}`);
  }
  if (cause.kind === 'undo') lines.push(`↩️ Undoes action \`${cause.of}\``);
  if (cause.kind === 'expiry') lines.push(`⏰ The time of the flag was over (action \`${cause.of}\`)`);
  return lines;
}
