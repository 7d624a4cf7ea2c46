import { describe, expect, it } from 'vitest';
import { defineCommand, type OptionDefinitions } from '../../src/discord/command.ts';
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
