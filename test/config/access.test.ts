import { describe, expect, it } from 'vitest';
import { ACCESS_LEVELS, levelOf, reaches } from '../../config/access.ts';

const access = { moderatorRoleIds: ['10', '11'], adminRoleIds: ['20'] };

describe('levelOf', () => {
  it.each([
    [[], '0', 'everyone'],
    [['1', '100'], '0', 'everyone'],
    [['11'], '0', 'moderator'],
    [['20', '10'], '0', 'admin'],
    // Every permission but Administrator, which is bit 3.
    [[], String(2n ** 53n - 1n - 8n), 'everyone'],
    [[], '8', 'admin'],
    [[], String(2n ** 53n - 1n), 'admin'],
    [['10'], 'not a number', 'moderator'],
  ] as const)('of roles %j with permissions %s is %s', (roles, permissions, level) => {
    expect(levelOf({ roles, permissions }, access)).toBe(level);
  });

  it('makes nobody a moderator by empty lists', () => {
    const none = { moderatorRoleIds: [], adminRoleIds: [] };
    expect(levelOf({ roles: ['10', '20'], permissions: '0' }, none)).toBe('everyone');
  });
});

describe('reaches', () => {
  it('lets each level do what those before it may, and no more', () => {
    const table = ACCESS_LEVELS.map((level) => ACCESS_LEVELS.map((needed) => reaches(level, needed)));
    expect(table).toEqual([
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ]);
  });
});
