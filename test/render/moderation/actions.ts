import fc from 'fast-check';
import type { ModerationAction } from '../../../src/store/moderation-action.ts';
import { ACTION_STATES } from '../../../src/store/moderation-action.ts';
import {
  ACTION_KINDS,
  type ActionKind,
  type ActionRequest,
  type FlagDefinition,
  NOBODY,
  type RequestOf,
  type Subject,
} from '../../../src/store/moderation-request.ts';
import { hostileName } from '../boards.ts';

export const NOW = Date.parse('2026-11-22T09:00:00.000Z');
export const DAY = 86_400_000;
export const ID = 'a1b2c3d4e5f6g7h8';
export const RAVEN: Subject & { readonly playerId: string } = {
  playerId: '1200004293',
  name: 'Raven',
  steamId: null,
};
export const KESTREL = { id: '100000000000000001', name: 'Kestrel' };
export const MERLIN = { id: '100000000000000002', name: 'Merlin' };

/** What people and players write. */
interface Texts {
  readonly name: string;
  readonly reason: string;
  readonly note: string;
  readonly flag: string;
  readonly server: string;
}

const PLAIN: Texts = {
  name: 'Raven',
  reason: 'Team killing',
  note: 'Two clips in the evidence channel',
  flag: 'Watch',
  server: 'Syria PvE',
};

type Requests = { readonly [K in ActionKind]: RequestOf<K> };

/** One request of each kind. */
export function requests(texts: Partial<Texts> = {}): Requests {
  const { name, reason, note, flag, server } = { ...PLAIN, ...texts };
  const subject = { ...RAVEN, name };
  const { playerId } = RAVEN;
  const banId = '153866004';
  const flagId = '5b1c1c1e-0000-4000-8000-000000000001';
  const scope = { kind: 'server', serverId: '77', serverName: server } as const;
  const identifiers = [1, { type: 'steamID', identifier: '76561198000000001', manual: true as const }];
  const definition: FlagDefinition = { name: flag, color: '#d32f2f', description: reason, icon: 'flag' };
  const exemption = { subject, banId, banReason: reason, reason: note };
  const servers = Array.from({ length: 12 }, (_, index) => ({ id: String(index), name: server }));
  return {
    ban: { kind: 'ban', subject, identifiers, reason, note, scope, durationMs: 7 * DAY },
    unban: { kind: 'unban', subject, banId, mode: 'expire', reason },
    'ban-edit': {
      kind: 'ban-edit',
      subject,
      banId,
      before: { reason: 'Insults', note: 'An older note', expires: NOW + DAY },
      after: { reason, note, end: { kind: 'after', ms: 14 * DAY } },
    },
    'exemption-add': { kind: 'exemption-add', ...exemption },
    'exemption-remove': { kind: 'exemption-remove', ...exemption },
    'ban-import': {
      kind: 'ban-import',
      subject: NOBODY,
      fileName: `${flag}.cfg`,
      scope,
      entries: Array.from({ length: 40 }, (_, index) => ({
        uid: `uid${index}`,
        identifiers,
        reason,
        note,
        expires: index % 2 === 0 ? null : NOW + DAY,
      })),
    },
    'flag-add': {
      kind: 'flag-add',
      subject,
      playerId,
      flagId,
      flagName: flag,
      expiry: { at: NOW + 7 * DAY, whenOver: 'ask' },
    },
    'flag-remove': { kind: 'flag-remove', subject, playerId, flagId, flagName: flag },
    'flag-create': { kind: 'flag-create', subject: NOBODY, definition },
    'flag-edit': {
      kind: 'flag-edit',
      subject: NOBODY,
      flagId,
      before: { name: 'Old name', color: '#000000', description: null, icon: null },
      after: definition,
    },
    'flag-delete': { kind: 'flag-delete', subject: NOBODY, flagId, before: definition },
    'note-add': { kind: 'note-add', subject, playerId, text: note, shared: true },
    'note-edit': {
      kind: 'note-edit',
      subject,
      playerId,
      noteId: '5',
      before: `Before: ${note}`,
      text: note,
      shared: false,
    },
    'note-delete': { kind: 'note-delete', subject, playerId, noteId: '5', before: note, shared: false },
    'slot-add': { kind: 'slot-add', subject, playerId, identifiers, servers, durationMs: 30 * DAY },
    'slot-remove': { kind: 'slot-remove', subject, slotId: flagId, expires: NOW + DAY },
    rcon: { kind: 'rcon', subject: NOBODY, serverId: '77', serverName: server, command: note },
  };
}

/** A done action of somebody, with whatever the test is about. */
export function anAction<R extends ActionRequest>(
  request: R,
  changes: Partial<ModerationAction> = {},
): ModerationAction<R> {
  return {
    id: ID,
    state: 'done',
    revision: 1,
    moderator: KESTREL,
    cause: { kind: 'command' },
    uid: 'Abcdefgh1234',
    timestamp: NOW,
    result: null,
    error: null,
    approver: null,
    createdAt: NOW,
    lapsesAt: NOW + 15 * 60_000,
    confirmedAt: NOW,
    settledAt: NOW,
    undoUntil: null,
    undoneBy: null,
    auditPending: true,
    auditMessage: null,
    ...changes,
    request,
  };
}

/** Actions of all kinds in all states, whose texts do what they can to break what shows them. */
export const hostileText = fc.oneof(
  hostileName,
  fc.constantFrom(
    '*'.repeat(6_000),
    '[a](https://a.example) '.repeat(300),
    '||@everyone||\n# big\n> quote\n- list\n'.repeat(80),
    '```\nfence',
    '',
  ),
);

export const hostileAction: fc.Arbitrary<ModerationAction> = fc
  .record({
    kind: fc.constantFrom(...ACTION_KINDS),
    state: fc.constantFrom(...ACTION_STATES),
    name: hostileText,
    reason: hostileText,
    note: hostileText,
    flag: hostileText,
    server: hostileText,
    moderator: hostileText,
    sent: fc.boolean(),
    undo: fc.boolean(),
    undone: fc.boolean(),
    approved: fc.boolean(),
    alreadySo: fc.boolean(),
  })
  .map(({ kind, state, moderator, sent, undo, undone, approved, alreadySo, ...texts }) =>
    anAction<ActionRequest>(requests(texts)[kind], {
      state,
      moderator: { ...KESTREL, name: moderator },
      timestamp: sent ? NOW : null,
      confirmedAt: sent ? NOW : null,
      cause: undo ? { kind: 'undo', of: ID } : { kind: 'command' },
      undoUntil: NOW + DAY,
      undoneBy: undone ? ID : null,
      approver: approved ? { ...MERLIN, name: moderator } : null,
      result: { alreadySo, answer: texts.note, ...(sent ? { banId: '153866004', imported: 12 } : {}) },
    }),
  );
