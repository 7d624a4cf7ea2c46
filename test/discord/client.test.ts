import { PermissionsBitField } from 'discord.js';
import { GatewayCloseCodes, GatewayIntentBits } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DiscordSimulator } from '../../src/demo/discord/simulator.ts';
import { createDiscordClient, type DiscordClient, inviteUrl } from '../../src/discord/client.ts';
import type { DiscordStartError } from '../../src/discord/start-error.ts';
import { configFor, keepingLog, startDiscord, TOKEN } from './harness.ts';

let discord: DiscordSimulator;
let client: DiscordClient | undefined;

beforeEach(async () => {
  discord = await startDiscord();
});
afterEach(async () => {
  await client?.destroy();
  await discord.close();
});

function connecting(changes: Partial<ReturnType<typeof configFor>['discord']> = {}, readyWithinMs = 10_000) {
  const { log, lines } = keepingLog();
  const config = configFor(discord.url);
  client = createDiscordClient({
    config: { ...config, discord: { ...config.discord, ...changes } },
    log,
    readyWithinMs,
  });
  return { client, lines, connected: client.connect() };
}

describe('the client', () => {
  it('asks the gateway for guilds alone', async () => {
    await connecting().connected;
    expect(discord.gateway.identifies).toEqual([GatewayIntentBits.Guilds]);
  });

  it('knows no latency before the first heartbeat', () => {
    const { log } = keepingLog();
    client = createDiscordClient({ config: configFor(discord.url), log });
    expect(client.latencyMs()).toBe(-1);
  });

  it('can be closed twice, and says nothing of a reconnection', async () => {
    const { client: connectedClient, lines, connected } = connecting();
    await connected;
    await connectedClient.destroy();
    await connectedClient.destroy();
    expect(JSON.stringify(lines)).not.toContain('Reconnecting');
  });

  it('does not wait for a gateway that says nothing any more', async () => {
    const { client: connectedClient, connected } = connecting();
    await connected;
    discord.gateway.freeze();
    const since = performance.now();
    await connectedClient.destroy();
    expect(performance.now() - since).toBeLessThan(4_000);
  });

  it('says so when the bot is not in the community’s guild, with a link that lets it in', async () => {
    const { lines, connected } = connecting({ guildId: '200000000000000009' });
    await connected;
    expect(lines.find(({ level }) => level === 50)).toMatchObject({
      msg: expect.stringContaining('DISCORD_GUILD_ID'),
      invite: expect.stringContaining('client_id='),
    });
  });

  it('asks in that link for what it takes to post, to find its posts, and to pin them', () => {
    const asked = BigInt(new URL(inviteUrl('1', '2')).searchParams.get('permissions') ?? '');
    expect(new PermissionsBitField(asked).toArray().sort()).toEqual([
      'AttachFiles',
      'EmbedLinks',
      'PinMessages',
      'ReadMessageHistory',
      'SendMessages',
      'ViewChannel',
    ]);
  });

  it('tells its owner when the gateway closes for good', async () => {
    const { client: connectedClient, connected } = connecting();
    await connected;
    const lost = new Promise<DiscordStartError>((resolve) => connectedClient.onLost(resolve));
    discord.gateway.drop(GatewayCloseCodes.AuthenticationFailed);
    expect(await lost).toMatchObject({ failure: 'token' });
  });

  it('resumes after a broken connection', async () => {
    const { connected } = connecting();
    await connected;
    discord.gateway.drop();
    await discord.gateway.changes.until(
      () => discord.gateway.resumes[0],
      () => 'a resumed session',
      15_000,
    );
  });
});

describe('logging in', () => {
  it('with a wrong token tells where to get the right one, and never shows it', async () => {
    const { connected, lines } = connecting({ token: 'wrong-token-of-somebody' });
    const error = await connected.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ failure: 'token', message: expect.stringContaining('DISCORD_TOKEN') });
    expect(`${error}${JSON.stringify(lines)}`).not.toContain('wrong-token');
  });

  it('with a token of another application names the variable', async () => {
    await expect(connecting({ applicationId: '100000000000000009' }).connected).rejects.toMatchObject({
      failure: 'application',
      message: expect.stringContaining('DISCORD_APPLICATION_ID'),
    });
  });

  it('fails once when the gateway refuses the bot, and reports no loss of a connection beside', async () => {
    const { client: refused, connected } = connecting();
    const lost: unknown[] = [];
    refused.onLost((error) => lost.push(error));
    void discord.gateway.changes
      .until(
        () => discord.gateway.drop(GatewayCloseCodes.AuthenticationFailed),
        () => 'nothing',
        5_000,
      )
      .catch(() => undefined);
    await expect(connected).rejects.toMatchObject({ failure: 'token' });
    expect(lost).toEqual([]);
  });

  it('while nothing listens at the address names it', async () => {
    await expect(connecting({ apiUrl: 'http://127.0.0.1:9/api' }).connected).rejects.toMatchObject({
      failure: 'unreachable',
      message: expect.stringMatching(/http:\/\/127\.0\.0\.1:9\/api \(ECONNREFUSED\).*DISCORD_API_URL/u),
    });
  });

  it.each(['html', 'status'] as const)('while Discord has its own trouble (%s 503) says so', async (kind) => {
    discord.fault({ kind, status: 503, route: '/gateway/bot', times: 9 });
    await expect(connecting().connected).rejects.toMatchObject({
      failure: 'unreachable',
      message: expect.stringContaining('HTTP 503'),
    });
  });

  it('while the gateway lets nobody in gives up after a while', async () => {
    discord.gateway.down = true;
    await expect(connecting({}, 300).connected).rejects.toMatchObject({
      failure: 'unreachable',
      message: expect.stringContaining('not ready within 0.3 s'),
    });
  });

  it('logs no token', async () => {
    const { connected, lines } = connecting();
    await connected;
    expect(JSON.stringify(lines)).not.toContain(TOKEN);
  });
});
