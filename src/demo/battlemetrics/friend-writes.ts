import { isDeepStrictEqual } from 'node:util';
import { forbidden, invalid, notFound, SimError } from './api-error.ts';
import { Body, DIGITS, isJson, UUID } from './body.ts';
import type { Endpoint, SimCall } from './endpoint.ts';
import { findFriend, friendId, friendResource } from './friend.ts';
import { organizationName, ownOrganizationId } from './organization.ts';
import type { SimFriend } from './organization-records.ts';

const LIST = '/organizations/{organization}/relationships/friends';
const ID = /^\d+:\d+$/;

/** Making, changing and ending what organizations share with each other. */
export const friendWriteEndpoints: readonly Endpoint[] = [
  { method: 'POST', path: LIST, answer: createFriend },
  { method: 'PATCH', path: `${LIST}/{friend}`, answer: updateFriends },
  {
    method: 'DELETE',
    path: `${LIST}/{friend}`,
    answer: (call) => {
      ownOrganizationId(call);
      return remove(call, [findFriend(call)]);
    },
  },
  { method: 'DELETE', path: LIST, answer: deleteFriends },
];

function createFriend(call: SimCall) {
  const { world } = call;
  const { friends } = world.network;
  const organizationId = ownOrganizationId(call);
  const keys = ['type', 'attributes', 'relationships'];
  const data = new Body(call.body, '', ['data'], ['data']).object('data', keys, keys);
  data.constant('type', 'organizationFriend');
  const attributes = data.object('attributes', ['identifiers', 'notes'], ['identifiers', 'notes']);
  const related = data.object('relationships', ['friend', 'flagsShared'], ['friend']);
  const other = related.relation('friend', 'organization', DIGITS) ?? '';
  const friend: SimFriend = {
    organizationId,
    friendId: other,
    accepted: false,
    identifiers: attributes.nullable('identifiers', (key) => attributes.texts(key)),
    notes: attributes.boolean('notes'),
    flagsShared: readFlags(related, 'flagsShared') ?? [],
    flagsUsed: [],
  };
  if (other === organizationId) throw invalid('An organization cannot be its own friend');
  if (organizationName(world, other) === undefined) throw notFound();
  if (!friend.flagsShared.every((id) => isOwnFlag(call, id))) throw forbidden();
  if (friends.some((one) => friendId(one) === friendId(friend))) {
    throw new SimError(409, 'Conflict', 'The organization is already a friend');
  }
  friends.push(friend);
  return { status: 201, body: { data: friendResource(call, friend) } };
}

/** One, or many by an array: the document has both under the same path. */
function updateFriends(call: SimCall) {
  ownOrganizationId(call);
  const body = new Body(call.body, '', ['data'], ['data']);
  const list = body.raw('data');
  const items = Array.isArray(list) ? body.items('data') : [list];
  const changes = items.map((item, index) => {
    const pointer = Array.isArray(list) ? `/data/${index}` : '/data';
    const data = new Body(item, pointer, ['id', 'type', 'attributes', 'relationships'], ['id', 'type']);
    const friend = findById(call, data);
    const isOfPath = [friend.organizationId, friend.friendId].includes(call.path['friend'] ?? '');
    if (!Array.isArray(list) && !isOfPath) {
      throw invalid('must be equal to constant', { pointer: '/data/id' });
    }
    return { friend, change: readChange(call, data, friend) };
  });
  // Everything is read before anything is changed, so that a refused request changes nothing.
  for (const { friend, change } of changes) Object.assign(friend, change);
  const data = changes.map(({ friend }) => friendResource(call, friend));
  return { status: 200, body: { data: Array.isArray(list) ? data : data[0] } };
}

type Change = Partial<Omit<SimFriend, 'organizationId' | 'friendId'>>;

/** Who offers says what is shared; who is offered says whether they take it, and which flags they use. */
function readChange(call: SimCall, data: Body, friend: SimFriend): Change {
  const attributes = data.optional('attributes', ['accepted', 'identifiers', 'notes']);
  const related = data.optional('relationships', ['flagsShared', 'flagsUsed']);
  const flagsShared = related && readFlags(related, 'flagsShared');
  const flagsUsed = related && readFlags(related, 'flagsUsed');
  const offered: Change = {
    ...(attributes?.has('identifiers') && {
      identifiers: attributes.nullable('identifiers', (key) => attributes.texts(key)),
    }),
    ...(attributes?.has('notes') && { notes: attributes.boolean('notes') }),
    ...(flagsShared && { flagsShared }),
  };
  const taken: Change = {
    ...(attributes?.has('accepted') && { accepted: attributes.boolean('accepted') }),
    ...(flagsUsed && { flagsUsed }),
  };
  const isOwn = friend.organizationId === call.world.organization.id;
  if (differs(friend, isOwn ? taken : offered)) throw forbidden();
  if (isOwn && flagsShared?.some((id) => !isOwnFlag(call, id))) throw forbidden();
  if (!isOwn && flagsUsed?.some((id) => !friend.flagsShared.includes(id))) throw forbidden();
  return { ...offered, ...taken };
}

/** What is sent as it was is no change. */
function differs(friend: SimFriend, change: Change): boolean {
  const before = new Map<string, unknown>(Object.entries(friend));
  return Object.entries(change).some(([key, value]) => !isDeepStrictEqual(value, before.get(key)));
}

function deleteFriends(call: SimCall) {
  ownOrganizationId(call);
  const items = new Body(call.body, '', ['data'], ['data']).items('data');
  return remove(
    call,
    items.map((item, index) =>
      findById(call, new Body(item, `/data/${index}`, ['type', 'id'], ['type', 'id'])),
    ),
  );
}

function remove({ world }: SimCall, ended: readonly SimFriend[]) {
  const { friends } = world.network;
  friends.splice(0, friends.length, ...friends.filter((friend) => !ended.includes(friend)));
  return { status: 204 };
}

/** @throws SimError 403 for one between others, 404 */
function findById({ world }: SimCall, data: Body): SimFriend {
  data.constant('type', 'organizationFriend');
  const id = data.raw('id');
  if (typeof id !== 'string' || !ID.test(id)) {
    throw invalid(`must match pattern "${ID.source}"`, { pointer: data.pointer('id') });
  }
  if (!id.split(':').includes(world.organization.id)) throw forbidden();
  const friend = world.network.friends.find((one) => friendId(one) === id);
  if (friend === undefined) throw notFound();
  return friend;
}

function isOwnFlag({ world }: SimCall, id: string): boolean {
  return world.flags.some(
    ({ id: known, personal, organizationId }) => known === id && !personal && organizationId === undefined,
  );
}

function readFlags(related: Body, key: 'flagsShared' | 'flagsUsed'): readonly string[] | undefined {
  if (!related.has(key)) return undefined;
  const flags = related.object(key, ['data'], ['data']);
  return flags.items('data').map((item, index) => {
    const pointer = `${flags.pointer('data')}/${index}`;
    const entry = new Body(item, pointer, ['type', 'id'], isJson(item) ? ['type', 'id'] : []);
    entry.constant('type', 'playerFlag');
    const id = entry.text('id', 1, 36);
    if (!UUID.test(id)) throw invalid('must match format "uuid"', { pointer: entry.pointer('id') });
    return id.toLowerCase();
  });
}
