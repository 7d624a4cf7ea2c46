import { digits, flag, group, keyPage, optional } from '../arguments/params.ts';
import { empty, one, oneOrEmpty, operation, page } from '../operation.ts';
import { organization } from '../schemas/organization.ts';
import { newPlayerNote, playerNote, playerNoteChange } from '../schemas/player-note.ts';
import { user } from '../schemas/user.ts';

const player = digits('id of the player');
const params = { player, note: digits('id of the note') };
const cache = { ttlMs: 15_000, staleForMs: 10 * 60_000 };
const touches = ['/players/{player}'];

/** The document names the scope `note:read` alone; the others follow its pattern for scopes. */
export const playerNotes = {
  /** The notes about a player. */
  list: operation({
    method: 'GET',
    path: '/players/{player}/relationships/notes',
    params: { player },
    section: 'Player Note',
    summary: 'Lists the notes about a player.',
    scope: 'note:read',
    query: {
      filter: group({ personal: optional(flag('false hides notes that belong to no organization')) }),
      page: keyPage(),
    },
    include: { user, organization },
    answer: page(playerNote),
    cache,
  }),
  /** One note. It takes `include` as the list does, which the document does not say. */
  get: operation({
    method: 'GET',
    path: '/players/{player}/relationships/notes/{note}',
    params,
    section: 'Player Note',
    summary: 'Shows a note about a player.',
    scope: 'note:read',
    include: { user, organization },
    practice: { takes: ['include'] },
    answer: one(playerNote),
    cache,
  }),
  /** Writes a note. Undefined when the body was empty, as for tokens that may not read notes. */
  create: operation({
    method: 'POST',
    path: '/players/{player}/relationships/notes',
    params: { player },
    section: 'Player Note Create',
    summary: 'Writes a note about a player.',
    likelyScope: 'note:create',
    body: newPlayerNote,
    answer: oneOrEmpty(playerNote),
    touches,
  }),
  /** Rewrites a note. */
  update: operation({
    method: 'PATCH',
    path: '/players/{player}/relationships/notes/{note}',
    params,
    section: 'Player Note',
    summary: 'Rewrites a note about a player.',
    likelyScope: 'note:update',
    body: playerNoteChange,
    answer: oneOrEmpty(playerNote),
    touches,
  }),
  /** Deletes a note for good. */
  delete: operation({
    method: 'DELETE',
    path: '/players/{player}/relationships/notes/{note}',
    params,
    section: 'Player Note',
    summary: 'Deletes a note about a player for good.',
    likelyScope: 'note:delete',
    answer: empty,
    touches,
  }),
};
