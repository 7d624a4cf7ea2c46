import type { Message } from '../../message/message.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import { COLOURS } from '../colours.ts';
import { confirmRow } from './action-buttons.ts';
import { wordsOf } from './kinds/kinds.ts';
import { fieldOf } from './lines.ts';
import { openingLines, rivalFields } from './question-parts.ts';
import { MODERATORS } from './readers.ts';
import type { Rivals } from './views.ts';
import { subjectText } from './words.ts';

/** A draft that waits for its answer, with what a moderator should know before giving it. */
interface ShownQuestion {
  readonly action: ModerationAction;
  readonly rivals: Rivals;
  readonly needsApproval: boolean;
  /** More that should be known, as lines of our own. */
  readonly told?: readonly string[];
}

/** The question before any action that has no preview of its own, undoing among them. Ephemeral. */
export function questionMessage({ action, rivals, needsApproval, told = [] }: ShownQuestion): Message {
  const { request, cause } = action;
  const { subject } = request;
  const words = wordsOf(request);
  const known = subject.playerId !== null || subject.name !== null || subject.steamId !== null;
  return {
    embeds: [
      {
        title: words.question,
        color: words.grave ? COLOURS.warning : COLOURS.accent,
        description: [
          ...openingLines(action, needsApproval),
          ...(cause.kind === 'undo' ? [`↩️ It undoes action \`${cause.of}\`.`] : []),
          ...told,
        ].join('\n'),
        fields: [
          ...fieldOf('Player', known ? subjectText(subject) : ''),
          ...words.fields(action, MODERATORS),
          ...fieldOf('What happens', words.consequence?.(request) ?? ''),
          ...rivalFields(rivals),
        ],
      },
    ],
    components: [confirmRow(action, needsApproval)],
  };
}
