import { expect } from 'vitest';
import type { Store } from '../../src/store/store.ts';

const spec = {
  board: 'kdr',
  period: 'month',
  order: 'weighted',
  minimum: 10,
  top: 10,
  server: null,
} as const;

/** What the rows that came with each version look like through the repositories; they are in all later fixtures too. */
export const READABLE: Readonly<Record<number, (store: Store) => Promise<void>>> = {
  async 1(store) {
    expect(await store.savedStates.load('stats', 'SavedStateOfStat')).toEqual({
      ownerId: '42',
      data: { pilots: ['Raven', "O'Neill"], page: 2 },
    });
    expect(await store.actions.get('BanThatWasDone00')).toMatchObject({
      state: 'done',
      revision: 3,
      moderator: { id: '100', name: 'Kestrel' },
      request: { kind: 'ban', reason: 'Team kills', durationMs: 86_400_000 },
      result: { banId: '77' },
      auditMessage: { channelId: '5', messageId: '6' },
    });
    expect(await store.actions.auditPending()).toMatchObject([
      { id: 'UnbanUnknown0000', state: 'unknown', error: 'No answer' },
    ]);
    expect(await store.actions.inState('draft')).toMatchObject([{ id: 'FlagDraft0000000' }]);
    const lease = await store.acquireLease({ onLost: () => undefined });
    expect(lease.previousHeartbeat).toBe(1_761_000_500_000);
  },

  async 2(store) {
    expect(await store.schedules.all()).toMatchObject([
      {
        id: 'Daily1',
        source: 'discord',
        content: { kind: 'board', spec },
        when: 'daily 18:00',
        timezone: 'Europe/Berlin',
        mode: 'edit',
        pin: true,
        deletePrevious: false,
        state: 'active',
        message: { channelId: '11', messageId: '1011' },
      },
      {
        id: 'weekly-digest',
        source: 'file',
        content: { kind: 'digest', spec },
        mode: 'post',
        mentionRoleId: '900',
        state: 'resting',
        restReason: 'The channel is gone.',
        message: null,
      },
    ]);
    expect(await store.occurrences.open()).toMatchObject([
      { id: 'ManualSending001', kind: 'manual', state: 'sending', sentAt: 1_762_540_001_000 },
    ]);
    expect(await store.occurrences.untidy()).toMatchObject([
      {
        id: 'PostedDaily00001',
        kind: 'due',
        attempts: 1,
        message: { channelId: '11', messageId: '1011' },
        previous: { channelId: '11', messageId: '1010' },
        note: 'DCSServerBot did not answer.',
      },
    ]);
    expect(await store.occurrences.latest('weekly-digest')).toMatchObject({ state: 'failed' });
    expect(await store.snapshots.latest('Daily1')).toMatchObject({
      occurrenceId: 'PostedDaily00001',
      takenAt: 1_762_534_860_000,
      data: {
        board: { spec, entries: [{ name: 'Raven', rank: 1 }, { name: "O'Neill" }], ranked: { count: 12 } },
        digest: { uniquePlayers: 40, moduleHours: [{ module: 'F-16C', hours: 60.25 }] },
      },
    });
  },

  async 3(store) {
    expect(await store.exclusions.all()).toMatchObject([
      { id: 'Exclu1', subject: { kind: 'key', key: 'nick:Crow' }, reason: 'banned' },
      { id: 'Exclu2', subject: { kind: 'discord', discordId: '42' }, reason: 'opt-out' },
    ]);
    expect(await store.exclusions.optOut('42')).toMatchObject({ id: 'Exclu2' });
    // A button of then is found, and the same board still has that button.
    expect(await store.boardViews.get('M7aj6OzXXb')).toEqual(spec);
    expect(await store.boardViews.idOf(spec)).toBe('M7aj6OzXXb');
    expect(await store.statusBoards.all()).toMatchObject([
      { channelId: '21', messageId: '2021', generation: 2, shown: 'hash-of-it', state: 'active' },
      { channelId: '22', messageId: null, state: 'resting', restReason: 'Squawk may not write there.' },
    ]);
    expect(await store.notifications.all()).toMatchObject([
      { id: 'Notif1', userId: '42', atLeast: 8, quiet: { from: 1_320, to: 420 }, armed: false },
      { id: 'Notif2', server: { api: 'battlemetrics', id: '9' }, quiet: null, pingedAt: null, armed: true },
    ]);
    expect(await store.attendance.between(1_763_301_600_000, 1_763_305_200_000)).toEqual([
      {
        api: 'dcs',
        serverId: 'Caucasus PvP',
        hour: 1_763_301_600_000,
        looks: 12,
        players: 90,
        most: 14,
      },
    ]);
  },

  async 4(store) {
    expect(await store.actions.get('BanWithApproval0')).toMatchObject({
      state: 'done',
      cause: { kind: 'command' },
      uid: 'aB3dE5fG7hJ9',
      request: { kind: 'ban', durationMs: null },
      approver: { id: '101', name: 'Owl' },
      undoUntil: 1_764_086_461_000,
    });
    expect(await store.actions.get('FlagForATime0000')).toMatchObject({
      request: { expiry: { at: 1_764_700_000_000, whenOver: 'ask' } },
      undoneBy: 'UndoOfTheFlag000',
    });
    expect(await store.actions.get('UndoOfTheFlag000')).toMatchObject({
      cause: { kind: 'undo', of: 'FlagForATime0000' },
    });
    expect(await store.actions.inState('sending')).toMatchObject([
      { id: 'ImportHalfWay000', result: { begun: 1, imported: 0 } },
    ]);
    expect(await store.actions.ownUids(['aB3dE5fG7hJ9', 'imported0001', 'someoneElse1'])).toEqual(
      new Set(['aB3dE5fG7hJ9', 'imported0001']),
    );
    expect(await store.actions.search({ player: 'ЯСТРЕБ' }, 10)).toHaveLength(3);
    expect(await store.flagExpiries.ofPlayer('1003')).toMatchObject([
      { whenOver: 'ask', state: 'asked', message: { channelId: '5', messageId: '10' } },
    ]);
    expect(await store.playerWatches.list()).toMatchObject([
      { id: 'Watch001', kind: 'player', targetId: '1003', roleId: '900', moderator: { name: 'Kestrel' } },
      { id: 'Watch002', kind: 'flag', reason: null, roleId: null },
    ]);
    expect(await store.watchedVisits.owed()).toMatchObject([{ playerId: '1003', serverId: '9' }]);
    expect(await store.outsideBans.owed()).toMatchObject([{ banId: '80', player: 'Crow', author: 'Owl' }]);
    expect(await store.outsideBans.known(['79', '80', '81'])).toEqual(new Set(['79', '80']));
  },
};
