import { REST } from 'discord.js';
import { ChannelType, OverwriteType, PermissionFlagsBits as P, Routes } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { DiscordSimulator } from '../../src/demo/discord/simulator.ts';
import { permissionsIn, type Standing } from '../../src/discord/channel-permissions.ts';
import { createChannels } from '../../src/discord/channels.ts';
import type { ChannelPermission, Channels } from '../../src/message/channels.ts';
import { GENERAL, GUILD, MODERATOR_ROLE, PILOT_ROLE, startDiscord, TOKEN } from './harness.ts';

const CATEGORY = '400000000000000002';
const NEWS = '400000000000000003';
const THREAD = '400000000000000004';
const NEEDED: readonly ChannelPermission[] = ['View Channel', 'Send Messages', 'Embed Links'];

let discord: DiscordSimulator;
let rest: REST;
let channels: Channels;
const inGuild = (guildId: string) =>
  createChannels({ rest, guildId, nameOf: (id) => (id === GENERAL ? 'general' : undefined), now: Date.now });

beforeEach(async () => {
  discord = await startDiscord([
    { id: GENERAL, name: 'general' },
    { id: CATEGORY, name: 'Talk', type: ChannelType.GuildCategory },
    { id: NEWS, name: 'news', type: ChannelType.GuildAnnouncement },
    { id: THREAD, name: 'topic', type: ChannelType.PublicThread, parentId: GENERAL },
  ]);
  rest = new REST({ api: discord.url, retries: 0 }).setToken(TOKEN);
  channels = inGuild(GUILD);
});
afterEach(async () => {
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
  await discord.close();
});

describe('the check of a channel', () => {
  it.each([
    ['a text channel', GENERAL],
    ['a channel for announcements', NEWS],
    ['a thread', THREAD],
  ])('finds nothing against %s in which the bot may do what is needed', async (_what, id) => {
    expect(await channels.check(id, NEEDED)).toEqual({ kind: 'ok' });
  });

  it('names what the bot lacks, of what is needed', async () => {
    discord.channel(GENERAL).deny(P.SendMessages | P.EmbedLinks | P.ReadMessageHistory);
    expect(await channels.check(GENERAL, [...NEEDED, 'Pin Messages'])).toEqual({
      kind: 'lacks',
      permissions: ['Send Messages', 'Embed Links'],
    });
    expect(await channels.check(GENERAL, ['Mention Everyone'])).toMatchObject({ kind: 'lacks' });
    discord.channel(GENERAL).grant(P.MentionEveryone);
    expect(await channels.check(GENERAL, ['Mention Everyone'])).toEqual({ kind: 'ok' });
  });

  it('asks anew each time', async () => {
    expect(await channels.check(GENERAL, NEEDED)).toEqual({ kind: 'ok' });
    discord.channel(GENERAL).deny(P.SendMessages);
    expect(await channels.check(GENERAL, NEEDED)).toMatchObject({ kind: 'lacks' });
  });

  it('counts in a thread what holds around it, and sending in threads in place of sending', async () => {
    discord.channel(GENERAL).deny(P.SendMessages);
    expect(await channels.check(THREAD, NEEDED)).toEqual({ kind: 'ok' });
    discord.channel(GENERAL).deny(P.SendMessagesInThreads | P.EmbedLinks);
    expect(await channels.check(THREAD, NEEDED)).toEqual({
      kind: 'lacks',
      permissions: ['Send Messages', 'Embed Links'],
    });
  });

  it('knows no channel that is gone, hidden from the bot, somebody’s own, or of another guild', async () => {
    const elsewhere = discord.addGuild();
    const stranger = discord.channel(GENERAL);
    stranger.deny(P.ViewChannel);
    const direct = discord.direct(discord.user().id).id;
    for (const id of ['400000000000000009', GENERAL, direct, elsewhere.id]) {
      expect(await channels.check(id, NEEDED)).toEqual({ kind: 'unknown' });
    }
    stranger.deny(0n);
    const other = inGuild(elsewhere.id);
    expect(await other.check(GENERAL, NEEDED)).toEqual({ kind: 'unknown' });
  });

  it('finds no place for messages in a category', async () => {
    expect(await channels.check(CATEGORY, NEEDED)).toEqual({ kind: 'wrong-type' });
  });

  it('fails as unavailable while Discord has its own trouble', async () => {
    discord.fault({ kind: 'status', status: 503, route: '/channels/:channel' });
    await expect(channels.check(GENERAL, NEEDED)).rejects.toMatchObject({
      name: 'PostError',
      failure: 'unavailable',
      channelId: GENERAL,
    });
  });
});

describe('the ping of a role', () => {
  it('is possible for one that everybody may mention, or for a bot that may mention all', async () => {
    expect(await channels.canPing(GENERAL, PILOT_ROLE)).toBe(true);
    expect(await channels.canPing(GENERAL, MODERATOR_ROLE)).toBe(false);
    discord.channel(GENERAL).grant(P.MentionEveryone);
    expect(await channels.canPing(GENERAL, MODERATOR_ROLE)).toBe(true);
    expect(await channels.canPing(THREAD, MODERATOR_ROLE)).toBe(true);
  });

  it('is never possible for a role that is none, or everybody’s', async () => {
    discord.channel(GENERAL).grant(P.MentionEveryone);
    expect(await channels.canPing(GENERAL, '300000000000000009')).toBe(false);
    expect(await channels.canPing(GENERAL, GUILD)).toBe(false);
  });
});

describe('a person of the community', () => {
  it('is one until they leave', async () => {
    const { id } = discord.user();
    expect(await channels.isMember(id)).toBe(true);
    discord.leave(id);
    expect(await channels.isMember(id)).toBe(false);
    expect(await channels.isMember('no id')).toBe(false);
    discord.fault({ kind: 'status', status: 503, route: '/guilds/:guild/members/:user' });
    await expect(channels.isMember(id)).rejects.toMatchObject({ failure: 'unavailable' });
  });

  it('sees what is not hidden from them, and of a thread what is around it', async () => {
    const { id } = discord.user({ roles: [PILOT_ROLE] });
    expect([await channels.sees(id, GENERAL), await channels.sees(id, THREAD)]).toEqual([true, true]);
    discord.channel(GENERAL).hide();
    expect([await channels.sees(id, GENERAL), await channels.sees(id, THREAD)]).toEqual([false, false]);
    expect(await channels.check(GENERAL, NEEDED)).toEqual({ kind: 'ok' });
    const { owner_id: ownerId } = z
      .object({ owner_id: z.string() })
      .parse(await rest.get(Routes.guild(GUILD)));
    discord.user({ id: ownerId });
    expect(await channels.sees(ownerId, GENERAL)).toBe(true);
  });

  it('sees nothing after they left, and no channel that is gone or elsewhere', async () => {
    const { id } = discord.user();
    const direct = discord.direct(id).id;
    expect(await channels.sees(id, '400000000000000009')).toBe(false);
    expect(await channels.sees(id, direct)).toBe(false);
    discord.leave(id);
    expect(await channels.sees(id, GENERAL)).toBe(false);
  });
});

// The table of https://discord.com/developers/docs/topics/permissions#permission-overwrites, step by step.
describe('what a member may do', () => {
  const [A, B] = ['11', '12'];
  const standing = (changes: Partial<Standing> = {}): Standing => ({
    guildId: '1',
    userId: '99',
    roleIds: [A, B],
    roles: [
      { id: '1', permissions: P.ViewChannel, mentionable: false },
      { id: A, permissions: P.SendMessages, mentionable: false },
      { id: B, permissions: 0n, mentionable: false },
      { id: '13', permissions: P.PinMessages, mentionable: false },
    ],
    overwrites: [],
    timedOut: false,
    ...changes,
  });
  const over = (id: string, allow: bigint, deny: bigint, type = OverwriteType.Role) => ({
    id,
    type,
    allow,
    deny,
  });

  it.each<[string, bigint, Partial<Standing>]>([
    ['is what everybody and the own roles may', P.ViewChannel | P.SendMessages, {}],
    [
      'is what everybody may not there, nor another role may',
      P.SendMessages,
      { overwrites: [over('1', 0n, P.ViewChannel), over('13', P.ViewChannel, 0n)] },
    ],
    [
      'is given back by a role',
      P.ViewChannel | P.SendMessages,
      { overwrites: [over(A, P.ViewChannel, 0n), over('1', 0n, P.ViewChannel)] },
    ],
    [
      'is given by one role though another takes it',
      P.ViewChannel | P.SendMessages,
      { overwrites: [over(A, P.SendMessages, 0n), over(B, 0n, P.SendMessages)] },
    ],
    [
      'is decided last by what stands for the member',
      P.ViewChannel,
      {
        overwrites: [
          over('99', 0n, P.SendMessages, OverwriteType.Member),
          over(A, P.SendMessages, 0n),
          over('98', P.PinMessages, 0n, OverwriteType.Member),
        ],
      },
    ],
    [
      'is not decided by a role with the member’s id, or a member with the role’s',
      P.ViewChannel | P.SendMessages,
      { overwrites: [over('99', 0n, P.SendMessages), over(A, 0n, P.SendMessages, OverwriteType.Member)] },
    ],
    [
      'is looking on alone in a timeout',
      P.ViewChannel,
      { timedOut: true, overwrites: [over(A, P.EmbedLinks | P.PinMessages, 0n)] },
    ],
  ])('%s', (_what, expected, changes) => {
    expect(permissionsIn(standing(changes))).toBe(expected);
  });

  it('is everything for an administrator, whatever is denied, in a timeout too', () => {
    const roles = [{ id: A, permissions: P.Administrator, mentionable: false }];
    const overwrites = [over(A, 0n, P.SendMessages), over('1', 0n, P.ViewChannel)];
    const held = permissionsIn(standing({ roles, overwrites, timedOut: true }));
    expect(held & (P.SendMessages | P.ViewChannel | P.PinMessages)).toBe(
      P.SendMessages | P.ViewChannel | P.PinMessages,
    );
  });
});
