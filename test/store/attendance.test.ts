import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openTestStore } from './open.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const dcs = (players: number, serverId = 'Caucasus') => ({ api: 'dcs', serverId, players }) as const;
const bm = (players: number, serverId = 'Caucasus') => ({ api: 'battlemetrics', serverId, players }) as const;

describe('attendance', () => {
  test('adds up the looks of an hour, by server', async () => {
    const { attendance } = await openTestStore();
    await attendance.note(10 * HOUR, [dcs(4), bm(1)]);
    await attendance.note(11 * HOUR - 1, [dcs(9), dcs(0, 'Syria')]);
    await attendance.note(11 * HOUR, [dcs(2)]);
    await attendance.note(11 * HOUR, []);
    expect(await attendance.between(0, 24 * HOUR)).toEqual([
      { api: 'battlemetrics', serverId: 'Caucasus', hour: 10 * HOUR, looks: 1, players: 1, most: 1 },
      { api: 'dcs', serverId: 'Caucasus', hour: 10 * HOUR, looks: 2, players: 13, most: 9 },
      { api: 'dcs', serverId: 'Syria', hour: 10 * HOUR, looks: 1, players: 0, most: 0 },
      { api: 'dcs', serverId: 'Caucasus', hour: 11 * HOUR, looks: 1, players: 2, most: 2 },
    ]);
  });

  test('is told from the first hour on and before the last one, so that days laid side by side share none', async () => {
    const { attendance } = await openTestStore();
    for (const hour of [9, 10, 11, 12]) await attendance.note(hour * HOUR, [dcs(hour)]);
    const hours = async (from: number, to: number) =>
      (await attendance.between(from, to)).map(({ hour }) => hour / HOUR);
    expect(await hours(10 * HOUR, 12 * HOUR)).toEqual([10, 11]);
    expect(await hours(10 * HOUR - 1, 12 * HOUR + 1)).toEqual([10, 11, 12]);
  });

  test('counts every look once, whatever came when', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.nat(3 * HOUR),
            fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.nat(64)), { maxLength: 4 }),
          ),
          { maxLength: 12 },
        ),
        async (looks) => {
          const { attendance } = await openTestStore(':memory:');
          for (const [at, seen] of looks) {
            await attendance.note(
              at,
              seen.map(([serverId, players]) => dcs(players, serverId)),
            );
          }
          const all = looks.flatMap(([, seen]) => seen.map(([, players]) => players));
          const hours = await attendance.between(0, 4 * HOUR);
          const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
          expect(sum(hours.map(({ looks }) => looks))).toBe(all.length);
          expect(sum(hours.map(({ players }) => players))).toBe(sum(all));
          expect(Math.max(0, ...hours.map(({ most }) => most))).toBe(Math.max(0, ...all));
        },
      ),
      { numRuns: 30 },
    );
  });

  test('is forgotten after sixty days', async () => {
    let time = 0;
    const { attendance } = await openTestStore(undefined, () => time);
    for (const day of [0, 1, 60]) await attendance.note(day * DAY, [dcs(day)]);
    time = 61 * DAY;
    await attendance.thin();
    const days = (await attendance.between(0, time)).map(({ hour }) => hour / DAY);
    expect(days).toEqual([1, 60]);
  });
});
