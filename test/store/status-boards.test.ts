import { describe, expect, test } from 'vitest';
import { openTestStore, temporaryDatabase } from './open.ts';

describe('status boards', () => {
  test('begin without a message, one a channel', async () => {
    let time = 1_000;
    const { statusBoards } = await openTestStore(undefined, () => time);
    const board = await statusBoards.add('21', '100');
    expect(board).toEqual({
      channelId: '21',
      messageId: null,
      generation: 0,
      shown: null,
      editedAt: null,
      state: 'active',
      restReason: null,
      createdBy: '100',
      createdAt: 1_000,
    });
    time = 2_000;
    const other = await statusBoards.add('20', '101');
    expect(await statusBoards.add('21', '101')).toEqual(board);
    expect(await statusBoards.all()).toEqual([board, other]);
    expect(await statusBoards.get('21')).toEqual(board);
    expect(await statusBoards.get('22')).toBeUndefined();
  });

  test('know their message and what it shows, until somebody deletes it', async () => {
    let time = 1_000;
    const { statusBoards } = await openTestStore(undefined, () => time);
    await statusBoards.add('21', '100');
    expect(await statusBoards.renew('21')).toMatchObject({ generation: 1 });
    time = 2_000;
    await statusBoards.shows('21', { messageId: '2021', shown: 'first' });
    expect(await statusBoards.get('21')).toMatchObject({
      messageId: '2021',
      shown: 'first',
      editedAt: 2_000,
      generation: 1,
    });
    await statusBoards.lost('21');
    expect(await statusBoards.get('21')).toMatchObject({ messageId: null, shown: null, generation: 1 });
    expect(await statusBoards.renew('21')).toMatchObject({ generation: 2 });
    expect(await statusBoards.renew('22')).toBeUndefined();
  });

  test('are put to rest once, and woken by whoever adds them again', async () => {
    const path = temporaryDatabase();
    const [first, second] = [await openTestStore(path), await openTestStore(path)];
    await first.statusBoards.add('21', '100');
    await first.statusBoards.shows('21', { messageId: '2021', shown: 'first' });
    const rests = await Promise.all([
      first.statusBoards.rest('21', 'Gone.'),
      second.statusBoards.rest('21', 'Gone.'),
    ]);
    expect(rests.sort()).toEqual([false, true]);
    expect(await first.statusBoards.rest('22', 'Gone.')).toBe(false);
    expect(await first.statusBoards.get('21')).toMatchObject({ state: 'resting', restReason: 'Gone.' });
    expect(await first.statusBoards.add('21', '101')).toMatchObject({
      state: 'active',
      restReason: null,
      messageId: '2021',
      createdBy: '100',
    });
  });

  test('are gone when they are removed', async () => {
    const { statusBoards } = await openTestStore();
    await statusBoards.add('21', '100');
    expect(await statusBoards.remove('21')).toBe(true);
    expect(await statusBoards.remove('21')).toBe(false);
    expect(await statusBoards.all()).toEqual([]);
  });
});
