import type { PlayerNote } from '../../battlemetrics/schemas/player-note.ts';
import { UserError } from '../../message/user-error.ts';
import { isBlank } from '../../render/escape.ts';
import { htmlToText } from '../../render/html-text.ts';
import type { ShownNote } from '../../render/moderation/views.ts';
import { readNote } from '../writes/note-text.ts';

/** As long as a form's field and the line that says who wrote it leave room for. */
const LONGEST = 3_500;

/** The text of a note as it is kept. @throws UserError when it is empty, or longer than 3,500 characters */
export function readNoteText(typed: string): string {
  const text = typed.replaceAll(/\r\n?/gu, '\n').trim();
  if (isBlank(text)) throw new UserError('note-empty', 'The note is empty. Write something.');
  const { length } = [...text];
  if (length <= LONGEST) return text;
  throw new UserError(
    'note-too-long',
    `The note has ${length} characters, and ${LONGEST} are possible. Shorten it, or write two.`,
    { length },
  );
}

/** The organization's own notes, and those that others share; a note without an organization is personal. */
export function mayRead({ relationships, attributes }: PlayerNote, organizationId: string): boolean {
  const owner = relationships.organization?.data?.id;
  return owner === organizationId || (owner !== undefined && attributes.shared);
}

/** @throws UserError when it is another organization's, or a person's own: the API would refuse, or worse, not. */
export function mustBeOwn({ relationships }: PlayerNote, organizationId: string): void {
  const owner = relationships.organization?.data?.id;
  if (owner === organizationId) return;
  if (owner === undefined) {
    throw new UserError(
      'note-personal',
      'That note is personal: only who wrote it can change or delete it, at BattleMetrics.',
    );
  }
  throw new UserError(
    'note-foreign',
    'That note is of another organization: only that one can change or delete it.',
  );
}

/** @param nickname of who wrote it at BattleMetrics: the token's owner for what a bot wrote, which its last line tells. */
export function toShownNote({ id, attributes }: PlayerNote, nickname?: string): ShownNote {
  const { text, signature } = readNote(htmlToText(attributes.note));
  const createdAt = Date.parse(attributes.createdAt ?? '');
  return {
    id,
    text,
    shared: attributes.shared,
    createdAt: Number.isNaN(createdAt) ? undefined : createdAt,
    author: signature?.moderator.name ?? nickname,
  };
}
