import { REST } from 'discord.js';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DiscordSimulator } from '../../src/demo/discord/simulator.ts';
import { createPosts } from '../../src/discord/posts.ts';
import type { Posts } from '../../src/message/posts.ts';
import { MODERATOR_ROLE, PILOT_ROLE, startDiscord, TOKEN } from './harness.ts';

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
      messageGone: false,
    });
  });

  it('that was deleted cannot be edited', async () => {
    const id = await posts.send(channelId, { content: 'x' }, 'n1');
    discord.channel(channelId).delete(id);
    await expect(posts.edit(channelId, id, { content: 'y' })).rejects.toMatchObject({
      failure: 'gone',
      messageGone: true,
    });
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

describe('a ping', () => {
  const text = (...ids: string[]) => ids.map((id) => `<@&${id}>`).join(' ');

  it('reaches the roles and people that it names, and no others', async () => {
    const [one, other] = [discord.user(), discord.user()];
    const content = `${text(MODERATOR_ROLE, PILOT_ROLE)} <@${one.id}> <@${other.id}> @everyone`;
    discord.channel(channelId).grant(PermissionFlagsBits.MentionEveryone);
    await posts.send(channelId, { content }, 'n1', { roleIds: [PILOT_ROLE], userIds: [other.id] });
    expect(discord.channel(channelId).messages).toMatchObject([
      { mention_roles: [PILOT_ROLE], mentions: [{ id: other.id }], mention_everyone: false },
    ]);
  });

  it('does not reach a role that the bot may not mention', async () => {
    await posts.send(channelId, { content: text(MODERATOR_ROLE) }, 'n1', { roleIds: [MODERATOR_ROLE] });
    expect(discord.channel(channelId).messages).toMatchObject([{ mention_roles: [] }]);
  });

  it('is none in an edit', async () => {
    discord.channel(channelId).grant(PermissionFlagsBits.MentionEveryone);
    const id = await posts.send(channelId, { content: 'x' }, 'n1');
    await posts.edit(channelId, id, { content: `${text(PILOT_ROLE)} @everyone` });
    expect(discord.requests.at(-1)?.body).toMatchObject({ allowed_mentions: { parse: [] } });
  });
});

describe('a pin', () => {
  it('stands on the message until it is taken off', async () => {
    const id = await posts.send(channelId, { content: 'board' }, 'n1');
    await posts.pin(channelId, id);
    expect(discord.channel(channelId).pins).toMatchObject([{ id }]);
    await posts.unpin(channelId, id);
    expect(discord.channel(channelId).pins).toEqual([]);
  });

  it('that is not there can be taken off, also from a message that is gone', async () => {
    const id = await posts.send(channelId, { content: 'board' }, 'n1');
    await posts.unpin(channelId, id);
    discord.channel(channelId).delete(id);
    await posts.unpin(channelId, id);
    await expect(posts.pin(channelId, id)).rejects.toMatchObject({ failure: 'gone', messageGone: true });
  });

  it('wants Pin Messages, and the failure says so', async () => {
    const id = await posts.send(channelId, { content: 'board' }, 'n1');
    discord.channel(channelId).deny(PermissionFlagsBits.PinMessages);
    await expect(posts.pin(channelId, id)).rejects.toMatchObject({
      failure: 'forbidden',
      message: expect.stringContaining('Pin Messages'),
    });
  });
});

describe('a post that is taken back', () => {
  it('is gone, and may be so already', async () => {
    const id = await posts.send(channelId, { content: 'x' }, 'n1');
    await posts.delete(channelId, id);
    expect(shown()).toEqual([]);
    await posts.delete(channelId, id);
  });

  it('is still to be taken back while the bot may not see the channel', async () => {
    const id = await posts.send(channelId, { content: 'x' }, 'n1');
    discord.channel(channelId).deny(PermissionFlagsBits.ViewChannel);
    await expect(posts.delete(channelId, id)).rejects.toMatchObject({ failure: 'forbidden' });
  });
});

describe('what Discord says in a code', () => {
  it.each([
    [403, 50_278, 'forbidden', 'takes no direct messages'],
    [400, 50_083, 'forbidden', 'archived'],
    [400, 30_003, 'refused', 'take the pin off another one'],
    [400, 30_046, 'unavailable', 'only so often'],
    [400, 40_003, 'unavailable', 'did not take'],
    [404, 10_013, 'gone', 'does not know the person'],
  ] as const)('%s %s is %s', async (status, code, failure, text) => {
    const body = { code, message: 'in its own words' };
    discord.fault({ kind: 'status', status, body, route: '/channels/:channel/messages' });
    await expect(posts.send(channelId, { content: 'x' }, 'n1')).rejects.toMatchObject({
      failure,
      message: expect.stringMatching(new RegExp(`${text}.*code ${code}: in its own words`, 'u')),
    });
  });
});

describe('direct messages', () => {
  it('are opened with a person, and written like a channel', async () => {
    const person = discord.user();
    const direct = await posts.openDirect(person.id);
    expect(await posts.openDirect(person.id)).toBe(direct);
    await posts.send(direct, { content: 'ready' }, 'n1');
    expect(discord.direct(person.id).messages).toMatchObject([{ content: 'ready' }]);
  });

  it('fail as forbidden where the person takes none, and as gone without the person', async () => {
    const person = discord.user();
    const direct = await posts.openDirect(person.id);
    discord.closeDirect(person.id);
    await expect(posts.send(direct, { content: 'ready' }, 'n1')).rejects.toMatchObject({
      failure: 'forbidden',
      message: expect.stringContaining('privacy settings'),
    });
    await expect(posts.openDirect('500000000000000009')).rejects.toMatchObject({ failure: 'gone' });
  });
});
