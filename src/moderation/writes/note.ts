import type { Call } from '../../http/call.ts';
import { NotFoundError } from '../../http/errors.ts';
import { htmlToText } from '../../render/html-text.ts';
import type { ModerationAction } from '../../store/moderation-action.ts';
import type { NoteAddRequest, NoteDeleteRequest, NoteEditRequest } from '../../store/moderation-request.ts';
import { asDone, ifThere } from './already.ts';
import { noteBody, readNote, sameText } from './note-text.ts';
import type { Write, WriteDependencies } from './write.ts';

/** `POST /players/{id}/relationships/notes`, found again by the action's id in its last line. Document: "Player Note Create". */
export const noteAddWrite: Write<NoteAddRequest> = {
  async send(action, { battlemetrics, organizationId }, call) {
    const { playerId: player, shared } = action.request;
    const data = {
      type: 'playerNote' as const,
      attributes: { note: bodyOf(action), shared },
      relationships: {
        player: { data: { type: 'player' as const, id: player } },
        organization: { data: { type: 'organization' as const, id: organizationId } },
      },
    };
    const answer = await battlemetrics.playerNotes.create({ player, data }, call);
    return answer === undefined ? {} : { noteId: answer.data.id };
  },

  async look({ id, request: { playerId: player } }, { battlemetrics }, call) {
    for await (const note of battlemetrics.playerNotes.list.all({ player, page: { size: 100 } }, call)) {
      if (isBy(id, note.attributes.note)) return { kind: 'happened', result: { noteId: note.id } };
    }
    return { kind: 'not-seen' };
  },
};

/** `PATCH /players/{id}/relationships/notes/{id}`. Document: "Player Note". */
export const noteEditWrite: Write<NoteEditRequest> = {
  async send(action, { battlemetrics }, call) {
    const { playerId: player, noteId: note, shared } = action.request;
    const attributes = { note: bodyOf(action), shared };
    await battlemetrics.playerNotes.update(
      { player, note, data: { type: 'playerNote', id: note, attributes } },
      call,
    );
    return { noteId: note };
  },

  async look({ id, request: { playerId: player, noteId } }, { battlemetrics }, call) {
    const note = await ifThere(() => battlemetrics.playerNotes.get({ player, note: noteId }, call));
    const written = note !== undefined && isBy(id, note.data.attributes.note);
    return written ? { kind: 'happened', result: { noteId } } : { kind: 'not-so' };
  },
};

/** `DELETE /players/{id}/relationships/notes/{id}`. Document: "Player Note". */
export const noteDeleteWrite: Write<NoteDeleteRequest> = {
  send({ request: { playerId: player, noteId: note } }, { battlemetrics }, call) {
    return asDone(() => battlemetrics.playerNotes.delete({ player, note }, call), NotFoundError);
  },

  async look({ request: { playerId: player, noteId: note } }, { battlemetrics }, call) {
    const found = await ifThere(() => battlemetrics.playerNotes.get({ player, note }, call));
    return found === undefined ? { kind: 'happened', result: {} } : { kind: 'not-so' };
  },
};

/**
 * Whether a note still says what an action wrote, by this action and in these words.
 * @throws ApiError or LimiterError
 */
export async function isNoteAsWritten(
  { id, request: { playerId: player, text } }: ModerationAction<NoteAddRequest | NoteEditRequest>,
  noteId: string,
  { battlemetrics }: WriteDependencies,
  call: Call,
): Promise<boolean> {
  const note = await ifThere(() => battlemetrics.playerNotes.get({ player, note: noteId }, call));
  if (note === undefined) return false;
  const read = readNote(htmlToText(note.data.attributes.note));
  return read.signature?.ref === id && sameText(read.text, text);
}

function bodyOf({ id, moderator, request }: ModerationAction<NoteAddRequest | NoteEditRequest>): string {
  return noteBody(request.text, { moderator, ref: id });
}

function isBy(actionId: string, html: string): boolean {
  return readNote(htmlToText(html)).signature?.ref === actionId;
}
