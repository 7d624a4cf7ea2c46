import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineCommand } from '../../src/discord/command.ts';
import type { Context } from '../../src/discord/context.ts';
import type { Message } from '../../src/message/message.ts';
import { type Bot, gate, startBot } from './harness.ts';

let handler: (context: Context) => Promise<Message>;
let bot: Bot;

beforeEach(async () => {
  bot = await startBot([
    defineCommand({
      name: 'work',
      description: 'x',
      access: 'everyone',
      visibility: 'public',
      options: {},
      run: (_input, context) => handler(context),
    }),
  ]);
});
afterEach(() => bot.stop());

const work = () => bot.discord.command({ name: 'work', user: bot.discord.user() });

describe('draining', () => {
  it('ends at once when nothing is being done', async () => {
    await bot.router.drain(60_000);
  });

  it('waits for what is being done, and its answer is sent before it ends', async () => {
    const begun = gate();
    const later = gate();
    handler = async () => {
      begun.open();
      await later.passed;
      return { content: 'finished' };
    };
    const handle = work();
    await begun.passed;
    const drained = bot.router.drain(60_000);
    later.open();
    await drained;
    expect(handle.message?.content).toBe('finished');
  });

  it('answers what is new with the advice to try again', async () => {
    const begun = gate();
    const later = gate();
    handler = async () => {
      begun.open();
      await later.passed;
      return { content: 'finished' };
    };
    const old = work();
    await begun.passed;
    const drained = bot.router.drain(60_000);
    const fresh = work();
    expect((await fresh.reply()).content).toMatch(/restarting.*Try again/u);
    expect(fresh.ephemeral).toBe(true);
    later.open();
    await drained;
    expect(old.message?.content).toBe('finished');
  });

  it('aborts what is left after the grace time, and tells the person', async () => {
    const begun = gate();
    handler = async ({ call }) => {
      begun.open();
      await new Promise((_resolve, reject) => {
        call.signal?.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')));
      });
      return { content: 'never' };
    };
    const handle = work();
    await begun.passed;
    await bot.router.drain(50);
    expect(handle.message?.content).toMatch(/restarting and could not finish.*look whether it was done/u);
    expect(handle.ephemeral).toBe(true);
    expect(bot.lines).toContainEqual(expect.objectContaining({ level: 40, aborted: 1, stuck: 0 }));
  });

  it('does not wait for a handler that heeds nothing', async () => {
    const begun = gate();
    handler = async () => {
      begun.open();
      return await new Promise<never>(() => undefined);
    };
    const handle = work();
    await begun.passed;
    await bot.router.drain(50);
    expect(handle.message?.content).toMatch(/could not finish/u);
  });
});
