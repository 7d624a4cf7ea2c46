import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isSurelyGone, ownIdentity } from '../../src/store/process-identity.ts';

describe('whether a process surely runs no more', () => {
  const own = ownIdentity();

  test('is not so of the one that asks', () => {
    expect(isSurelyGone({ ...own }, own)).toBe(false);
  });

  test.runIf(existsSync('/proc/self/stat'))('is so when its id belongs to a later process now', () => {
    expect(isSurelyGone({ ...own, start: '1' }, own)).toBe(true);
  });

  test('is so when nothing has its id', () => {
    // Beyond the largest id that Linux gives out (2^22).
    expect(isSurelyGone({ ...own, pid: 2 ** 22 + 1 }, own)).toBe(true);
    expect(isSurelyGone({ ...own, pid: 2 ** 22 + 1, start: null }, own)).toBe(true);
  });

  test('is never so of what cannot be seen from here: another host, another container', () => {
    expect(isSurelyGone({ ...own, pid: 2 ** 22 + 1, host: 'elsewhere' }, own)).toBe(false);
    expect(isSurelyGone({ ...own, pid: 2 ** 22 + 1, space: 'another container' }, own)).toBe(false);
  });
});
