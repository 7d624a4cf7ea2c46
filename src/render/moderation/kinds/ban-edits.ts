import type { ModerationAction } from '../../../store/moderation-action.ts';
import type { BanEditRequest } from '../../../store/moderation-request.ts';
import { counted } from '../../numbers.ts';
import { fieldOf, textLines } from '../lines.ts';
import type { Readers } from '../readers.ts';
import { banEndText, banLink, endText, noteSize } from '../words.ts';
import type { KindWords } from './kind-words.ts';

const NOTE_LENGTH = 450;

export const BAN_EDIT: KindWords<BanEditRequest> = {
  command: 'ban-edit',
  title: 'Edit ban',
  question: 'Change this ban?',
  yes: () => 'Change the ban',
  propose: 'Propose the change',
  grave: true,
  done: ({ request: { banId, after }, result }) => [
    '✅ Ban changed',
    result?.alreadySo === true
      ? `Ban ${banLink(banId)} says that already.`
      : `Ban ${banLink(banId)}: ${counted(Object.keys(after).length, 'change')}.`,
  ],
  fields: (action, readers) => [
    { name: 'Ban', value: banLink(action.request.banId), inline: true },
    ...changeFields(action, readers),
  ],
  short: ({ banId, after }) => {
    const parts = [
      after.reason === undefined ? [] : ['reason'],
      after.end === undefined ? [] : ['end'],
      after.note === undefined ? [] : ['note'],
    ];
    return `${banLink(banId)}: ${parts.flat().join(', ')}`;
  },
};

/** What is changed, before and after, each below the other. */
function changeFields({ request, confirmedAt }: ModerationAction<BanEditRequest>, readers: Readers) {
  const { before, after } = request;
  const { reason, end, note } = after;
  const shownEnd =
    end?.kind === 'after' && confirmedAt !== null ? endText(confirmedAt + end.ms) : end && banEndText(end);
  return [
    ...fieldOf(
      'Reason',
      reason === undefined ? '' : change(readers.text(before.reason, 450), readers.text(reason, 450)),
    ),
    ...fieldOf('Until', shownEnd === undefined ? '' : change(endText(before.expires), shownEnd)),
    ...fieldOf(
      readers.trusted ? 'Note (private)' : 'Note',
      note === undefined ? '' : change(noteText(before.note, readers), noteText(note, readers)),
    ),
  ];
}

function noteText(note: string | null, { trusted, text }: Readers): string {
  if (note === null || note.trim() === '') return 'No note';
  return trusted ? textLines(note, text, NOTE_LENGTH) : noteSize(note);
}

/** Two lines, for before and after rarely have room beside each other on a phone. */
export function change(before: string, after: string): string {
  return `${before}\n→ ${after}`;
}
