import { describe, expect, test } from 'vitest';
import { openTestStore } from './open.ts';

const banned = {
  subject: { kind: 'key', key: 'ucid:1' },
  name: 'Raven',
  reason: 'banned',
  createdBy: '100',
} as const;
const wish = {
  subject: { kind: 'discord', discordId: '42' },
  name: 'Owl',
  reason: 'opt-out',
  createdBy: '42',
} as const;

describe('exclusions', () => {
  test('come back as they were made, oldest first, until they are removed', async () => {
    let time = 1_000;
    const { exclusions } = await openTestStore(undefined, () => time);
    const first = await exclusions.add(banned);
    expect(first).toEqual({ ...banned, id: expect.stringMatching(/^[A-Za-z0-9]{6}$/), createdAt: 1_000 });
    time = 2_000;
    const second = await exclusions.add({
      ...banned,
      subject: { kind: 'key', key: 'bm:1' },
      reason: 'staff',
    });
    expect(await exclusions.all()).toEqual([first, second]);
    expect(await exclusions.remove(first.id)).toBe(true);
    expect(await exclusions.remove(first.id)).toBe(false);
    expect(await exclusions.all()).toEqual([second]);
  });

  test('of one person are one, with the newest reason', async () => {
    let time = 1_000;
    const { exclusions } = await openTestStore(undefined, () => time);
    const first = await exclusions.add(banned);
    time = 2_000;
    const again = await exclusions.add({ ...banned, name: 'Raven2', reason: 'staff', createdBy: '101' });
    expect(again).toEqual({ ...first, reason: 'staff' });
    expect(await exclusions.all()).toEqual([again]);
  });

  test('tell the wish of a member from all others', async () => {
    const { exclusions } = await openTestStore();
    await exclusions.add({ ...wish, subject: { kind: 'key', key: '42' } });
    expect(await exclusions.optOut('42')).toBeUndefined();
    const own = await exclusions.add(wish);
    expect(await exclusions.optOut('42')).toEqual(own);
    expect(await exclusions.optOut('43')).toBeUndefined();
  });

  test('by an admin outlast the wish of the member, who could else come back by taking a wish back', async () => {
    const { exclusions } = await openTestStore();
    const own = await exclusions.add(wish);
    const ban = await exclusions.add({ ...wish, reason: 'banned', createdBy: '100' });
    expect(await exclusions.optOut('42')).toEqual(own);
    await exclusions.add(wish);
    await exclusions.remove(own.id);
    expect(await exclusions.optOut('42')).toBeUndefined();
    expect(await exclusions.all()).toEqual([ban]);
  });
});
