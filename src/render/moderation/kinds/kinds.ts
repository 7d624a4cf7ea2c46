import type { ActionKind, RequestOf } from '../../../store/moderation-request.ts';
import { BAN_EDIT } from './ban-edits.ts';
import { BAN_IMPORT } from './ban-imports.ts';
import { BAN, EXEMPTION_ADD, EXEMPTION_REMOVE, UNBAN } from './bans.ts';
import { FLAG_CREATE, FLAG_DELETE, FLAG_EDIT } from './flag-definitions.ts';
import { FLAG_ADD, FLAG_REMOVE } from './flags.ts';
import type { KindWords } from './kind-words.ts';
import { NOTE_ADD, NOTE_DELETE, NOTE_EDIT } from './notes.ts';
import { RCON } from './rcon.ts';
import { SLOT_ADD, SLOT_REMOVE } from './slots.ts';

const KINDS: { readonly [K in ActionKind]: KindWords<RequestOf<K>> } = {
  ban: BAN,
  unban: UNBAN,
  'ban-edit': BAN_EDIT,
  'exemption-add': EXEMPTION_ADD,
  'exemption-remove': EXEMPTION_REMOVE,
  'ban-import': BAN_IMPORT,
  'flag-add': FLAG_ADD,
  'flag-remove': FLAG_REMOVE,
  'flag-create': FLAG_CREATE,
  'flag-edit': FLAG_EDIT,
  'flag-delete': FLAG_DELETE,
  'note-add': NOTE_ADD,
  'note-edit': NOTE_EDIT,
  'note-delete': NOTE_DELETE,
  'slot-add': SLOT_ADD,
  'slot-remove': SLOT_REMOVE,
  rcon: RCON,
};

/** How the action that a request asks for is spoken of. */
export function wordsOf<K extends ActionKind>(request: RequestOf<K>): KindWords<RequestOf<K>> {
  const kind: K = request.kind;
  return KINDS[kind];
}
