import { describe, expect, test } from 'vitest';
import type { FlagRequest } from '../../src/store/moderation-request.ts';
import { openTestStore, temporaryDatabase } from './open.ts';

const kestrel = { id: '100', name: 'Kestrel' };
const owl = { id: '101', name: 'Owl' };

/** A store with a clock that the test moves. */
async function opened(path = temporaryDatabase()) {
  const clock = { time: 1_000 };
  return { ...(await openTestStore(path, () => clock.time)), clock, path };
}

describe('flags for a time', () => {
  const request: FlagRequest = {
    kind: 'flag-add',
    subject: { playerId: '1', name: 'Raven', steamId: null },
    playerId: '1',
    flagId: 'f',
    flagName: 'Watch',
    expiry: { at: 5_000, whenOver: 'remove' },
  };

  async function flagged(state: 'done' | 'failed' | 'unknown' = 'done') {
    const store = await opened();
    const { id: actionId } = await store.actions.create({ moderator: kestrel, request, lapsesAt: null });
    const expiry = { actionId, playerId: '1', flagId: 'f', expiresAt: 5_000, whenOver: 'remove' } as const;
    await store.flagExpiries.add(expiry);
    await store.actions.move(actionId, 'draft', 'sending');
    await store.actions.move(actionId, 'sending', state);
    return { ...store, actionId, expiry };
  }

  test('are due when their time is over, not before', async () => {
    const { flagExpiries, clock, actionId } = await flagged();
    clock.time = 4_999;
    expect(await flagExpiries.due()).toEqual([]);
    clock.time = 5_000;
    expect(await flagExpiries.due()).toMatchObject([{ actionId, state: 'waiting', message: null }]);
  });

  test.each(['failed', 'unknown'] as const)('are never due when putting them on %s', async (state) => {
    const { flagExpiries, clock } = await flagged(state);
    clock.time = 9_000;
    expect(await flagExpiries.due()).toEqual([]);
    expect(await flagExpiries.ofPlayer('1')).toEqual([]);
  });

  test('are written down once', async () => {
    const { flagExpiries, expiry, actionId } = await flagged();
    await flagExpiries.move(actionId, 'waiting', 'over');
    await flagExpiries.add({ ...expiry, expiresAt: 1 });
    expect(await flagExpiries.get(actionId)).toMatchObject({ state: 'over', expiresAt: 5_000 });
  });

  test('are taken in hand by one of two, also of two processes', async () => {
    const { flagExpiries, path, actionId } = await flagged();
    const other = await opened(path);
    const claims = await Promise.all([
      flagExpiries.move(actionId, 'waiting', 'removing'),
      other.flagExpiries.move(actionId, 'waiting', 'removing'),
    ]);
    expect(claims.toSorted()).toEqual([false, true]);
  });

  test('are due again when the process that took them in hand is gone', async () => {
    const { flagExpiries, clock, path, actionId } = await flagged();
    clock.time = 5_000;
    await flagExpiries.move(actionId, 'waiting', 'removing');
    const next = await opened(path);
    next.clock.time = 5_000;
    expect(await next.flagExpiries.due()).toMatchObject([{ actionId, state: 'removing' }]);
    await next.flagExpiries.move(actionId, 'removing', 'over');
    expect(await next.flagExpiries.due()).toEqual([]);
    expect(await next.flagExpiries.ofPlayer('1')).toEqual([]);
  });

  test('are not due before it is sure that the flag was put on', async () => {
    const { actions, flagExpiries, clock } = await opened();
    const { id: actionId } = await actions.create({ moderator: kestrel, request, lapsesAt: null });
    await flagExpiries.add({ actionId, playerId: '1', flagId: 'f', expiresAt: 5_000, whenOver: 'remove' });
    clock.time = 9_000;
    expect(await flagExpiries.due()).toEqual([]);
    await actions.move(actionId, 'draft', 'sending');
    expect(await flagExpiries.due()).toEqual([]);
    await actions.move(actionId, 'sending', 'unknown');
    expect(await flagExpiries.due()).toEqual([]);
    await actions.move(actionId, 'unknown', 'done');
    expect(await flagExpiries.due()).toMatchObject([{ actionId }]);
  });

  test('remember the question that was posted, and are not due while it stands', async () => {
    const { flagExpiries, clock, actionId } = await flagged();
    clock.time = 9_000;
    const message = { channelId: '5', messageId: '6' };
    await flagExpiries.move(actionId, 'waiting', 'asked', message);
    expect(await flagExpiries.get(actionId)).toMatchObject({ state: 'asked', message });
    expect(await flagExpiries.due()).toEqual([]);
  });
});

describe('watches', () => {
  const watch = {
    kind: 'player',
    targetId: '1',
    targetName: 'Raven',
    reason: null,
    roleId: null,
    moderator: kestrel,
  } as const;

  test('of the same target are one, with what was said last', async () => {
    const { playerWatches, clock } = await opened();
    const first = await playerWatches.add(watch);
    clock.time = 2_000;
    const second = await playerWatches.add({ ...watch, reason: 'Alt', roleId: '9', moderator: owl });
    expect(second).toEqual({ ...first, reason: 'Alt', roleId: '9', moderator: owl });
    expect(await playerWatches.list()).toEqual([second]);
  });

  test('are one also when two processes add them at once', async () => {
    const { playerWatches, path } = await opened();
    const other = await opened(path);
    const [first, second] = await Promise.all([playerWatches.add(watch), other.playerWatches.add(watch)]);
    expect(first.id).toBe(second.id);
    expect(await playerWatches.list()).toHaveLength(1);
    const removed = await Promise.all([playerWatches.remove(first.id), other.playerWatches.remove(first.id)]);
    expect(removed.filter((watch) => watch !== undefined)).toHaveLength(1);
  });

  test('of a player and of a flag do not meet, and are listed in their order', async () => {
    const { playerWatches, clock } = await opened();
    const player = await playerWatches.add(watch);
    clock.time = 2_000;
    const flag = await playerWatches.add({ ...watch, kind: 'flag' });
    expect(await playerWatches.list()).toEqual([player, flag]);
    expect(await playerWatches.find('flag', '1')).toEqual(flag);
    expect(await playerWatches.find('flag', '2')).toBeUndefined();
    expect(await playerWatches.remove(player.id)).toEqual(player);
    expect(await playerWatches.remove(player.id)).toBeUndefined();
    expect(await playerWatches.list()).toEqual([flag]);
  });
});

describe('visits of watched players', () => {
  const visit = { playerId: '1', playerName: 'Raven', serverId: '9' };

  test('begin once, whoever tries', async () => {
    const { watchedVisits, path } = await opened();
    const other = await opened(path);
    const begun = await Promise.all([watchedVisits.begin(visit), other.watchedVisits.begin(visit)]);
    expect(begun.toSorted()).toEqual([false, true]);
    expect(await watchedVisits.owed()).toMatchObject([{ ...visit, ping: 'owed' }]);
  });

  test('owe their ping still when the process that saw them begin is gone', async () => {
    const { watchedVisits, path } = await opened();
    await watchedVisits.begin(visit);
    const next = await opened(path);
    expect(await next.watchedVisits.begin(visit)).toBe(false);
    expect(await next.watchedVisits.owed()).toMatchObject([visit]);
  });

  test('go on while they are seen, and end when they were not for long', async () => {
    const { watchedVisits, clock } = await opened();
    await watchedVisits.begin(visit);
    await watchedVisits.begin({ ...visit, playerId: '2' });
    await watchedVisits.begin({ ...visit, playerId: '3' });
    await watchedVisits.pinged('1');
    await watchedVisits.pinged('2');
    clock.time = 3_000;
    await watchedVisits.stillThere(['1', 'unknown']);
    await watchedVisits.endBefore(3_000);
    // Of the third nobody has heard yet.
    expect(await watchedVisits.all()).toMatchObject([
      { playerId: '1', beganAt: 1_000, lastSeenAt: 3_000 },
      { playerId: '3', ping: 'owed' },
    ]);
    expect(await watchedVisits.begin({ ...visit, playerId: '2' })).toBe(true);
  });

  test('are pinged about once', async () => {
    const { watchedVisits } = await opened();
    await watchedVisits.begin(visit);
    await watchedVisits.pinged('1');
    expect(await watchedVisits.owed()).toEqual([]);
    expect(await watchedVisits.begin(visit)).toBe(false);
  });
});

describe('bans made elsewhere', () => {
  const ban = (banId: string, madeAt: number) => ({
    banId,
    uid: null,
    playerId: null,
    player: undefined,
    reason: 'Griefing',
    expires: null,
    orgWide: true,
    server: undefined,
    author: 'Owl',
    madeAt,
  });
  const owed = (banId: string, madeAt: number) =>
    ({ banId, madeAt, post: 'owed', ban: ban(banId, madeAt) }) as const;

  test('are owed until they are told, the oldest first', async () => {
    const { outsideBans } = await opened();
    await outsideBans.add([
      owed('2', 200),
      owed('1', 100),
      { banId: '3', madeAt: 300, post: 'none', ban: null },
    ]);
    expect(await outsideBans.owed()).toEqual([ban('1', 100), ban('2', 200)]);
    await outsideBans.sent(['1']);
    expect(await outsideBans.owed()).toEqual([ban('2', 200)]);
    expect(await outsideBans.latest()).toBe(300);
  });

  test('that are known stay as they are when they are seen again', async () => {
    const { outsideBans } = await opened();
    await outsideBans.add([owed('1', 100)]);
    await outsideBans.sent(['1']);
    await outsideBans.add([owed('1', 100)]);
    expect(await outsideBans.owed()).toEqual([]);
    expect(await outsideBans.known(['1', '2'])).toEqual(new Set(['1']));
  });

  test('are forgotten when they are old and told, never the newest', async () => {
    const { outsideBans } = await opened();
    expect(await outsideBans.latest()).toBeUndefined();
    await outsideBans.add([owed('1', 100), owed('2', 200), owed('3', 300)]);
    await outsideBans.sent(['1', '3']);
    await outsideBans.prune(1_000);
    expect(await outsideBans.known(['1', '2', '3'])).toEqual(new Set(['2', '3']));
    expect(await outsideBans.latest()).toBe(300);
  });

  test('may be many at once', async () => {
    const { outsideBans } = await opened();
    const many = Array.from({ length: 1_300 }, (_, index) => owed(String(index), index));
    await outsideBans.add(many);
    expect((await outsideBans.known(many.map(({ banId }) => banId))).size).toBe(1_300);
    await outsideBans.sent(many.map(({ banId }) => banId));
    expect(await outsideBans.owed()).toEqual([]);
  });
});
