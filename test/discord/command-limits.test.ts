import { describe, expect, it } from 'vitest';
import {
  defineAction,
  defineCommand,
  defineCommandGroup,
  type OptionDefinitions,
} from '../../src/discord/command.ts';
import { commandFaults } from '../../src/discord/command-limits.ts';

const command = (options: OptionDefinitions, name = 'stats', description = 'x') =>
  defineCommand({
    name,
    description,
    access: 'everyone',
    visibility: 'public',
    options,
    run: async () => ({ content: 'x' }),
  });
const choices = (count: number, length = 1) =>
  Array.from({ length: count }, (_, n) => ({ name: `${n}`.padEnd(length, 'x'), value: `${n}` }));
const named = (count: number, description = 'x') =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`o${n}`, { type: 'boolean', description }] as const),
  );

describe('commandFaults', () => {
  it('finds none in what Discord takes to the full', () => {
    const full = command(
      { ...named(24), period: { type: 'string', description: 'x'.repeat(100), choices: choices(25, 100) } },
      'a'.repeat(32),
      'x'.repeat(100),
    );
    expect(commandFaults([full])).toEqual([]);
  });

  it.each([
    ['a name with capitals', [command({}, 'Stats')], /\/Stats: the name/u],
    ['a name that is too long', [command({}, 'a'.repeat(33))], /the name is not allowed/u],
    ['a description that is too long', [command({}, 'a', 'x'.repeat(101))], /101 characters/u],
    ['no description', [command({}, 'a', '')], /0 characters/u],
    ['too many options', [command(named(26))], /26 options/u],
    [
      'too many choices',
      [command({ p: { type: 'string', description: 'x', choices: choices(26) } })],
      /26 choices/u,
    ],
    [
      'a choice that is too long',
      [command({ p: { type: 'string', description: 'x', choices: choices(1, 101) } })],
      /empty or too long/u,
    ],
    [
      'choices beside completion',
      [
        command({
          p: { type: 'string', description: 'x', choices: choices(1), autocomplete: async () => [] },
        }),
      ],
      /both choices and completion/u,
    ],
    ['a name twice', [command({}), command({})], /\/stats is there twice/u],
    [
      'more characters than a command may have in all',
      [
        command(
          Object.fromEntries(
            ['a', 'b', 'c', 'd'].map((name) => [
              name,
              { type: 'string', description: 'x', choices: choices(25, 100) } as const,
            ]),
          ),
        ),
      ],
      /characters in all, 8000/u,
    ],
  ] as const)('finds %s', (_what, commands, fault) => {
    expect(commandFaults(commands)).toEqual([expect.stringMatching(fault)]);
  });
});

describe('commandFaults of groups', () => {
  const group = (names: readonly string[], description = 'x', options: OptionDefinitions = {}) =>
    defineCommandGroup({
      name: 'board',
      description: 'x',
      access: 'everyone',
      subcommands: Object.fromEntries(
        names.map((name) => [
          name,
          defineAction({ description, visibility: 'public', options, run: async () => ({ content: 'x' }) }),
        ]),
      ),
    });
  const many = (count: number, prefix = '') => Array.from({ length: count }, (_, n) => `${prefix}s${n}`);

  it('finds none in a group beside subcommands, each to the full', () => {
    expect(commandFaults([group([...many(24), ...many(25, 'schedule ')])])).toEqual([]);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['too many in one group', many(26, 'schedule '), /^\/board schedule has 26 subcommands$/u],
    ['too many beside each other', [...many(25), 'schedule add'], /26 subcommands and groups/u],
    ['a group named like a subcommand', ['schedule', 'schedule add'], /\/board schedule is there twice/u],
    ['a group with capitals', ['Schedule add'], /\/board Schedule: the name/u],
    ['a name with capitals in a group', ['schedule Add'], /\/board schedule Add: the name/u],
    ['a group in a group', ['schedule weekly add'], /\/board schedule weekly add: the name/u],
  ])('finds %s', (_what, names, fault) => {
    expect(commandFaults([group(names)])).toEqual([expect.stringMatching(fault)]);
  });

  it('counts the characters in groups, their own among them', () => {
    const options = (last: number): OptionDefinitions =>
      Object.fromEntries([
        ...['a', 'b', 'c'].map((name) => [name, { type: 'channel', description: 'x'.repeat(100) }] as const),
        ['d', { type: 'role', description: 'x'.repeat(last) }],
      ]);
    // board 5, x 1, group 1, its description: 20 names of two with 19 separators; each: 2, description 1, options.
    const names = Array.from({ length: 20 }, (_, n) => `g s${String.fromCharCode(97 + n)}`);
    const rest = 5 + 1 + 1 + (20 * 2 + 19 * 2);
    const each = (8000 - rest) / 20 - 2 - 1 - 3 * 101 - 1;
    const fitting = Math.floor(each);
    expect(fitting).toBeLessThanOrEqual(100);
    expect(commandFaults([group(names, 'x', options(fitting))])).toEqual([]);
    expect(commandFaults([group(names, 'x', options(fitting + 1))])).toEqual([
      expect.stringMatching(/characters in all, 8000/u),
    ]);
  });
});
