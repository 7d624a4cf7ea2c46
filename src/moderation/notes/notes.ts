import type { BattleMetrics } from '../../battlemetrics/battlemetrics.ts';
import type { Included } from '../../battlemetrics/included.ts';
import type { PlayerNote } from '../../battlemetrics/schemas/player-note.ts';
import type { Call } from '../../http/call.ts';
import { NotFoundError } from '../../http/errors.ts';
import { UserError } from '../../message/user-error.ts';
import { htmlToText } from '../../render/html-text.ts';
import type { NoteListView, ShownNote } from '../../render/moderation/views.ts';
import type { NoteAddRequest, NoteDeleteRequest, NoteEditRequest } from '../../store/moderation-request.ts';
import { withScope } from '../lacking-scope.ts';
import type { PlayerFinder } from '../players/player-finder.ts';
import { mayRead, mustBeOwn, readNoteText, toShownNote } from './note.ts';

/** One note, and whom it is about. */
export interface FoundNote {
  readonly subject: NoteListView['subject'];
  readonly note: ShownNote;
}

/** What moderators write down about players: the organization's notes, and those that others share with it. */
export interface Notes {
  /** At most 200, the latest first. @throws UserError as the PlayerFinder */
  list(player: string, call: Call): Promise<NoteListView>;
  /** Those of one player; one call for each hundred. */
  of(playerId: string, call: Call): Promise<readonly ShownNote[]>;
  /** At most 25 notes of the organization itself in which the text occurs, for completion. */
  search(playerId: string, text: string, call: Call): Promise<readonly ShownNote[]>;
  /** @throws UserError when there is no such note, or the organization may not read it */
  get(playerId: string, noteId: string, call: Call): Promise<ShownNote>;
  /** A note that the organization may change. @throws UserError as `deleteRequest` */
  find(input: { readonly player: string; readonly note: string }, call: Call): Promise<FoundNote>;
  /** @throws UserError as the PlayerFinder, and for a text that is empty or beyond 3,500 characters */
  addRequest(
    input: { readonly player: string; readonly text: string; readonly shared: boolean },
    call: Call,
  ): Promise<NoteAddRequest>;
  /**
   * What is not said of sharing stays.
   * @throws UserError as `addRequest` and `deleteRequest`, and for a note that does not say any more what was `seen`
   */
  editRequest(
    input: {
      readonly playerId: string;
      readonly noteId: string;
      readonly text: string;
      readonly shared?: boolean | undefined;
      /** What the note said to who changes it. */
      readonly seen?: string | undefined;
    },
    call: Call,
  ): Promise<NoteEditRequest>;
  /** @throws UserError as the PlayerFinder, and when the note is unknown, personal or another organization's */
  deleteRequest(
    input: { readonly player: string; readonly note: string },
    call: Call,
  ): Promise<NoteDeleteRequest>;
}

interface NotesOptions {
  readonly battlemetrics: BattleMetrics;
  readonly organizationId: string;
  readonly players: Pick<PlayerFinder, 'known'>;
}

const MOST_NOTES = 200;
const MOST_CHOICES = 25;
const WHAT = 'have notes';

export function createNotes({ battlemetrics, organizationId, players }: NotesOptions): Notes {
  const readAll = (playerId: string, call: Call): Promise<readonly NoteWithAuthor[]> =>
    withScope('note:read', 'read notes', async () => {
      const notes: NoteWithAuthor[] = [];
      const query = {
        player: playerId,
        filter: { personal: false },
        include: ['user'] as const,
        page: { size: 100 },
      };
      for await (const page of battlemetrics.playerNotes.list.pages(query, call)) {
        for (const note of page.data) {
          if (mayRead(note, organizationId)) notes.push(withAuthor(note, page.included));
        }
        if (notes.length >= MOST_NOTES) break;
      }
      return notes.sort((a, b) => timeOf(b.note) - timeOf(a.note)).slice(0, MOST_NOTES);
    });

  const of = async (playerId: string, call: Call): Promise<readonly ShownNote[]> =>
    (await readAll(playerId, call)).map(shownOf);

  const read = (player: string, note: string, call: Call): Promise<NoteWithAuthor> =>
    withScope('note:read', 'read notes', async () => {
      if (!/^\d{1,19}$/u.test(note)) throw unknown();
      try {
        const { data, included } = await battlemetrics.playerNotes.get(
          { player, note, include: ['user'] },
          call,
        );
        return withAuthor(data, included);
      } catch (error) {
        if (error instanceof NotFoundError && !error.byWebPage) throw unknown();
        throw error;
      }
    });

  const readOwn = async (playerId: string, noteId: string, call: Call): Promise<NoteWithAuthor> => {
    const found = await read(playerId, noteId.trim(), call);
    mustBeOwn(found.note, organizationId);
    return found;
  };

  const personOf = async (text: string, call: Call, wholeName = false): Promise<NoteListView['subject']> => {
    const { id, name } = await players.known(text, call, { wholeName, what: WHAT });
    return { playerId: id, name, steamId: null };
  };

  return {
    of,

    async list(player, call) {
      const subject = await personOf(player, call);
      return { subject, notes: await of(subject.playerId, call) };
    },

    async search(playerId, text, call) {
      const wanted = text.trim().toLowerCase();
      return (await readAll(playerId, call))
        .filter(({ note }) => note.relationships.organization?.data?.id === organizationId)
        .map(shownOf)
        .filter(({ id, text: shown }) => id === wanted || shown.toLowerCase().includes(wanted))
        .slice(0, MOST_CHOICES);
    },

    async get(playerId, noteId, call) {
      const found = await read(playerId, noteId.trim(), call);
      if (!mayRead(found.note, organizationId)) throw unknown();
      return shownOf(found);
    },

    async find({ player, note: noteId }, call) {
      const subject = await personOf(player, call);
      return { subject, note: shownOf(await readOwn(subject.playerId, noteId, call)) };
    },

    async addRequest({ player, text: typed, shared }, call) {
      const text = readNoteText(typed);
      // Nothing asks before a note is written: a part of a name is not enough.
      const subject = await personOf(player, call, true);
      const { playerId } = subject;
      // Without the scope to read, nothing could be looked for after an ambiguous failure.
      await withScope('note:read', 'read notes', () =>
        battlemetrics.playerNotes.list({ player: playerId, page: { size: 1 } }, call),
      );
      return { kind: 'note-add', subject, playerId, text, shared };
    },

    async editRequest({ playerId, noteId, text: typed, shared, seen }, call) {
      const text = readNoteText(typed);
      const [subject, { note }] = await Promise.all([
        personOf(playerId, call),
        readOwn(playerId, noteId, call),
      ]);
      const before = htmlToText(note.attributes.note);
      const wasShared = note.attributes.shared;
      const said = toShownNote(note).text;
      if (seen !== undefined && seen !== said) {
        throw new UserError(
          'note-changed',
          'Somebody has changed this note since you opened it, and your text would replace theirs. Nothing was changed; use `/note edit` anew.',
        );
      }
      if (said === text && (shared ?? wasShared) === wasShared) {
        throw new UserError('note-unchanged', 'That is what the note says already. Nothing was changed.');
      }
      return {
        kind: 'note-edit',
        subject,
        playerId: subject.playerId,
        noteId: note.id,
        before,
        text,
        shared: shared ?? wasShared,
      };
    },

    async deleteRequest({ player, note: noteId }, call) {
      const subject = await personOf(player, call);
      const { playerId } = subject;
      const { note } = await readOwn(playerId, noteId, call);
      const { id, attributes } = note;
      const before = htmlToText(attributes.note);
      return { kind: 'note-delete', subject, playerId, noteId: id, before, shared: attributes.shared };
    },
  };
}

interface NoteWithAuthor {
  readonly note: PlayerNote;
  /** At BattleMetrics. */
  readonly nickname: string | undefined;
}

function withAuthor(note: PlayerNote, included: Included<unknown, 'user'>): NoteWithAuthor {
  return { note, nickname: included.related(note, 'user')?.attributes.nickname ?? undefined };
}

function shownOf({ note, nickname }: NoteWithAuthor): ShownNote {
  return toShownNote(note, nickname);
}

function timeOf({ attributes }: PlayerNote): number {
  const time = Date.parse(attributes.createdAt ?? '');
  return Number.isNaN(time) ? 0 : time;
}

function unknown(): UserError {
  return new UserError(
    'note-unknown',
    'There is no such note about this player. Pick the player first, then one of the suggestions of `note` while you type.',
  );
}
