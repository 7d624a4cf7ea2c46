import { forbidden, notFound } from './api-error.ts';
import { Body, DIGITS, UUID } from './body.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { noteResource } from './note-resource.ts';
import { Collection, pageOf } from './paging.ts';
import { findPlayer } from './player-endpoints.ts';
import { PAGING } from './query.ts';
import type { SimNote } from './records.ts';
import { iso, organizationResource, userResource } from './resources.ts';
import { newId } from './world.ts';

const LIST = '/players/{player}/relationships/notes';
const include = ['user', 'organization'];

/** What moderators write about players. */
export const noteEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: LIST,
    scope: 'note:read',
    params: { ...PAGING, 'filter[personal]': 'boolean', include },
    answer: listNotes,
  },
  {
    method: 'GET',
    path: `${LIST}/{note}`,
    scope: 'note:read',
    // The document shows `included` in the answer, and names no parameter for it.
    params: { include },
    answer: (call) => {
      const note = findNote(call);
      return {
        status: 200,
        body: { data: noteResource(call, note), included: included(call, [note]).toJSON() },
      };
    },
  },
  { method: 'POST', path: LIST, scope: 'note:create', answer: createNote },
  { method: 'PATCH', path: `${LIST}/{note}`, scope: 'note:update', answer: updateNote },
  {
    method: 'DELETE',
    path: `${LIST}/{note}`,
    scope: 'note:delete',
    answer: (call) => {
      call.world.notes.splice(call.world.notes.indexOf(ownNote(call)), 1);
      return { status: 204 };
    },
  },
];

function listNotes(call: SimCall) {
  const player = findPlayer(call, 'player');
  const personal = call.query.flag('filter[personal]');
  const found = call.world.notes.filter(
    (note) => note.playerId === player.id && (personal !== false || !note.personal),
  );
  const { page, links } = pageOf(call, found, {
    key: ({ createdAt }) => iso(createdAt),
    id: ({ id }) => id,
    descending: true,
  });
  const data = page.map((note) => noteResource(call, note));
  return { status: 200, body: { data, included: included(call, page).toJSON(), links } };
}

function createNote(call: SimCall) {
  const { world, now } = call;
  const player = findPlayer(call, 'player');
  const data = new Body(call.body, '', ['data'], ['data']).object(
    'data',
    ['type', 'attributes', 'relationships'],
    ['type', 'attributes'],
  );
  data.constant('type', 'playerNote');
  const written = readWritten(data);
  const related = data.optional('relationships', ['organization', 'player', 'trigger', 'user']);
  const organizationId = related?.relation('organization', 'organization', DIGITS);
  const playerId = related?.relation('player', 'player', DIGITS) ?? player.id;
  const userId = related?.relation('user', 'user', DIGITS) ?? world.user.id;
  related?.relation('trigger', 'trigger', UUID);
  if (organizationId !== undefined && organizationId !== world.organization.id) throw forbidden();
  if (playerId !== player.id || userId !== world.user.id) throw forbidden();
  const note: SimNote = {
    id: newId(world),
    playerId,
    ...written,
    createdAt: now,
    personal: organizationId === undefined,
  };
  world.notes.push(note);
  return readable(call, 201, note);
}

function updateNote(call: SimCall) {
  const note = ownNote(call);
  const keys = ['type', 'id', 'attributes'];
  const data = new Body(call.body, '', ['data'], ['data']).object('data', keys, keys);
  data.constant('type', 'playerNote');
  data.constant('id', note.id);
  Object.assign(note, readWritten(data));
  return readable(call, 200, note);
}

function readWritten(data: Body): Pick<SimNote, 'note' | 'shared'> {
  const attributes = data.object('attributes', ['note', 'shared'], ['note', 'shared']);
  return { note: attributes.text('note', 1, 5_000), shared: attributes.boolean('shared') };
}

/** As with bans: who may not read gets nothing back. */
function readable(call: SimCall, status: number, note: SimNote) {
  return call.can('note:read') ? { status, body: { data: noteResource(call, note) } } : { status };
}

function findNote(call: SimCall): SimNote {
  const player = findPlayer(call, 'player');
  const note = call.world.notes.find(
    ({ id, playerId }) => id === call.path['note'] && playerId === player.id,
  );
  if (note === undefined) throw notFound();
  return note;
}

/** One that the token's owner may change: notes that others share are theirs. */
function ownNote(call: SimCall): SimNote {
  const note = findNote(call);
  if ((note.organizationId ?? call.world.organization.id) !== call.world.organization.id) throw forbidden();
  return note;
}

function included(call: SimCall, notes: readonly SimNote[]): Collection {
  const extra = new Collection();
  if (call.query.includes('organization')) extra.add(organizationResource(call));
  if (call.query.includes('user')) extra.add(...notes.map(({ userId }) => userResource(call, userId)));
  return extra;
}
