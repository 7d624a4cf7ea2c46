import { ButtonStyle } from 'discord-api-types/v10';
import { formatCustomId } from '../../message/custom-id.ts';
import type { Message } from '../../message/message.ts';
import type { Subject } from '../../store/moderation-request.ts';
import { buttonRow } from '../buttons.ts';
import { COLOURS } from '../colours.ts';
import { escapeText } from '../escape.ts';
import { relativeTime } from '../timestamps.ts';
import { textLines } from './lines.ts';
import { type ListPage, pageItems } from './list-page.ts';
import type { NoteListView, ShownNote } from './views.ts';
import { subjectText } from './words.ts';

const PER_PAGE = 4;
const NOTE_LENGTH = 800;
const WHOLE_LENGTH = 3_600;

/** The notes about a player, the latest first, for moderators alone. */
export function noteList({ subject, notes }: NoteListView, wanted: number): ListPage {
  const { shown, page, pages } = pageItems(notes, PER_PAGE, wanted);
  const blocks = shown.map((note) => `${noteHead(note)}\n${noteText(note, NOTE_LENGTH)}`);
  const description = [subjectText(subject), ...(blocks.length === 0 ? ['No notes.'] : blocks)].join('\n\n');
  return {
    message: { embeds: [{ title: '📝 Notes', color: COLOURS.accent, description }] },
    page,
    pages,
  };
}

/** A note with the button that opens the form to change it: a form can only be the answer to something pressed. */
export function noteToEdit({
  subject,
  note,
  key,
}: {
  readonly subject: Subject;
  readonly note: ShownNote;
  readonly key: string;
}): Message {
  return {
    embeds: [
      {
        title: 'Change this note?',
        color: COLOURS.accent,
        description: [subjectText(subject), noteHead(note), noteText(note, WHOLE_LENGTH)].join('\n'),
      },
    ],
    components: [
      buttonRow([
        {
          label: 'Edit',
          style: ButtonStyle.Primary,
          customId: formatCustomId({ command: 'note', action: 'edit', key }),
        },
      ]),
    ],
  };
}

function noteHead({ author, createdAt, shared }: ShownNote): string {
  const parts = [
    ...(author === undefined ? [] : [`**${escapeText(author, 60)}**`]),
    ...(createdAt === undefined ? [] : [relativeTime(createdAt)]),
    ...(shared ? ['shared'] : []),
  ];
  return `📝 ${parts.length === 0 ? 'Note' : parts.join(' · ')}`;
}

function noteText({ text }: ShownNote, room: number): string {
  return text.trim() === '' ? 'Empty' : textLines(text, escapeText, room);
}
