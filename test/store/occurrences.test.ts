import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openTestStore, temporaryDatabase } from './open.ts';
import { post, settings, shown } from './samples.ts';

const message = { channelId: '11', messageId: '2000' };

describe('a due time', () => {
  test('is claimed once, also from two processes', async () => {
    const path = temporaryDatabase();
    const stores = [await openTestStore(path), await openTestStore(path)] as const;
    const { id } = await stores[0].schedules.add(settings, '100');
    for (let dueAt = 0; dueAt < 20; dueAt++) {
      const claims = await Promise.all(
        [0, 1, 2, 3].map((i) => stores[i % 2 === 0 ? 0 : 1].occurrences.claim(id, dueAt)),
      );
      expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
    }
    expect(await stores[1].occurrences.open()).toHaveLength(20);
  });

  test('stays claimed whatever becomes of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.integer({ min: 0, max: 4 }),
            fc.constantFrom('claim', 'post', 'skipped', 'failed', 'missed'),
          ),
          { maxLength: 20 },
        ),
        async (steps) => {
          const store = await openTestStore(':memory:');
          const schedule = await store.schedules.add(settings, '100');
          const taken = new Set<number>();
          for (const [dueAt, end] of steps) {
            const claim = await store.occurrences.claim(schedule.id, dueAt);
            expect(claim === undefined).toBe(taken.has(dueAt));
            taken.add(dueAt);
            if (claim === undefined) continue;
            if (end === 'post') {
              await store.occurrences.posted(claim.id, { message, previous: null, tidyPending: false });
            } else if (end !== 'claim') {
              await store.occurrences.settle(claim.id, end, '');
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  test('of one schedule is not that of another, and of a removed schedule it is nobody’s', async () => {
    const { schedules, occurrences } = await openTestStore();
    const [one, two] = [await schedules.add(settings, '100'), await schedules.add(settings, '100')];
    expect(await occurrences.claim(one.id, 1)).toMatchObject({ scheduleId: one.id });
    expect(await occurrences.claim(two.id, 1)).toMatchObject({ scheduleId: two.id });
    await schedules.remove(one.id);
    expect(await occurrences.claim(one.id, 2)).toBeUndefined();
    await expect(occurrences.claimManual(one.id)).rejects.toThrow();
  });

  test('leaves runs by hand alone, of which any number fits into a millisecond', async () => {
    const { schedules, occurrences } = await openTestStore(undefined, () => 1_000);
    const { id } = await schedules.add(settings, '100');
    const runs = await Promise.all([occurrences.claimManual(id), occurrences.claimManual(id)]);
    expect(runs).toMatchObject([{ kind: 'manual', dueAt: 1_000 }, { kind: 'manual' }]);
    expect(await occurrences.claim(id, 1_000)).toMatchObject({ kind: 'due' });
    expect(await occurrences.claim(id, 1_000)).toBeUndefined();
  });
});

describe('an occurrence', () => {
  test('begins claimed, with nothing sent', async () => {
    const { schedules, occurrences } = await openTestStore(undefined, () => 1_000);
    const schedule = await schedules.add(settings, '100');
    const claimed = await occurrences.claim(schedule.id, 900);
    expect(claimed).toEqual({
      id: expect.stringMatching(/^[A-Za-z0-9]{16}$/),
      scheduleId: schedule.id,
      kind: 'due',
      dueAt: 900,
      state: 'claimed',
      attempts: 0,
      nextTryAt: null,
      claimedAt: 1_000,
      sentAt: null,
      settledAt: null,
      message: null,
      tidyPending: false,
      previous: null,
      note: null,
    });
    expect(await occurrences.get(claimed?.id ?? '')).toEqual(claimed);
  });

  test('counts what was tried in vain, and keeps when it is tried next', async () => {
    const { schedules, occurrences } = await openTestStore();
    const { id } = await occurrences.claimManual((await schedules.add(settings, '100')).id);
    await occurrences.postpone(id, 5_000, 'No answer.');
    await occurrences.postpone(id, 9_000, 'Still no answer.');
    expect(await occurrences.get(id)).toMatchObject({
      state: 'claimed',
      attempts: 2,
      nextTryAt: 9_000,
      note: 'Still no answer.',
    });
  });

  test('keeps what it shows before it is sent; a second attempt replaces that, not the time of the first', async () => {
    let time = 1_000;
    const { schedules, occurrences, snapshots } = await openTestStore(undefined, () => time);
    const schedule = await schedules.add(settings, '100');
    const { id } = await occurrences.claimManual(schedule.id);
    expect(await occurrences.sending(id, shown(1))).toMatchObject({ state: 'sending', sentAt: 1_000 });
    time = 2_000;
    expect(await occurrences.sending(id, shown(2))).toMatchObject({ state: 'sending', sentAt: 1_000 });
    expect(await snapshots.latest(schedule.id)).toBeUndefined();
    await occurrences.posted(id, { message, previous: null, tidyPending: false });
    expect(await snapshots.latest(schedule.id)).toEqual({
      occurrenceId: id,
      scheduleId: schedule.id,
      takenAt: 2_000,
      data: shown(2),
    });
  });

  test('drops what an earlier attempt showed when the next one shows no board', async () => {
    const { schedules, occurrences, snapshots } = await openTestStore();
    const schedule = await schedules.add(settings, '100');
    const { id } = await occurrences.claimManual(schedule.id);
    await occurrences.sending(id, shown(1));
    await occurrences.sending(id, null);
    await occurrences.posted(id, { message, previous: null, tidyPending: false });
    expect(await snapshots.latest(schedule.id)).toBeUndefined();
  });

  test('is not sent with data that could not be read again', async () => {
    const { schedules, occurrences } = await openTestStore();
    const { id } = await occurrences.claimManual((await schedules.add(settings, '100')).id);
    const { board } = shown(1);
    const entries = [{ key: 'ucid:1', name: 'Raven', rank: 1, value: Number.POSITIVE_INFINITY }];
    await expect(occurrences.sending(id, { board: { ...board, entries } })).rejects.toThrow();
    expect(await occurrences.get(id)).toMatchObject({ state: 'claimed', sentAt: null });
  });

  test('gives its message to the schedule, and what is left to do to whoever tidies', async () => {
    let time = 1_000;
    const { schedules, occurrences } = await openTestStore(undefined, () => time);
    const schedule = await schedules.add(settings, '100');
    const { id } = await occurrences.claimManual(schedule.id);
    await occurrences.postpone(id, 5_000, 'No answer.');
    await occurrences.sending(id, null);
    time = 2_000;
    const previous = { channelId: '11', messageId: '1999' };
    await occurrences.posted(id, { message, previous, tidyPending: true });
    const posted = await occurrences.get(id);
    expect(posted).toMatchObject({
      state: 'posted',
      settledAt: 2_000,
      nextTryAt: null,
      message,
      previous,
      tidyPending: true,
    });
    expect((await schedules.get(schedule.id))?.message).toEqual(message);
    expect(await occurrences.untidy()).toEqual([posted]);
    await occurrences.tidied(id);
    expect(await occurrences.untidy()).toEqual([]);
  });

  test('gives its message to no schedule that has moved to another channel meanwhile', async () => {
    const { schedules, occurrences } = await openTestStore();
    const schedule = await schedules.add(settings, '100');
    const { id } = await occurrences.claimManual(schedule.id);
    await schedules.change(schedule.id, { ...settings, channelId: '12' });
    await occurrences.posted(id, { message, previous: null, tidyPending: false });
    expect((await schedules.get(schedule.id))?.message).toBeNull();
    expect(await occurrences.get(id)).toMatchObject({ state: 'posted', message });
  });

  test.each(['skipped', 'failed', 'missed'] as const)(
    'that is %s has no snapshot, and stays so',
    async (end) => {
      const { schedules, occurrences, snapshots } = await openTestStore(undefined, () => 1_000);
      const schedule = await schedules.add(settings, '100');
      const { id } = await occurrences.claimManual(schedule.id);
      await occurrences.sending(id, shown(1));
      await occurrences.settle(id, end, 'It could not be.');
      const settled = await occurrences.get(id);
      expect(settled).toMatchObject({
        state: end,
        note: 'It could not be.',
        settledAt: 1_000,
        message: null,
      });
      await occurrences.posted(id, { message, previous: null, tidyPending: true });
      await occurrences.postpone(id, 5_000, 'Late.');
      await occurrences.settle(id, 'missed', 'Other.');
      expect(await occurrences.sending(id, shown(2))).toBeUndefined();
      expect(await occurrences.get(id)).toEqual(settled);
      expect((await schedules.get(schedule.id))?.message).toBeNull();
      expect(await snapshots.latest(schedule.id)).toBeUndefined();
    },
  );

  test('that is posted stays so', async () => {
    const store = await openTestStore();
    const schedule = await store.schedules.add(settings, '100');
    const id = await post(store, schedule, 1);
    const posted = await store.occurrences.get(id);
    await store.occurrences.settle(id, 'failed', 'Late.');
    expect(await store.occurrences.sending(id, null)).toBeUndefined();
    expect(await store.occurrences.get(id)).toEqual(posted);
    expect(await store.snapshots.latest(schedule.id)).toBeDefined();
  });

  test('that was left open is found after a restart, oldest first', async () => {
    const path = temporaryDatabase();
    const first = await openTestStore(path);
    const schedule = await first.schedules.add(settings, '100');
    const later = await first.occurrences.claim(schedule.id, 200);
    const earlier = await first.occurrences.claim(schedule.id, 100);
    await post(first, schedule, 50);
    await first.occurrences.sending(later?.id ?? '', shown(1));
    await first.close();
    const second = await openTestStore(path);
    expect(await second.occurrences.open()).toMatchObject([
      { id: earlier?.id, state: 'claimed' },
      { id: later?.id, state: 'sending' },
    ]);
  });

  test('is the latest of its schedule by the time it was due', async () => {
    const { schedules, occurrences } = await openTestStore();
    const [one, two] = [await schedules.add(settings, '100'), await schedules.add(settings, '100')];
    expect(await occurrences.latest(one.id)).toBeUndefined();
    const late = await occurrences.claim(one.id, 300);
    await occurrences.claim(one.id, 200);
    await occurrences.claim(two.id, 400);
    await occurrences.settle(late?.id ?? '', 'failed', '');
    expect(await occurrences.latest(one.id)).toMatchObject({ dueAt: 300, state: 'failed' });
  });
});
