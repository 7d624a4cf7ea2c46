import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Autocomplete,
  type Choice,
  defineAction,
  defineCommandGroup,
} from '../../src/discord/command.ts';
import { ApiTimeoutError } from '../../src/http/errors.ts';
import { type Bot, GENERAL, gate, MODERATOR_ROLE, startBot } from './harness.ts';

let suggest: Autocomplete;
let bot: Bot;

beforeAll(async () => {
  bot = await startBot([
    defineCommandGroup({
      name: 'flag',
      description: 'x',
      access: 'everyone',
      subcommands: {
        add: defineAction({
          description: 'x',
          visibility: 'public',
          options: {
            player: { type: 'string', description: 'x', autocomplete: (...args) => suggest(...args) },
            flag: { type: 'string', description: 'x' },
          },
          run: async () => ({ content: 'x' }),
        }),
        'rule add': defineAction({
          description: 'x',
          access: 'moderator',
          visibility: 'public',
          options: {
            where: { type: 'channel', description: 'x' },
            player: { type: 'string', description: 'x', autocomplete: (...args) => suggest(...args) },
          },
          run: async () => ({ content: 'x' }),
        }),
      },
    }),
  ]);
});
afterAll(() => bot.stop());

const complete = (text: string, user = bot.discord.user()) =>
  bot.discord.autocomplete({
    name: 'flag',
    subcommand: 'add',
    user,
    focused: 'player',
    options: { player: text, flag: 'griefer' },
  });

describe('a completion', () => {
  it('hands over what is typed, and what the other options hold', async () => {
    suggest = async ({ text, others }) => [{ name: `${text} ${JSON.stringify(others)}`, value: '1' }];
    expect(await complete('Vip')).toMatchObject([{ name: 'Vip {"flag":"griefer"}', value: '1' }]);
  });

  it('reaches a subcommand in a group, for those whom the subcommand is for', async () => {
    suggest = async ({ text, others }) => [{ name: `${text} ${JSON.stringify(others)}`, value: '1' }];
    const typed = {
      name: 'flag',
      subcommand: 'rule add',
      focused: 'player',
      options: { player: 'V', where: GENERAL },
    };
    const moderator = bot.discord.user({ roles: [MODERATOR_ROLE] });
    expect(await bot.discord.autocomplete({ ...typed, user: moderator })).toMatchObject([
      { name: `V {"where":"${GENERAL}"}` },
    ]);
    expect(await bot.discord.autocomplete({ ...typed, user: bot.discord.user() })).toEqual([]);
  });

  it('shows 25 choices, shortens names, and leaves out values that Discord would refuse', async () => {
    const choices: Choice<string>[] = Array.from({ length: 40 }, (_, n) => ({
      name: `n${n}`,
      value: `v${n}`,
    }));
    suggest = async () => [
      { name: 'too long a value', value: 'v'.repeat(101) },
      { name: 'no value', value: '' },
      { name: `${'x'.repeat(98)}👨‍👩‍👧`, value: 'long' },
      { name: '', value: 'nameless' },
      { name: 'again', value: 'long' },
      ...choices,
    ];
    const shown = await complete('n');
    expect(shown).toHaveLength(25);
    expect(shown.slice(0, 3).map(({ name, value }) => [name, value])).toEqual([
      [`${'x'.repeat(98)}…`, 'long'],
      ['\u200b', 'nameless'],
      ['n0', 'v0'],
    ]);
  });

  it.each([
    ['of an API', new ApiTimeoutError('x', { api: 'DCSServerBot', method: 'GET', url: 'x' }), 20],
    ['of Squawk', new TypeError('x'), 40],
  ] as const)('shows nothing after an error %s, which is logged', async (_whose, error, level) => {
    suggest = async () => {
      throw error;
    };
    expect(await complete('a')).toEqual([]);
    expect(bot.lines.findLast(({ err }) => err !== undefined)).toMatchObject({
      level,
      err: { type: error.name },
    });
  });

  it('ends when the person types on', async () => {
    const user = bot.discord.user();
    const begun = gate();
    let reason: unknown;
    suggest = async ({ text }, { call }) => {
      if (text !== 'V') return [{ name: 'Viper', value: '1' }];
      call.signal?.addEventListener('abort', () => {
        reason = call.signal?.reason;
      });
      begun.open();
      return await new Promise<never>(() => undefined);
    };
    const first = complete('V', user);
    await begun.passed;
    expect(await complete('Vi', user)).toHaveLength(1);
    expect(await first).toEqual([]);
    // Not the end of its time, which would come too.
    expect(reason).toMatchObject({ name: 'AbortError' });
  });

  it('of one person does not end that of another', async () => {
    const begun = gate();
    const later = gate();
    suggest = async ({ text }) => {
      if (text !== 'slow') return [];
      begun.open();
      await later.passed;
      return [{ name: 'still here', value: '1' }];
    };
    const slow = complete('slow');
    await begun.passed;
    await complete('fast');
    later.open();
    expect(await slow).toHaveLength(1);
  });

  it('that takes too long shows nothing in time, and hands down its deadline', async () => {
    let leftMs = 0;
    suggest = async (_query, { call, now }) => {
      leftMs = (call.deadline ?? 0) - now();
      return await new Promise<never>(() => undefined);
    };
    expect(await complete('a')).toEqual([]);
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(2500);
  });
});
