import { REST } from 'discord.js';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DiscordSimulator } from '../../src/demo/discord/simulator.ts';
import { createPosts } from '../../src/discord/posts.ts';
import type { Posts } from '../../src/message/posts.ts';
import { startDiscord, TOKEN } from './harness.ts';

let discord: DiscordSimulator;
let rest: REST;
let posts: Posts;
let channelId: string;

beforeEach(async () => {
  discord = await startDiscord();
  rest = new REST({ api: discord.url, retries: 3 }).setToken(TOKEN);
  posts = createPosts(rest);
  channelId = discord.channels[0]?.id ?? '';
});
afterEach(async () => {
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
  await discord.close();
});

const shown = () => discord.channel(channelId).messages.map(({ content }) => content);

describe('a post', () => {
  it('stands in the channel, pings nobody and is known by its id', async () => {
    const id = await posts.send(channelId, { content: '@everyone banned' }, 'n1');
    const [message] = discord.channel(channelId).messages;
    expect(message).toMatchObject({ id, content: '@everyone banned', mention_everyone: false });
  });

  it('carries files and is cut to Discord’s limits', async () => {
    const files = [{ name: 'board.txt', data: Buffer.from('places') }];
    await posts.send(channelId, { content: 'x'.repeat(5000), files }, 'n1');
    const [message] = discord.channel(channelId).messages;
    expect(message?.content).toHaveLength(2000);
    expect(message && discord.file(message, 'board.txt')?.toString()).toBe('places');
  });

  it.each(['execute-then-status', 'execute-then-reset'] as const)(
    'that Discord took but answered by %s stands there once',
    async (kind) => {
      discord.fault({ kind, status: 502, method: 'POST', route: '/channels/:channel/messages' });
      await posts.send(channelId, { content: 'once' }, 'n1').catch(() => undefined);
      await posts.send(channelId, { content: 'once' }, 'n1');
      expect(shown()).toEqual(['once']);
    },
  );

  it('is replaced by an edit, old embeds included', async () => {
    const id = await posts.send(channelId, { content: 'old', embeds: [{ title: 'old' }] }, 'n1');
    await posts.edit(channelId, id, { content: 'new' });
    expect(discord.channel(channelId).messages).toMatchObject([{ id, content: 'new', embeds: [] }]);
  });

  it('to a channel that is gone fails so', async () => {
    await expect(posts.send('400000000000000009', { content: 'x' }, 'n1')).rejects.toMatchObject({
      failure: 'gone',
      channelId: '400000000000000009',
    });
  });

  it('that was deleted cannot be edited', async () => {
    const id = await posts.send(channelId, { content: 'x' }, 'n1');
    discord.channel(channelId).delete(id);
    await expect(posts.edit(channelId, id, { content: 'y' })).rejects.toMatchObject({ failure: 'gone' });
  });

  it.each([
    ['see the channel', PermissionFlagsBits.ViewChannel],
    ['send messages', PermissionFlagsBits.SendMessages],
  ])('fails as forbidden where the bot may not %s', async (_what, permission) => {
    discord.channel(channelId).deny(permission);
    await expect(posts.send(channelId, { content: 'x' }, 'n1')).rejects.toMatchObject({
      failure: 'forbidden',
      message: expect.stringContaining('Send Messages'),
    });
  });

  it('fails as unavailable while Discord has its own trouble', async () => {
    discord.fault({ kind: 'status', status: 503, route: '/channels/:channel/messages', times: 4 });
    await expect(posts.send(channelId, { content: 'x' }, 'n1')).rejects.toMatchObject({
      failure: 'unavailable',
    });
  });

  it('fails as refused when it is the message that Discord does not take', async () => {
    discord.fault({ kind: 'status', status: 400, route: '/channels/:channel/messages', times: 1 });
    await expect(posts.send(channelId, { content: 'x' }, 'n1')).rejects.toMatchObject({ failure: 'refused' });
  });
});
