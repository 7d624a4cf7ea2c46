import { describe, expect, test } from 'vitest';
import { openTestStore, temporaryDatabase } from './open.ts';

describe('saved states', () => {
  test('come back under their key to the command that saved them, and say whose they are', async () => {
    const { savedStates } = await openTestStore();
    const data = { pilots: ['a', 'b'], nested: { deep: [null, 1.5, true] } };
    const key = await savedStates.save({ command: 'stats', ownerId: '42', data, ttlMs: 1_000 });
    expect(key).toMatch(/^[A-Za-z0-9]{16}$/);
    expect(await savedStates.load('stats', key)).toEqual({ ownerId: '42', data });
  });

  test('are not given to another command', async () => {
    const { savedStates } = await openTestStore();
    const key = await savedStates.save({ command: 'stats', ownerId: '42', data: 1, ttlMs: 1_000 });
    expect(await savedStates.load('ban', key)).toBeUndefined();
  });

  test('end when their time is over, and are swept then', async () => {
    let time = 1_000;
    const path = temporaryDatabase();
    const { savedStates } = await openTestStore(path, () => time);
    const key = await savedStates.save({ command: 'stats', ownerId: '42', data: 1, ttlMs: 500 });
    time = 1_499;
    expect(await savedStates.load('stats', key)).toBeDefined();
    time = 1_500;
    expect(await savedStates.load('stats', key)).toBeUndefined();
    await savedStates.save({ command: 'stats', ownerId: '42', data: 2, ttlMs: 500 });
    time = 1_000;
    expect(await savedStates.load('stats', key)).toBeUndefined();
  });

  test('hold nothing for a key that was never given out, whatever it looks like', async () => {
    const { savedStates } = await openTestStore();
    for (const key of ['', "' OR 1=1 --", 'x'.repeat(1_000)]) {
      expect(await savedStates.load('stats', key)).toBeUndefined();
    }
  });
});
