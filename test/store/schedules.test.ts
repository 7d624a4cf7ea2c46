import Database from 'libsql';
import { describe, expect, test } from 'vitest';
import { ScheduleIdTakenError } from '../../src/store/schedules.ts';
import { openTestStore, temporaryDatabase } from './open.ts';
import { post, settings, shown } from './samples.ts';

describe('schedules', () => {
  test('come back as they were made, and count from then', async () => {
    let time = 1_000;
    const { schedules } = await openTestStore(undefined, () => time);
    const first = await schedules.add(settings, '100');
    time = 2_000;
    const second = await schedules.add({ ...settings, mode: 'post', mentionRoleId: '900' }, '101');
    expect(first).toEqual({
      ...settings,
      id: expect.stringMatching(/^[A-Za-z0-9]{6}$/),
      source: 'discord',
      state: 'active',
      restReason: null,
      countsFrom: 1_000,
      message: null,
      createdBy: '100',
      createdAt: 1_000,
      updatedAt: 1_000,
    });
    expect(await schedules.get(first.id)).toEqual(first);
    expect(await schedules.all()).toEqual([first, second]);
    expect(await schedules.get('none')).toBeUndefined();
  });

  test('are woken by a change, and count from then', async () => {
    let time = 1_000;
    const store = await openTestStore(undefined, () => time);
    const { schedules } = store;
    const made = await schedules.add(settings, '100');
    await post(store, made, 1_000);
    await schedules.rest(made.id, 'The channel is gone.');
    time = 5_000;
    const when = { when: 'mondays 09:00', cron: '0 9 * * 1' };
    const changed = await schedules.change(made.id, { ...settings, ...when });
    expect(changed).toMatchObject({
      ...when,
      state: 'active',
      restReason: null,
      countsFrom: 5_000,
      createdAt: 1_000,
      createdBy: '100',
      message: { channelId: '11', messageId: 'm1000' },
    });
    expect(await schedules.get(made.id)).toEqual(changed);
    expect(await schedules.change('none', settings)).toBeUndefined();
  });

  test('forget the message of the old channel when they move to another one', async () => {
    const store = await openTestStore();
    const { schedules } = store;
    const made = await schedules.add(settings, '100');
    await post(store, made, 1);
    const moved = await schedules.change(made.id, { ...settings, channelId: '12' });
    expect(moved).toMatchObject({ channelId: '12', message: null });
  });

  test('forget a message that is gone, and not the one that took its place meanwhile', async () => {
    const store = await openTestStore();
    const { schedules } = store;
    const made = await schedules.add(settings, '100');
    await post(store, made, 1);
    await post(store, made, 2);
    await schedules.forgetMessage(made.id, 'm1');
    expect(await schedules.get(made.id)).toMatchObject({ message: { channelId: '11', messageId: 'm2' } });
    await schedules.forgetMessage(made.id, 'm2');
    expect(await schedules.get(made.id)).toMatchObject({ message: null });
  });

  test('are put to rest once, so that one of two that notice tells the admins', async () => {
    const path = temporaryDatabase();
    const [first, second] = [await openTestStore(path), await openTestStore(path)];
    const { id } = await first.schedules.add(settings, '100');
    const rests = await Promise.all([first.schedules.rest(id, 'Gone.'), second.schedules.rest(id, 'Gone.')]);
    expect(rests.sort()).toEqual([false, true]);
    expect(await first.schedules.get(id)).toMatchObject({ state: 'resting', restReason: 'Gone.' });
    expect(await first.schedules.rest('none', 'Gone.')).toBe(false);
  });

  test('take their occurrences and snapshots with them', async () => {
    const path = temporaryDatabase();
    const store = await openTestStore(path);
    const [gone, stays] = [
      await store.schedules.add(settings, '100'),
      await store.schedules.add(settings, '100'),
    ];
    const [lost, kept] = [await post(store, gone, 1), await post(store, stays, 1)];
    expect(await store.schedules.remove(gone.id)).toBe(true);
    expect(await store.schedules.remove(gone.id)).toBe(false);
    expect(await store.occurrences.get(lost)).toBeUndefined();
    expect(await store.occurrences.sending(lost, shown(1))).toBeUndefined();
    expect(await store.occurrences.get(kept)).toBeDefined();
    const hand = new Database(path);
    expect(hand.prepare('SELECT occurrence_id FROM snapshots').raw().all()).toEqual([[kept]]);
    hand.close();
  });
});

describe('the schedules of the file', () => {
  test('are added, changed and removed as the file says; what is the same counts on', async () => {
    let time = 1_000;
    const { schedules } = await openTestStore(undefined, () => time);
    const mine = await schedules.add(settings, '100');
    const file = ['same', 'other', 'leaves'].map((id) => ({ id, settings }));
    expect(await schedules.syncFile(file)).toEqual({
      added: ['same', 'other', 'leaves'],
      changed: [],
      removed: [],
    });
    for (const { id } of file) await schedules.rest(id, 'Gone.');
    time = 2_000;
    const outcome = await schedules.syncFile([
      { id: 'new', settings },
      // The same in another order of keys.
      { id: 'same', settings: { ...Object.fromEntries(Object.entries(settings).reverse()), ...settings } },
      { id: 'other', settings: { ...settings, pin: false } },
    ]);
    expect(outcome).toEqual({ added: ['new'], changed: ['other'], removed: ['leaves'] });
    const byId = new Map((await schedules.all()).map((schedule) => [schedule.id, schedule]));
    expect(byId.get('same')).toMatchObject({ source: 'file', countsFrom: 1_000, state: 'resting' });
    expect(byId.get('other')).toMatchObject({ pin: false, countsFrom: 2_000, state: 'active' });
    expect(byId.get('new')).toMatchObject({ countsFrom: 2_000, createdBy: null, createdAt: 2_000 });
    expect(byId.get(mine.id)).toEqual(mine);
    expect(byId.size).toBe(4);
  });

  test('are all removed when the file is empty, and those of people stay', async () => {
    const { schedules } = await openTestStore();
    const mine = await schedules.add(settings, '100');
    await schedules.syncFile([{ id: 'one', settings }]);
    expect(await schedules.syncFile([])).toEqual({ added: [], changed: [], removed: ['one'] });
    expect(await schedules.all()).toEqual([mine]);
  });

  test('are refused altogether when one has the id of a schedule of people', async () => {
    const { schedules } = await openTestStore();
    const mine = await schedules.add(settings, '100');
    await schedules.syncFile([{ id: 'before', settings }]);
    const before = await schedules.all();
    const clash = schedules.syncFile([
      { id: 'new', settings },
      { id: mine.id, settings },
    ]);
    await expect(clash).rejects.toThrow(ScheduleIdTakenError);
    await expect(clash).rejects.toThrow(new RegExp(`"${mine.id}".*Give the one in the file another id`));
    expect(await schedules.all()).toEqual(before);
  });
});
