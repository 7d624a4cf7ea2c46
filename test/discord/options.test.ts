import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defineCommand, OutdatedCommandError } from '../../src/discord/command.ts';
import type { Context } from '../../src/discord/context.ts';
import type { Attachment } from '../../src/message/attachments.ts';
import type { Message } from '../../src/message/message.ts';
import { type Bot, startBot } from './harness.ts';

interface Given {
  readonly list: Attachment;
  readonly who: string | undefined;
  readonly other: Attachment | undefined;
}

let handler: (input: Given, context: Context) => Promise<Message>;

const command = defineCommand({
  name: 'take',
  description: 'Takes a file',
  access: 'everyone',
  visibility: 'ephemeral',
  options: {
    who: { type: 'user', description: 'Whose' },
    list: { type: 'attachment', description: 'A list', required: true },
    other: { type: 'attachment', description: 'Another list' },
    note: {
      type: 'string',
      description: 'x',
      autocomplete: async ({ others }) => [{ name: JSON.stringify(others), value: 'x' }],
    },
  },
  // The parameter's type proves what the definition infers.
  run: (input, context) => handler(input, context),
});

let bot: Bot;
beforeAll(async () => {
  bot = await startBot([command]);
});
afterAll(() => bot.stop());
beforeEach(() => {
  handler = async (input) => ({ content: JSON.stringify(input) });
});

const list = { name: 'meine bans.csv', text: 'a,b' };
const take = (options: Parameters<Bot['discord']['command']>[0]['options']) =>
  bot.discord.command({ name: 'take', user: bot.discord.user(), options });

describe('an option for a file', () => {
  it('gives the handler what Discord tells of it', async () => {
    const { content } = await take({ list }).reply();
    const { list: given, ...rest } = JSON.parse(content);
    expect(given).toMatchObject({ name: 'meine_bans.csv', size: 3, contentType: 'text/csv; charset=utf-8' });
    expect(rest).toEqual({});
  });

  it('has no type where Discord cannot tell, and more of them may be there', async () => {
    handler = async ({ list: first, other }) => ({
      content: JSON.stringify([first.contentType ?? 'none', first.name, other?.name]),
    });
    const { content } = await take({
      list: { name: 'bans', data: Buffer.from([1, 2]) },
      other: list,
    }).reply();
    expect(JSON.parse(content)).toEqual(['none', 'bans', 'meine_bans.csv']);
  });

  it('is read from Discord, some megabytes of it too', async () => {
    handler = async ({ list: given }, { attachments }) => ({
      content: String((await attachments.read(given, 5_000_000)).length),
    });
    const { content } = await take({ list: { name: 'x.txt', text: 'é'.repeat(2_000_000) } }).reply();
    expect(content).toBe('4000000');
  });

  it('that Discord has lost meanwhile is told to who gave it', async () => {
    handler = async ({ list: given }, { attachments }) => {
      bot.discord.forgetUploads();
      return { content: (await attachments.read(given, 100)).toString() };
    };
    const handle = take({ list });
    expect((await handle.reply()).content).toBe(
      'Discord has this file no more. Run the command again with the file.',
    );
    expect(handle.ephemeral).toBe(true);
  });

  it('is out of date when it holds no file', async () => {
    let kept: Context | undefined;
    handler = async (_input, context) => {
      kept = context;
      return { content: 'kept' };
    };
    await take({ list }).reply();
    if (kept === undefined || command.body.kind !== 'action') throw new Error('no context');
    await expect(command.body.action.invoke({ list: '100000000000000099' }, kept)).rejects.toThrow(
      OutdatedCommandError,
    );
  });

  it('says nothing to a completion beside it', async () => {
    const choices = await bot.discord.autocomplete({
      name: 'take',
      user: bot.discord.user(),
      focused: 'note',
      options: { list, note: 'x' },
    });
    expect(choices).toMatchObject([{ name: '{}' }]);
  });
});

describe('an option for a person', () => {
  it('gives the handler their id, whether they are in the community or not', async () => {
    handler = async ({ who }) => ({ content: who ?? 'nobody' });
    const { id } = bot.discord.user();
    expect((await take({ list, who: id }).reply()).content).toBe(id);
    bot.discord.leave(id);
    expect((await take({ list, who: id }).reply()).content).toBe(id);
    expect((await take({ list }).reply()).content).toBe('nobody');
  });

  it('is out of date when it holds no id', async () => {
    let kept: Context | undefined;
    handler = async (_input, context) => {
      kept = context;
      return { content: 'kept' };
    };
    await take({ list }).reply();
    if (kept === undefined || command.body.kind !== 'action') throw new Error('no context');
    const given = { name: 'x', url: 'x', size: 1, contentType: undefined };
    await expect(command.body.action.invoke({ list: given, who: 'Viper' }, kept)).rejects.toThrow(
      OutdatedCommandError,
    );
  });
});

describe('both', () => {
  it('are registered as what they are, required ones first', () => {
    expect(bot.discord.commands[0]?.form.options?.map(({ name, type }) => [name, type])).toEqual([
      ['list', 11],
      ['who', 6],
      ['other', 11],
      ['note', 3],
    ]);
  });
});

describe('who asks', () => {
  it('is told with the id of the interaction, each time another one', async () => {
    handler = async (_input, { asker }) => ({ content: asker.interactionId });
    const [first, second] = [take({ list }), take({ list })];
    expect((await first.reply()).content).toBe(first.id);
    expect((await second.reply()).content).toBe(second.id);
    expect(first.id).not.toBe(second.id);
  });
});
