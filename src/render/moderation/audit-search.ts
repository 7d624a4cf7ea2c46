import type { Message } from '../../message/message.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import { COLOURS } from '../colours.ts';
import { escapeText } from '../escape.ts';
import { counted } from '../numbers.ts';
import { dateTime } from '../timestamps.ts';
import { wordsOf } from './kinds/kinds.ts';
import { fittingLines } from './lines.ts';
import { CHANNEL } from './readers.ts';
import { stateOf } from './states.ts';
import { subjectText } from './words.ts';

interface FoundActions {
  readonly actions: readonly ModerationAction[];
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

const LIST_LENGTH = 3_900;

/** A page of the record: who did what to whom, when, and what became of it. Notes and identifiers are not shown. */
export function auditSearchMessage({ actions, total }: FoundActions): Message {
  const lines = actions.map(actionLines);
  return {
    embeds: [
      {
        title: '📜 Record',
        color: COLOURS.accent,
        description:
          lines.length === 0
            ? 'Nothing fits. Without a filter, all that was done with this bot is shown.'
            : `**${counted(total, 'action')}**, the latest first\n\n${fittingLines(lines, LIST_LENGTH)}`,
      },
    ],
  };
}

/** The record as a file. Ephemeral. */
export function auditExport({
  fileName,
  data,
  rows,
}: {
  readonly fileName: string;
  readonly data: Buffer;
  readonly rows: number;
}): Message {
  if (rows === 0) {
    return {
      embeds: [
        { title: 'Nothing to export', color: COLOURS.quiet, description: 'No action of the record fits.' },
      ],
    };
  }
  return {
    embeds: [
      {
        title: '📄 Record exported',
        color: COLOURS.accent,
        description: `${counted(rows, 'action')} in ${escapeText(fileName, 150)}`,
      },
    ],
    files: [{ name: fileName, data }],
  };
}

function actionLines(action: ModerationAction): string {
  const { request, moderator, approver, confirmedAt, createdAt, cause, id } = action;
  const { subject } = request;
  const words = wordsOf(request);
  const { icon, text } = stateOf(action);
  const known = subject.playerId !== null || subject.name !== null || subject.steamId !== null;
  const detail = words.short(request, CHANNEL);
  const who = [
    `<@${moderator.id}>`,
    ...(approver === null ? [] : [`approved by <@${approver.id}>`]),
    ...(cause.kind === 'command' ? [] : [cause.kind === 'undo' ? 'an undo' : 'a flag’s time was over']),
  ];
  // What is done needs no words for it.
  const became = action.state === 'done' && icon === '✅' ? [] : [text];
  return [
    `${icon} **${words.title}**${known ? ` ${subjectText(subject, CHANNEL)}` : ''}`,
    ...(detail === '' ? [] : [detail]),
    `-# ${[...became, who.join(', '), dateTime(confirmedAt ?? createdAt), `\`${id}\``].join(' · ')}\n`,
  ].join('\n');
}
