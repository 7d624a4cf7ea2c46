import { Events, GatewayIntentBits } from 'discord.js';
import { afterEach, describe, expect, it } from 'vitest';
import { APPLICATION_ID, type Bot, createClient, GUILD_ID, startBot, TOKEN } from './bot.ts';

let bot: Bot | undefined;
afterEach(async () => {
  await bot?.close();
  bot = undefined;
});

const COMMANDS = [{ name: 'hello', description: 'Says hello' }];

describe('a discord.js client at the simulated gateway', () => {
  it('logs in, and knows its user and its guild with roles and channels', async () => {
    bot = await startBot(undefined, {
      roles: [{ id: '300000000000000001', name: 'Moderator' }],
      channels: [{ id: '400000000000000001', name: 'ops' }],
    });
    expect(bot.client.application.id).toBe(APPLICATION_ID);
    // Of applications that were made long ago the two differ, so nobody may take one for the other.
    expect(bot.client.user.id).not.toBe(APPLICATION_ID);
    const guild = bot.client.guilds.cache.get(GUILD_ID);
    expect(guild?.roles.cache.get('300000000000000001')?.name).toBe('Moderator');
    expect(guild?.channels.cache.get('400000000000000001')?.name).toBe('ops');
    expect(guild?.members.me?.permissions.has('SendMessages')).toBe(true);
    expect(bot.sim.gateway.identifies).toEqual([GatewayIntentBits.Guilds]);
  });

  it('is refused with a wrong token, at the gateway as at the REST API', async () => {
    bot = await startBot();
    const stranger = createClient(bot.sim.url);
    await expect(stranger.login('another.token')).rejects.toThrow('An invalid token was provided.');
    const { WebSocket } = await import('ws');
    const socket = new WebSocket(
      `${bot.sim.url.replace('http', 'ws').replace('/api', '')}/?v=10&encoding=json`,
    );
    const code = new Promise<number>((resolve) => socket.once('close', resolve));
    socket.once('open', () =>
      socket.send(JSON.stringify({ op: 2, d: { token: 'another.token', intents: 1, properties: {} } })),
    );
    expect(await code).toBe(4004);
  });

  it('is refused privileged intents', async () => {
    bot = await startBot();
    const greedy = createClient(bot.sim.url, [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent]);
    await expect(greedy.login(TOKEN)).rejects.toThrow('disallowed intents');
  });

  it('resumes after a dropped connection and gets what happened meanwhile', async () => {
    bot = await startBot(async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply('hello');
    });
    const { sim, client } = bot;
    await client.application.commands.set(COMMANDS, GUILD_ID);
    sim.gateway.drop();
    await sim.gateway.changes.until(
      () => !sim.gateway.connected || undefined,
      () => 'the drop',
      5_000,
    );
    const handle = sim.command({ user: sim.user(), name: 'hello' });
    expect((await handle.reply()).content).toBe('hello');
    expect(sim.gateway.resumes).toHaveLength(1);
    expect(sim.gateway.identifies).toHaveLength(1);
  });

  it('resumes when it is asked to reconnect', async () => {
    bot = await startBot();
    const { gateway } = bot.sim;
    gateway.requestReconnect();
    await gateway.changes.until(
      () => gateway.resumes.length === 1 || undefined,
      () => 'a resumption',
      5_000,
    );
    expect(gateway.identifies).toHaveLength(1);
  });

  it('identifies anew when its session is forgotten', async () => {
    bot = await startBot();
    const { gateway } = bot.sim;
    const ready = new Promise((resolve) => bot?.client.once(Events.ShardReady, resolve));
    gateway.forgetSessions();
    gateway.requestReconnect();
    await ready;
    expect(gateway.identifies).toHaveLength(2);
    expect(gateway.resumes).toHaveLength(0);
  });

  it('reconnects by itself when its heartbeats are not acknowledged', async () => {
    bot = await startBot(undefined, { heartbeatIntervalMs: 200 });
    const { gateway } = bot.sim;
    gateway.acking = false;
    await gateway.changes.until(
      () => gateway.resumes.length > 0 || undefined,
      () => 'a resumption',
      5_000,
    );
    gateway.acking = true;
    expect(gateway.identifies).toHaveLength(1);
  });
});
