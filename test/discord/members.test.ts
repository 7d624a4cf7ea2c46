import { REST } from 'discord.js';
import { PermissionFlagsBits as P, Routes } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { DiscordSimulator } from '../../src/demo/discord/simulator.ts';
import { createMembers, type Members } from '../../src/discord/members.ts';
import { ADMIN_ROLE, GUILD, MODERATOR_ROLE, PILOT_ROLE, startDiscord, TOKEN } from './harness.ts';

let discord: DiscordSimulator;
let rest: REST;
let members: Members;

beforeEach(async () => {
  discord = await startDiscord();
  rest = new REST({ api: discord.url, retries: 0 }).setToken(TOKEN);
  members = createMembers({
    rest,
    guildId: GUILD,
    access: { moderatorRoleIds: [MODERATOR_ROLE], adminRoleIds: [ADMIN_ROLE] },
  });
});
afterEach(async () => {
  rest.clearHashSweeper();
  rest.clearHandlerSweeper();
  await discord.close();
});

describe('the level of somebody who does not ask', () => {
  it.each([
    ['no role', [], 'everyone'],
    ['a role that says nothing', [PILOT_ROLE], 'everyone'],
    ['a moderator role', [MODERATOR_ROLE], 'moderator'],
    ['an admin role', [MODERATOR_ROLE, ADMIN_ROLE], 'admin'],
  ] as const)('is with %s: %#', async (_what, roles, level) => {
    expect(await members.levelOf(discord.user({ roles }).id)).toBe(level);
  });

  it('is admin through a role with Administrator, and through no other permission of Discord’s', async () => {
    const mayAll = discord.user({ roles: [MODERATOR_ROLE], permissions: P.Administrator });
    expect(await members.levelOf(mayAll.id)).toBe('admin');
    const mayBan = discord.user({ permissions: P.BanMembers | P.ManageGuild });
    expect(await members.levelOf(mayBan.id)).toBe('everyone');
  });

  it('is admin for the owner, who needs no role', async () => {
    const guild = z.object({ owner_id: z.string() }).parse(await rest.get(Routes.guild(GUILD)));
    discord.user({ id: guild.owner_id });
    expect(await members.levelOf(guild.owner_id)).toBe('admin');
  });

  it('is that of this moment: a role that was taken counts no more', async () => {
    const { id } = discord.user({ roles: [MODERATOR_ROLE, PILOT_ROLE] });
    expect(await members.levelOf(id)).toBe('moderator');
    discord.takeRole(id, MODERATOR_ROLE);
    expect(await members.levelOf(id)).toBe('everyone');
    discord.setRoles(id, [ADMIN_ROLE]);
    expect(await members.levelOf(id)).toBe('admin');
  });

  it('is none for who left, and for who never was there', async () => {
    const { id } = discord.user({ roles: [ADMIN_ROLE] });
    discord.leave(id);
    expect(await members.levelOf(id)).toBeUndefined();
    expect(await members.levelOf('100000000000000099')).toBeUndefined();
  });

  it.each([
    ['about the person', '/guilds/:guild/members/:user'],
    ['about the roles', '/guilds/:guild'],
  ])('is unknown when Discord does not answer %s', async (_what, route) => {
    const { id } = discord.user({ roles: [ADMIN_ROLE] });
    discord.fault({ kind: 'status', status: 503, route });
    await expect(members.levelOf(id)).rejects.toMatchObject({ name: 'PostError', failure: 'unavailable' });
    expect(await members.levelOf(id)).toBe('admin');
  });

  it('is unknown when Discord answers something else than it should', async () => {
    const { id } = discord.user({ roles: [ADMIN_ROLE] });
    discord.fault({
      kind: 'status',
      status: 200,
      body: { roles: 'all' },
      route: '/guilds/:guild/members/:user',
    });
    await expect(members.levelOf(id)).rejects.toMatchObject({ name: 'PostError', failure: 'unavailable' });
  });

  it('is unknown when the bot is not in the community any more', async () => {
    const elsewhere = discord.addGuild({ botIsMember: false });
    const strange = createMembers({
      rest,
      guildId: elsewhere.id,
      access: { moderatorRoleIds: [MODERATOR_ROLE], adminRoleIds: [ADMIN_ROLE] },
    });
    await expect(strange.levelOf(discord.user().id)).rejects.toMatchObject({ name: 'PostError' });
  });
});
