import { describe, expect, test } from 'vitest';
import {
  type ActionRequest,
  type BanIdentifier,
  NOBODY,
  subjectKey,
} from '../../src/store/moderation-request.ts';

const banOf = (...identifiers: BanIdentifier[]): ActionRequest => ({
  kind: 'ban',
  subject: NOBODY,
  identifiers,
  reason: 'Team kills',
  note: '',
  scope: { kind: 'organization' },
  durationMs: null,
});
const ip = (identifier: string): BanIdentifier => ({ type: 'ip', identifier, manual: true });

describe('by what actions about the same are found', () => {
  test('people of whom nobody knows more than what was banned are told apart by that, in any order', () => {
    expect(subjectKey(banOf(1, ip('192.0.2.1')))).toBe(subjectKey(banOf(ip('192.0.2.1'), 1)));
    const keys = [banOf(1), banOf(2), banOf(1, 2), banOf(ip('192.0.2.1')), banOf(ip('192.0.2.2'))].map(
      subjectKey,
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('flags, notes and slots are about their player, also where the subject does not say so', () => {
    const about = { subject: NOBODY, playerId: '1001' };
    const requests: ActionRequest[] = [
      { ...about, kind: 'flag-add', flagId: 'f', flagName: 'Watch' },
      { ...about, kind: 'note-add', text: 'Seen', shared: false },
      { ...about, kind: 'note-delete', noteId: 'n', before: 'Seen', shared: false },
      {
        ...about,
        kind: 'slot-add',
        identifiers: [1],
        servers: [{ id: '9', name: 'Rust' }],
        durationMs: null,
      },
      { ...banOf(1), subject: { ...NOBODY, playerId: '1001' } },
    ];
    expect(requests.map(subjectKey)).toEqual(requests.map(() => '1001'));
  });

  test('things are no people: a ban, a flag, a slot and a server of one number differ', () => {
    const definition = { name: '7', color: '#000000', description: null, icon: null };
    const requests: ActionRequest[] = [
      { kind: 'unban', subject: NOBODY, banId: '7', mode: 'expire', reason: '' },
      { kind: 'flag-create', subject: NOBODY, definition },
      { kind: 'flag-delete', subject: NOBODY, flagId: '7', before: definition },
      { kind: 'slot-remove', subject: NOBODY, slotId: '7', expires: null },
      { kind: 'rcon', subject: NOBODY, serverId: '7', serverName: 'Rust', command: 'say hi' },
      { ...banOf(1), subject: { ...NOBODY, playerId: '7' } },
      { ...banOf(1), subject: { ...NOBODY, steamId: '7' } },
      banOf(7),
    ];
    expect(new Set(requests.map(subjectKey)).size).toBe(requests.length);
  });
});
