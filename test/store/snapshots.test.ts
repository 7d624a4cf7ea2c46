import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Occurrence } from '../../src/store/schedule.ts';
import type { Store } from '../../src/store/store.ts';
import { openTestStore } from './open.ts';
import { post, settings, shown } from './samples.ts';

const DAY = 86_400_000;
const NOW = 1_764_000_000_000;
const message = { channelId: '11', messageId: '2000' };

/** When the snapshots that are left were taken, newest first, as anybody can find out who asks for the latest. */
async function takenAt(store: Store, scheduleId: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (;;) {
    const found = await store.snapshots.latest(scheduleId, times.at(-1));
    if (found === undefined) return times;
    times.push(found.takenAt);
  }
}

describe('the latest snapshot', () => {
  test('is that of the newest message that was posted, before a time if one is given', async () => {
    let time = 1_000;
    const store = await openTestStore(undefined, () => time);
    const schedule = await store.schedules.add(settings, '100');
    const other = await store.schedules.add(settings, '100');
    expect(await store.snapshots.latest(schedule.id)).toBeUndefined();
    await post(store, schedule, 1, 10);
    time = 2_000;
    await post(store, schedule, 2, 20);
    time = 3_000;
    const open = await store.occurrences.claimManual(schedule.id);
    await store.occurrences.sending(open.id, shown(30));
    await post(store, other, 3, 40);
    const count = async (before?: number) =>
      (await store.snapshots.latest(schedule.id, before))?.data.board.ranked.count;
    expect(await count()).toBe(20);
    expect(await count(2_001)).toBe(20);
    expect(await count(2_000)).toBe(10);
    expect(await count(1_000)).toBeUndefined();
  });
});

/** A due time of some schedule that was settled now. */
async function skip(store: Store): Promise<void> {
  const schedule = await store.schedules.add(settings, '100');
  const { id } = await store.occurrences.claimManual(schedule.id);
  await store.occurrences.settle(id, 'skipped', 'No data.');
}

describe('thinning', () => {
  test('keeps fourteen days whole, then one a week, then nothing but the newest', async () => {
    await fc.assert(
      fc.asyncProperty(
        // Of two schedules: how many hours ago something was posted, up to some 500 days.
        fc.tuple(
          fc.uniqueArray(fc.integer({ min: 0, max: 12_000 }), { maxLength: 40 }),
          fc.uniqueArray(fc.integer({ min: 0, max: 12_000 }), { maxLength: 40 }),
        ),
        async (ages) => {
          let time = NOW;
          const store = await openTestStore(':memory:', () => time);
          const ids: string[] = [];
          for (const hours of ages) {
            time = NOW;
            const schedule = await store.schedules.add(settings, '100');
            ids.push(schedule.id);
            for (const hour of hours) {
              time = NOW - hour * 3_600_000;
              await post(store, schedule, time);
            }
          }
          time = NOW - 2 * DAY;
          await skip(store);
          time = NOW;
          const gone = await store.snapshots.thin();
          let left = 0;
          for (const [index, id] of ids.entries()) {
            const all = (ages[index === 0 ? 0 : 1] ?? [])
              .map((hour) => NOW - hour * 3_600_000)
              .sort((a, b) => b - a);
            const weeks = new Set<number>();
            const expected = all.filter((at, nth) => {
              const week = Math.floor(at / (7 * DAY));
              const newestOfWeek = !weeks.has(week);
              weeks.add(week);
              if (nth === 0 || at >= NOW - 14 * DAY) return true;
              return at >= NOW - 365 * DAY && newestOfWeek;
            });
            expect(await takenAt(store, id)).toEqual(expected);
            left += expected.length;
          }
          expect(gone).toBe(ages.flat().length - left);
          expect(await store.snapshots.thin()).toBe(0);
        },
      ),
      { numRuns: 25 },
    );
  });

  test('day by day over a year and a half leaves the same as once at the end', async () => {
    let time = NOW;
    const daily = await openTestStore(':memory:', () => time);
    const once = await openTestStore(':memory:', () => time);
    const schedules = [
      await daily.schedules.add(settings, '100'),
      await once.schedules.add(settings, '100'),
    ] as const;
    for (let day = 0; day < 550; day++) {
      time = NOW + day * DAY;
      await post(daily, schedules[0], time);
      await post(once, schedules[1], time);
      await daily.snapshots.thin();
    }
    await once.snapshots.thin();
    const left = await takenAt(daily, schedules[0].id);
    expect(left).toEqual(await takenAt(once, schedules[1].id));
    // Fourteen days and this one, and a year in weeks.
    expect(left.length).toBeGreaterThanOrEqual(15 + 50);
    expect(left.length).toBeLessThanOrEqual(15 + 52);
  });

  test('drops settled occurrences of more than a year ago, save the newest and what still has a snapshot', async () => {
    let time = NOW - 500 * DAY;
    const store = await openTestStore(undefined, () => time);
    const schedule = await store.schedules.add(settings, '100');
    const settle = async (claimed: Occurrence | undefined) => {
      await store.occurrences.settle(claimed?.id ?? '', 'skipped', 'No data.');
      return claimed?.id ?? '';
    };
    const skipped = await settle(await store.occurrences.claim(schedule.id, 1));
    const plain = await post(store, schedule, 2);
    time += DAY;
    const newestPosted = await post(store, schedule, 3);
    const open = await store.occurrences.claim(schedule.id, 4);
    const newest = await settle(await store.occurrences.claim(schedule.id, 5));
    time = NOW - 2 * DAY;
    await skip(store);
    time = NOW;
    expect(await store.snapshots.thin()).toBe(1);
    const left = await Promise.all(
      [skipped, plain, newestPosted, open?.id ?? '', newest].map(
        async (id) => (await store.occurrences.get(id)) !== undefined,
      ),
    );
    expect(left).toEqual([false, false, true, true, true]);
    expect(await store.snapshots.latest(schedule.id)).toMatchObject({ occurrenceId: newestPosted });
  });

  test('waits a day where the clock seems to have jumped ahead, for nothing was settled before', async () => {
    let time = NOW - 400 * DAY;
    const store = await openTestStore(undefined, () => time);
    const schedule = await store.schedules.add(settings, '100');
    const old = await post(store, schedule, 1);
    time = NOW;
    await post(store, schedule, 2);
    expect(await store.snapshots.thin()).toBe(0);
    expect(await store.occurrences.get(old)).toBeDefined();
    time = NOW + DAY + 1;
    expect(await store.snapshots.thin()).toBe(1);
    expect(await store.occurrences.get(old)).toBeUndefined();
  });

  test('leaves alone what may have been sent', async () => {
    let time = NOW - 400 * DAY;
    const store = await openTestStore(undefined, () => time);
    const schedule = await store.schedules.add(settings, '100');
    const open = await store.occurrences.claimManual(schedule.id);
    await store.occurrences.sending(open.id, shown(7));
    time = NOW;
    await post(store, schedule, 1);
    expect(await store.snapshots.thin()).toBe(0);
    await store.occurrences.posted(open.id, { message, previous: null, tidyPending: false });
    expect(await store.snapshots.latest(schedule.id, NOW)).toMatchObject({ occurrenceId: open.id });
  });
});
