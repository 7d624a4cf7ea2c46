import { InteractionResponseType as Answer, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defineCommand, defineComponent, type Visibility } from '../../src/discord/command.ts';
import type { Message } from '../../src/message/message.ts';
import { type Bot, gate, startBot } from './harness.ts';

const MEBIBYTE = 1024 * 1024;
/** Four mebibytes of lines as an export has them. */
const LIST = Buffer.from('76561198000000000 # Viper "é"\n'.repeat(135_300));

let handler: () => Promise<Message>;
const commandOf = (name: string, visibility: Visibility) =>
  defineCommand({
    name,
    description: 'x',
    access: 'everyone',
    visibility,
    options: {},
    run: () => handler(),
    components: { export: defineComponent({ acknowledge: 'update', run: () => handler() }) },
  });

let bot: Bot;
beforeAll(async () => {
  bot = await startBot([commandOf('mine', 'ephemeral'), commandOf('ours', 'public')]);
});
afterAll(() => bot.stop());
afterEach(() => bot.discord.clearFaults());

const run = (name = 'mine') => bot.discord.command({ name, user: bot.discord.user() });
const withFile = (data: Buffer): Message => ({ content: 'the list', files: [{ name: 'bans.txt', data }] });

describe('an answer with a file', () => {
  it('of some megabytes is announced first, for Discord waits no longer than three seconds', async () => {
    for (const [name, ephemeral] of [
      ['mine', true],
      ['ours', false],
    ] as const) {
      handler = async () => withFile(LIST);
      const handle = run(name);
      expect(await handle.acknowledged()).toBe(Answer.DeferredChannelMessageWithSource);
      const message = await handle.reply();
      expect(bot.discord.file(message, 'bans.txt')?.equals(LIST)).toBe(true);
      expect([message.content, handle.ephemeral]).toEqual(['the list', ephemeral]);
    }
  });

  it('of some kilobytes goes out at once', async () => {
    handler = async () => withFile(LIST.subarray(0, 200 * 1024));
    const handle = run();
    expect(await handle.acknowledged()).toBe(Answer.ChannelMessageWithSource);
    expect(bot.discord.file(await handle.reply(), 'bans.txt')).toHaveLength(200 * 1024);
  });

  it('arrives after an announcement, and in place of a message', async () => {
    const later = gate();
    handler = async () => {
      await later.passed;
      return withFile(LIST);
    };
    const announced = run();
    await announced.acknowledged();
    later.open();
    expect(bot.discord.file(await announced.reply(), 'bans.txt')?.equals(LIST)).toBe(true);

    handler = async () => ({
      content: 'ready',
      components: [
        {
          type: ComponentType.ActionRow,
          components: [
            {
              type: ComponentType.Button,
              style: ButtonStyle.Primary,
              label: 'Export',
              custom_id: 'v1:mine:export:',
            },
          ],
        },
      ],
    });
    const user = bot.discord.user();
    const message = await bot.discord.command({ name: 'mine', user }).reply();
    handler = async () => withFile(LIST);
    const pressed = bot.discord.press({ user, message, label: 'Export' });
    const updated = await pressed.settled(({ attachments }) => attachments.length === 1);
    expect(pressed.acknowledgement).toBe(Answer.DeferredMessageUpdate);
    expect([updated.id, updated.content, updated.components]).toEqual([message.id, 'the list', []]);
    expect(bot.discord.file(updated, 'bans.txt')?.equals(LIST)).toBe(true);
  });

  it('arrives although the connection breaks while it is sent', async () => {
    bot.discord.fault({ kind: 'reset', route: '/webhooks/:application/:token/messages/:message' });
    handler = async () => withFile(LIST);
    const message = await run().reply();
    expect(bot.discord.file(message, 'bans.txt')?.equals(LIST)).toBe(true);
  });

  it('that is larger than Discord takes is told to the person, and not sent', async () => {
    const from = bot.discord.requests.length;
    handler = async () => withFile(Buffer.alloc(10.5 * MEBIBYTE, 'x'));
    const handle = run();
    expect((await handle.reply()).content).toBe(
      'That makes a file of 10.5 MiB, and Discord takes at most 10 MiB. Ask for less of it at a time.',
    );
    expect([handle.ephemeral, handle.refusals]).toEqual([true, []]);
    expect(bot.discord.requests.slice(from)).toHaveLength(1);
  });

  it('that is as large as Discord takes arrives', async () => {
    handler = async () => withFile(Buffer.alloc(10 * MEBIBYTE, 'x'));
    expect(bot.discord.file(await run().reply(), 'bans.txt')).toHaveLength(10 * MEBIBYTE);
  });
});
