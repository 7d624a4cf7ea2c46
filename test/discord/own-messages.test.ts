import { REST } from 'discord.js';
import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DiscordSimulator, startDiscordSimulator } from '../../src/demo/discord/simulator.ts';
import { defineCommand, defineComponent } from '../../src/discord/command.ts';
import { createPosts } from '../../src/discord/posts.ts';
import type { Message } from '../../src/message/message.ts';
import type { Posts } from '../../src/message/posts.ts';
import { GENERAL, startBot, startDiscord, TOKEN } from './harness.ts';

const START = Date.parse('2026-11-22T18:00:00Z');

let now: number;
let discord: DiscordSimulator;
let rest: REST;
let posts: Posts;

beforeEach(async () => {
  now = START;
  discord = await startDiscord(undefined, () => now);
  // Without its own limit of fifty a second, for this test sends hundreds.
  rest = new REST({ api: discord.url, globalRequestsPerSecond: Number.POSITIVE_INFINITY }).setToken(TOKEN);
  posts = createPosts(rest);
});
afterEach(async () => {
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
  await discord.close();
});

const button = (key: string): Message => ({
  content: 'board',
  components: [
    {
      type: ComponentType.ActionRow,
      components: [
        { type: ComponentType.Button, style: ButtonStyle.Primary, label: 'Mine', custom_id: key },
        { type: ComponentType.Button, style: ButtonStyle.Link, label: 'Web', url: 'https://example.org' },
      ],
    },
  ],
});

describe('the bot’s own messages in a channel', () => {
  it('are found by when they were sent, with what their buttons lead to and their footers say', async () => {
    await posts.send(GENERAL, button('v1:a:b:old'), 'n1');
    now += 60_000;
    const first = await posts.send(GENERAL, button('v1:a:b:first'), 'n2');
    now += 60_000;
    const second = await posts.send(GENERAL, { embeds: [{ footer: { text: 'Ban 7' } }, {}] }, 'n3');
    expect(await posts.own(GENERAL, START + 30_000)).toEqual([
      { id: first, sentAt: START + 60_000, customIds: ['v1:a:b:first'], footers: [] },
      { id: second, sentAt: START + 120_000, customIds: [], footers: ['Ban 7'] },
    ]);
  });

  it('include what Discord dates a little earlier than we do', async () => {
    const id = await posts.send(GENERAL, { content: 'x' }, 'n1');
    expect(await posts.own(GENERAL, now + 2_000)).toMatchObject([{ id }]);
    expect(await posts.own(GENERAL, now + 10_000)).toEqual([]);
  });

  it('do not include deleted ones, or the notice of a pin', async () => {
    const [kept, deleted] = [
      await posts.send(GENERAL, { content: 'a' }, 'n1'),
      await posts.send(GENERAL, { content: 'b' }, 'n2'),
    ];
    await posts.pin(GENERAL, kept);
    await posts.delete(GENERAL, deleted);
    expect(discord.channel(GENERAL).messages).toHaveLength(2);
    expect(await posts.own(GENERAL, now)).toMatchObject([{ id: kept }]);
  });

  it('do not include what answers somebody', async () => {
    const show = {
      description: 'x',
      visibility: 'public',
      run: async () => button('v1:show:again:'),
    } as const;
    const bot = await startBot([
      defineCommand({
        ...show,
        name: 'show',
        access: 'everyone',
        options: {},
        components: { again: defineComponent({ ...show, acknowledge: 'reply' }) },
      }),
    ]);
    const user = bot.discord.user();
    const message = await bot.discord.command({ name: 'show', user }).reply();
    await bot.discord.press({ user, message, label: 'Mine' }).reply();
    const own = createPosts(bot.client.rest);
    const id = await own.send(GENERAL, button('v1:a:b:c'), 'n1');
    expect(bot.discord.channel(GENERAL).messages).toHaveLength(3);
    expect((await own.own(GENERAL, 0)).map((each) => each.id)).toEqual([id]);
    await bot.stop();
  });

  it('are found behind hundreds of others, up to five hundred', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 510; count += 1) {
      ids.push(await posts.send(GENERAL, { content: 'x' }, `n${count}`));
    }
    expect((await posts.own(GENERAL, now)).map(({ id }) => id)).toEqual(ids.slice(0, 500));
    const asked = discord.requests.filter(
      ({ method, route }) => method === 'GET' && route === '/channels/:channel/messages',
    );
    expect(asked).toHaveLength(5);
  });

  it('are those of the bot’s user, whatever other people and bots write', async () => {
    const other = await startDiscordSimulator({ token: TOKEN, applicationId: '1', guildId: '2' });
    const foreign = new REST({ api: other.url }).setToken(TOKEN);
    const channelId = other.channels[0]?.id ?? '';
    await createPosts(foreign).send(channelId, { content: 'x' }, 'n1');
    // The same channel, seen by a bot with another user.
    other.fault({ kind: 'status', status: 200, body: { id: '900000000000000001' }, route: '/users/@me' });
    expect(await createPosts(foreign).own(channelId, 0)).toEqual([]);
    expect(await createPosts(foreign).own(channelId, 0)).toHaveLength(1);
    foreign.clearHashSweeper();
    foreign.clearHandlerSweeper();
    await other.close();
  });

  it('cannot be had from a channel that is gone', async () => {
    await expect(posts.own('400000000000000009', now)).rejects.toMatchObject({ failure: 'gone' });
  });
});
