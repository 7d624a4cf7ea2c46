import { z } from 'zod';
import { empty, one, oneOrEmpty, operation, page, typed } from '../operation.ts';
import { DIGITS } from '../path.ts';
import type { PageQuery } from '../query-types.ts';
import { defineResource, nullableText, type ResourceOf, toOne } from '../resource.ts';

/** A note about a player. Without an organization it is personal. Document: "Player Note". */
export const playerNote = defineResource('playerNote', {
  attributes: {
    /** HTML, whatever was sent. */
    note: z.preprocess((value) => value ?? '', z.string()),
    /** Friendly organizations see it. */
    shared: z.boolean().default(false),
    createdAt: nullableText,
  },
  relationships: { player: toOne, organization: toOne, user: toOne, trigger: toOne },
});
export type PlayerNote = ResourceOf<typeof playerNote>;

export interface NewPlayerNote {
  readonly type: 'playerNote';
  readonly attributes: { readonly note: string; readonly shared: boolean };
  readonly relationships?: {
    /** Without it the note is personal: only the owner of the token sees it. */
    readonly organization?: { readonly data: { readonly type: 'organization'; readonly id: string } };
    readonly player?: { readonly data: { readonly type: 'player'; readonly id: string } };
  };
}

export interface PlayerNoteChange {
  readonly type: 'playerNote';
  readonly id: string;
  readonly attributes: { readonly note: string; readonly shared: boolean };
}

type PlayerNoteInclude = 'user' | 'organization';

export interface PlayerNoteListQuery extends PageQuery {
  /** False hides notes that belong to no organization. */
  readonly filter?: { readonly personal?: boolean };
  readonly include?: readonly PlayerNoteInclude[];
}

export interface PlayerNoteQuery {
  readonly include?: readonly PlayerNoteInclude[];
}

/** The document names the scope `note:read` alone; the others follow its pattern for scopes. */
export const playerNotes = {
  /** The notes about a player. */
  list: operation({
    method: 'GET',
    path: '/players/{player}/relationships/notes',
    params: { player: DIGITS },
    section: 'Player Note',
    scope: 'note:read',
    query: typed<PlayerNoteListQuery>(),
    answer: page(playerNote),
    cache: { ttlMs: 15_000, staleForMs: 10 * 60_000 },
  }),
  /** One note. */
  get: operation({
    method: 'GET',
    path: '/players/{player}/relationships/notes/{note}',
    params: { player: DIGITS, note: DIGITS },
    section: 'Player Note',
    scope: 'note:read',
    query: typed<PlayerNoteQuery>(),
    answer: one(playerNote),
    cache: { ttlMs: 15_000, staleForMs: 10 * 60_000 },
  }),
  /** Writes a note. Undefined when the body was empty, as for tokens that may not read notes. */
  create: operation({
    method: 'POST',
    path: '/players/{player}/relationships/notes',
    params: { player: DIGITS },
    section: 'Player Note Create',
    scope: 'note:create',
    body: typed<NewPlayerNote>(),
    answer: oneOrEmpty(playerNote),
    touches: ['/players/{player}'],
  }),
  /** Rewrites a note. */
  update: operation({
    method: 'PATCH',
    path: '/players/{player}/relationships/notes/{note}',
    params: { player: DIGITS, note: DIGITS },
    section: 'Player Note',
    scope: 'note:update',
    body: typed<PlayerNoteChange>(),
    answer: oneOrEmpty(playerNote),
    touches: ['/players/{player}'],
  }),
  /** Deletes a note for good. */
  delete: operation({
    method: 'DELETE',
    path: '/players/{player}/relationships/notes/{note}',
    params: { player: DIGITS, note: DIGITS },
    section: 'Player Note',
    scope: 'note:delete',
    answer: empty,
    touches: ['/players/{player}'],
  }),
};
