import { describe, expect, test } from 'vitest';
import { openTestStore, temporaryDatabase } from './open.ts';

const wish = {
  userId: '42',
  server: { api: 'dcs', id: 'Caucasus', name: 'Caucasus' },
  atLeast: 8,
  quiet: { from: 1_320, to: 420 },
  timezone: 'Europe/Berlin',
  pauseMs: 3_600_000,
  channelId: '31',
} as const;

describe('wishes to be pinged', () => {
  test('come back as they were made, those of one person apart', async () => {
    let time = 1_000;
    const { notifications } = await openTestStore(undefined, () => time);
    const mine = await notifications.add(wish);
    expect(mine).toEqual({
      ...wish,
      id: expect.stringMatching(/^[A-Za-z0-9]{6}$/),
      pingedAt: null,
      armed: true,
      createdAt: 1_000,
    });
    time = 2_000;
    const other = await notifications.add({ ...wish, userId: '43', quiet: null });
    expect(await notifications.all()).toEqual([mine, other]);
    expect(await notifications.of('43')).toEqual([other]);
    expect(await notifications.of('44')).toEqual([]);
  });

  test('for the same server replace each other, and the pause after a ping goes on', async () => {
    let time = 1_000;
    const { notifications } = await openTestStore(undefined, () => time);
    const first = await notifications.add(wish);
    time = 2_000;
    await notifications.claimPing(first.id);
    const change = { atLeast: 20, quiet: null, timezone: 'UTC', pauseMs: 0, channelId: '32' };
    const again = await notifications.add({ ...wish, ...change });
    expect(again).toEqual({ ...first, ...change, pingedAt: 2_000, armed: true });
    // The id of another API's server may be the same.
    await notifications.add({ ...wish, server: { ...wish.server, api: 'battlemetrics' } });
    expect(await notifications.all()).toHaveLength(2);
  });

  test('are pinged once until the server was below the number again', async () => {
    let time = 5_000;
    const path = temporaryDatabase();
    const [first, second] = [await openTestStore(path, () => time), await openTestStore(path, () => time)];
    const { id } = await first.notifications.add(wish);
    const claims = await Promise.all([
      first.notifications.claimPing(id),
      second.notifications.claimPing(id),
      first.notifications.claimPing(id),
    ]);
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await first.notifications.all()).toMatchObject([{ armed: false, pingedAt: 5_000 }]);
    time = 6_000;
    await first.notifications.arm(id);
    expect(await first.notifications.all()).toMatchObject([{ armed: true, pingedAt: 5_000 }]);
    expect(await second.notifications.claimPing(id)).toBe(true);
    expect(await first.notifications.all()).toMatchObject([{ armed: false, pingedAt: 6_000 }]);
    expect(await first.notifications.claimPing('none')).toBe(false);
  });

  test('are removed by nobody but their owner', async () => {
    const { notifications } = await openTestStore();
    const { id } = await notifications.add(wish);
    expect(await notifications.remove(id, '43')).toBe(false);
    expect(await notifications.remove(id, '42')).toBe(true);
    expect(await notifications.remove(id, '42')).toBe(false);
    expect(await notifications.all()).toEqual([]);
  });
});
