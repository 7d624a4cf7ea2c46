import type {
  NoteAddRequest,
  NoteDeleteRequest,
  NoteEditRequest,
} from '../../../store/moderation-request.ts';
import { textLines } from '../lines.ts';
import { MODERATORS, type Readers } from '../readers.ts';
import { noteSize } from '../words.ts';
import type { KindWords } from './kind-words.ts';

const NOTE_LENGTH = 900;
const SHARED = 'seen by organizations that are friends';

export const NOTE_ADD: KindWords<NoteAddRequest> = {
  command: 'note',
  title: 'Write note',
  question: 'Write this note?',
  yes: () => 'Write the note',
  grave: false,
  done: ({ request: { text, shared }, result }) => [
    '✅ Note written',
    ...(result?.alreadySo === true ? ['It was there already.'] : []),
    noteText(text, MODERATORS),
    ...(shared ? [`-# ${SHARED}`] : []),
  ],
  fields: ({ request: { text, shared } }, readers) => [
    { name: 'Note', value: `${noteText(text, readers)}${shared ? `\n-# ${SHARED}` : ''}` },
  ],
  short: ({ text }) => noteSize(text),
};

export const NOTE_EDIT: KindWords<NoteEditRequest> = {
  command: 'note',
  title: 'Edit note',
  question: 'Change this note?',
  yes: () => 'Change the note',
  grave: false,
  done: ({ request: { text }, result }) => [
    '✅ Note changed',
    ...(result?.alreadySo === true ? ['It said that already.'] : []),
    noteText(text, MODERATORS),
  ],
  fields: ({ request: { before, text, shared } }, readers) => [
    { name: 'Before', value: noteText(before, readers) },
    { name: 'After', value: `${noteText(text, readers)}${shared ? `\n-# ${SHARED}` : ''}` },
  ],
  short: ({ before, text }) => `${noteSize(before)} → ${noteSize(text)}`,
};

export const NOTE_DELETE: KindWords<NoteDeleteRequest> = {
  command: 'note',
  title: 'Delete note',
  question: 'Delete this note?',
  yes: () => 'Delete the note',
  grave: true,
  done: ({ result }) => [
    '✅ Note deleted',
    result?.alreadySo === true ? 'There was no such note any more.' : 'The note is gone.',
  ],
  fields: ({ request: { before } }, readers) => [{ name: 'Note', value: noteText(before, readers) }],
  short: ({ before }) => noteSize(before),
};

/** Notes are for moderators alone. */
function noteText(note: string, { trusted, text }: Readers): string {
  if (!trusted) return noteSize(note);
  return note.trim() === '' ? 'Empty' : textLines(note, text, NOTE_LENGTH);
}
