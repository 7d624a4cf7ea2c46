import { describe, expect, test } from 'vitest';
import { oppositeOf } from '../../../src/moderation/actions/opposite.ts';
import { noteBody } from '../../../src/moderation/writes/note-text.ts';
import type { ModerationAction } from '../../../src/store/moderation-action.ts';
import { type ActionRequest, NOBODY } from '../../../src/store/moderation-request.ts';

const subject = { playerId: '1001', name: 'Raven', steamId: null };
const ref = 'abcdefghijklmnop';

function done(request: ActionRequest, changes: Partial<ModerationAction> = {}): ModerationAction {
  return {
    id: ref,
    state: 'done',
    revision: 2,
    moderator: { id: '100', name: 'Kestrel' },
    cause: { kind: 'command' },
    request,
    uid: null,
    timestamp: null,
    result: {},
    error: null,
    approver: null,
    createdAt: 500,
    lapsesAt: null,
    confirmedAt: 1_000,
    settledAt: 2_000,
    undoUntil: null,
    undoneBy: null,
    auditPending: false,
    auditMessage: null,
    ...changes,
  };
}

const flag = { subject, playerId: '1001', flagId: 'uuid', flagName: 'Watch' };
const red = { name: 'Watch', color: '#ff0000', description: null, icon: null };
const blue = { ...red, name: 'Look', color: '#0000ff' };
const note = { subject, playerId: '1001', noteId: '77', shared: false };

describe('the opposite', () => {
  test.each<[string, ActionRequest, ModerationAction['result'], Partial<ActionRequest>]>([
    [
      'of a flag with an end is to take it off',
      { ...flag, kind: 'flag-add', expiry: { at: 9, whenOver: 'ask' } },
      {},
      { ...flag, kind: 'flag-remove' },
    ],
    [
      'of taking a flag off is to put it on',
      { ...flag, kind: 'flag-remove' },
      {},
      { ...flag, kind: 'flag-add' },
    ],
    [
      'of a changed flag is the flag as it was',
      { kind: 'flag-edit', subject: NOBODY, flagId: 'uuid', before: red, after: blue },
      {},
      { kind: 'flag-edit', subject: NOBODY, flagId: 'uuid', before: blue, after: red },
    ],
    [
      'of an exemption is to end it',
      { kind: 'exemption-add', subject, banId: '4', banReason: 'x', reason: null },
      {},
      { kind: 'exemption-remove', subject, banId: '4', banReason: 'x', reason: null },
    ],
    [
      'of a note is to delete it',
      { kind: 'note-add', subject, playerId: '1001', text: 'Hello', shared: true },
      { noteId: '77' },
      { ...note, kind: 'note-delete', before: 'Hello', shared: true },
    ],
    [
      'of a slot is to remove it',
      {
        kind: 'slot-add',
        subject,
        playerId: '1001',
        identifiers: [1],
        servers: [{ id: '1', name: 'One' }],
        durationMs: 60_000,
      },
      { slotId: 'uuid' },
      { kind: 'slot-remove', subject, slotId: 'uuid', expires: 61_000 },
    ],
  ])('%s', (_, request, result, opposite) => {
    expect(oppositeOf(done(request, { result }))).toStrictEqual(opposite);
  });

  test('of an edited ban is what it said, counted from the confirmation', () => {
    const request = {
      kind: 'ban-edit' as const,
      subject,
      banId: '4',
      before: { reason: 'Old', note: null, expires: null },
      after: { note: 'New', end: { kind: 'after' as const, ms: 60_000 } },
    };
    expect(oppositeOf(done(request))).toStrictEqual({
      ...request,
      before: { reason: 'Old', note: 'New', expires: 61_000 },
      after: { note: '', end: { kind: 'never' } },
    });
    const shortened = { ...request, before: { ...request.before, expires: 99 } };
    expect(oppositeOf(done(shortened))).toMatchObject({ after: { end: { kind: 'at', time: 99 } } });
  });

  test('of what was done to a note that came from elsewhere does not pass it off as the moderator’s', () => {
    expect(oppositeOf(done({ ...note, kind: 'note-delete', before: 'Seen\nby two' }))).toMatchObject({
      text: 'Seen\nby two\n\nFirst written at BattleMetrics, not with Squawk',
    });
  });

  test('of what was done to a note writes its text again, and says who wrote it first', () => {
    const before = noteBody('Seen\nby two', { moderator: { id: '200', name: 'Merlin' }, ref });
    const text = 'Seen\nby two\n\nFirst written by Merlin (200)';
    expect(oppositeOf(done({ ...note, kind: 'note-delete', before }))).toStrictEqual({
      kind: 'note-add',
      subject,
      playerId: '1001',
      text,
      shared: false,
    });
    expect(oppositeOf(done({ ...note, kind: 'note-edit', before, text: 'Wrong' }))).toMatchObject({
      kind: 'note-edit',
      noteId: '77',
      before: 'Wrong',
      text,
    });
  });

  test.each<[string, ModerationAction]>([
    ['a ban whose id is not known', done({ ...ban(), durationMs: 1 })],
    ['what was so already', done({ ...flag, kind: 'flag-add' }, { result: { alreadySo: true } })],
    ['an undo', done({ ...flag, kind: 'flag-add' }, { cause: { kind: 'undo', of: ref } })],
    ['lifting a ban', done({ kind: 'unban', subject, banId: '4', mode: 'expire', reason: 'x' })],
    ['a new flag', done({ kind: 'flag-create', subject: NOBODY, definition: red })],
    ['a deleted flag', done({ kind: 'flag-delete', subject: NOBODY, flagId: 'uuid', before: red })],
    [
      'a console command',
      done({ kind: 'rcon', subject: NOBODY, serverId: '1', serverName: 'One', command: 'say hi' }),
    ],
    ['a removed slot', done({ kind: 'slot-remove', subject, slotId: 'uuid', expires: null })],
  ])('of %s is nothing', (_, action) => {
    expect(oppositeOf(action)).toBeUndefined();
  });
});

function ban() {
  return {
    kind: 'ban' as const,
    subject,
    identifiers: [1],
    reason: 'Team kills',
    note: '',
    scope: { kind: 'organization' as const },
  };
}
