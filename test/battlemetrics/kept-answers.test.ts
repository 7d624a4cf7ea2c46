import { describe, expect, it } from 'vitest';
import { invoke } from './declarations.ts';
import { PERSON, scripted } from './harness.ts';

const LIST = '01234567-89ab-cdef-0123-456789abcdef';
const FLAG = '12345678-9abc-def0-1234-56789abcdef0';
const list = { list: LIST, organization: '7' };
const lookup = [{ type: 'identifier', attributes: { type: 'steamID', identifier: '76561197960270728' } }];

type Called = readonly [name: string, args: object];

const SERVERS: Called = ['servers.list', {}];
const BANS: Called = ['bans.list', { include: ['banList'] }];
const INVITES: Called = ['banListInvites.get', { code: 'abcdefg', include: ['banList'] }];
const INVITED: Called = ['banListInvites.list', { list: LIST }];
const MATCHES: Called = ['players.match', { data: lookup, include: ['player', 'flagPlayer'] }];
const RELATED: Called = ['relatedIdentifiers.list', { player: '2', include: ['flagPlayer'] }];
const FRIEND: Called = [
  'organizationFriends.get',
  { organization: '8', friend: '7', include: ['playerFlag'] },
];
const FLAGS: Called = ['playerFlags.list', {}];

const REMOVE_FLAG: Called = ['flagPlayers.remove', { player: '1', flag: FLAG }];
const DELETE_FLAG: Called = ['playerFlags.delete', { id: FLAG }];
const END_SHARING: Called = ['organizationFriends.delete', { organization: '7', friend: '8' }];

/** A body that fits what the operation answers, with nothing in it that matters here. */
function answerTo(method: string, target: string): unknown {
  if (method === 'DELETE') return undefined;
  if (target.startsWith('/ban-list-invites/'))
    return { data: { type: 'banListInvite', id: 'abcdefg', attributes: {} } };
  if (/friends\/\d/.test(target)) return { data: { type: 'organizationFriend', id: '8:7', attributes: {} } };
  return { data: [] };
}

describe('a kept answer is asked for again after a write that changes what it shows', () => {
  it.each<readonly [write: Called, read: Called]>([
    [['servers.disconnectRcon', { id: '1' }], SERVERS],
    [['servers.forceUpdate', { id: '1' }], SERVERS],
    [['banLists.unsubscribe', list], BANS],
    [['banLists.update', { ...list, data: { type: 'banList', attributes: { name: 'New' } } }], INVITES],
    // An id is the same in capitals.
    [['banListInvites.delete', { list: LIST.toUpperCase(), code: 'abcdefg' }], INVITED],
    [REMOVE_FLAG, MATCHES],
    [REMOVE_FLAG, RELATED],
    [DELETE_FLAG, FRIEND],
    [END_SHARING, FRIEND],
    [END_SHARING, FLAGS],
    [END_SHARING, RELATED],
  ])('%j: %j', async ([write, change], [read, args]) => {
    let writing = false;
    const { bm, targets } = await scripted((target) => ({
      body: answerTo(writing ? 'DELETE' : 'GET', target),
    }));
    const reads = async () => {
      const before = targets.length;
      await invoke(bm, read, args, PERSON);
      return targets.length - before;
    };
    expect([await reads(), await reads()]).toEqual([1, 0]);
    writing = true;
    await invoke(bm, write, change, PERSON);
    writing = false;
    expect(await reads()).toBe(1);
  });

  it('and those of others are not', async () => {
    const { bm, targets } = await scripted((target) => ({
      body: target === '/servers/2/relationships/sessions' ? { data: [] } : undefined,
    }));
    await bm.servers.sessions({ server: '2' }, PERSON);
    await bm.servers.disconnectRcon({ id: '1' }, PERSON);
    await bm.servers.sessions({ server: '2' }, PERSON);
    expect(targets).toHaveLength(2);
  });
});
