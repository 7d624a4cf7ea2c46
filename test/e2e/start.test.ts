import { afterEach, describe, expect, it } from 'vitest';
import {
  AUDIT_ID,
  MODERATOR_ROLE_ID,
  type SquawkOptions,
  type Stage,
  setStage,
  stopInTime,
  TOKEN,
} from './harness.ts';
import { OF_BANS, OF_MODERATION, sorted } from './offered.ts';

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

async function set(options?: SquawkOptions): Promise<Stage> {
  stage = await setStage(options);
  return stage;
}

const names = (on: Stage) => on.discord.commands.map(({ form }) => form.name).sort();

describe('the bot, started', () => {
  it('registers the commands that its configuration allows, and answers /ping and /help', async () => {
    const on = await set();
    await on.start();
    expect(names(on)).toEqual(
      sorted(
        ...OF_BANS,
        ...OF_MODERATION,
        ...[
          'board',
          'help',
          'leaderboard',
          'linkme',
          'notify',
          'ping',
          'privacy',
          'servers',
          'stats',
          'topkdr',
        ],
      ),
    );
    const user = on.member();
    const ping = on.discord.command({ user, name: 'ping' });
    expect(JSON.stringify(await ping.reply())).toMatch(/\d+ ms/);
    const help = await on.discord.command({ user, name: 'help' }).reply();
    expect(JSON.stringify(help)).toContain('/stats');
  });

  it('asks for the intent Guilds alone', async () => {
    const on = await set();
    await on.start();
    expect(on.discord.gateway.identifies).toEqual([1]);
  });

  it('registers nothing a second time when nothing has changed', async () => {
    const on = await set();
    const writes = () =>
      on.discord.requests.filter(({ method, route }) => method !== 'GET' && route.endsWith('/commands'));
    await stopInTime(await on.start());
    expect(writes()).toHaveLength(1);
    await on.start();
    expect(writes()).toHaveLength(1);
  });

  it('leaves out the commands of BattleMetrics when it is not configured, and says so', async () => {
    const on = await set({
      battlemetrics: false,
      env: { MODERATOR_ROLE_IDS: MODERATOR_ROLE_ID, AUDIT_CHANNEL_ID: AUDIT_ID },
    });
    const bot = await on.start();
    expect(names(on)).toEqual([
      ...['board', 'help', 'leaderboard', 'linkme', 'notify', 'ping', 'privacy'],
      ...['servers', 'stats', 'topkdr'],
    ]);
    expect(bot.output).toContain('BattleMetrics');
  });

  it('leaves out the commands of DCSServerBot when it is not configured, and says so', async () => {
    const on = await set({ dcs: false });
    const bot = await on.start();
    expect(names(on)).toEqual(
      sorted(
        ...OF_BANS,
        ...OF_MODERATION,
        ...['board', 'help', 'leaderboard', 'notify', 'ping', 'privacy', 'servers'],
      ),
    );
    expect(bot.output).toContain('DCSSERVERBOT_URL is not set');
  });

  it('does not register what the operator disabled', async () => {
    const on = await set({ env: { COMMANDS_DISABLED: 'linkme,topkdr' } });
    await on.start();
    expect(names(on)).not.toContain('linkme');
    expect(names(on)).not.toContain('topkdr');
  });

  it('answers while Discord still lets the registration wait for its rate limit', async () => {
    const on = await set();
    await stopInTime(await on.start());
    on.discord.fault({ kind: 'rate-limit', retryAfterMs: 60_000, method: 'GET', route: /\/commands$/u });
    const bot = on.spawn();
    await bot.whileRunning(on.discord.ready(20_000));
    const reply = await on.discord.command({ user: on.member(), name: 'ping' }).reply();
    expect(JSON.stringify(reply)).toMatch(/ms/);
    expect(bot.output).not.toContain('Squawk is ready');
    expect(await stopInTime(bot)).toMatchObject({ code: 0, signal: null });
  });

  it('comes back after the gateway dropped it', async () => {
    const on = await set();
    await on.start();
    on.discord.gateway.drop();
    const reply = await on.discord.command({ user: on.member(), name: 'ping' }).reply();
    expect(JSON.stringify(reply)).toMatch(/ms/);
    expect(on.discord.gateway.resumes).toHaveLength(1);
  });
});

describe('the bot, stopped by SIGTERM', () => {
  it('ends with 0 within ten seconds', async () => {
    const on = await set();
    expect(await stopInTime(await on.start())).toMatchObject({ code: 0, signal: null });
  });

  it('ends with 0 at once while it still tries to log in, and leaves the database to the next', async () => {
    const on = await set();
    on.discord.gateway.down = true;
    const bot = on.spawn();
    await bot.log(({ msg }) => msg === 'Commands are registered');
    const exit = await stopInTime(bot);
    expect(exit).toMatchObject({ code: 0, signal: null });
    expect(exit.afterMs).toBeLessThan(6_000);
    expect(bot.output).not.toMatch(/could not start|Not everything/u);
    on.discord.gateway.down = false;
    await on.start();
  });

  it('finishes the command that is in flight', async () => {
    const on = await set();
    const bot = await on.start();
    on.dcs?.faults.set('/servers', { kind: 'slow', ms: 1_500 });
    const servers = on.discord.command({ user: on.member(), name: 'servers' });
    await servers.acknowledged();
    const exit = stopInTime(bot);
    expect((await servers.reply()).embeds.length).toBeGreaterThan(0);
    expect(await exit).toMatchObject({ code: 0 });
  });
});

describe('the bot, started wrongly', () => {
  it('lists every fault of the configuration and ends with 1', async () => {
    const on = await set();
    const bot = on.spawn({
      DISCORD_GUILD_ID: 'our guild',
      BATTLEMETRICS_ORGANIZATION_ID: undefined,
      BATTLEMETRICS_REQUESTS_PER_MINUTE: 'many',
      LOG_LEVEL: 'loud',
    });
    expect(await bot.exited).toMatchObject({ code: 1 });
    for (const name of [
      'DISCORD_GUILD_ID',
      'BATTLEMETRICS_ORGANIZATION_ID',
      'BATTLEMETRICS_REQUESTS_PER_MINUTE',
      'LOG_LEVEL',
    ]) {
      expect(bot.output).toContain(name);
    }
    expect(bot.output).not.toContain(TOKEN);
  });

  it('says that the Discord token is wrong and ends with 1, without telling it', async () => {
    const on = await set();
    const bot = on.spawn({ DISCORD_TOKEN: 'another.bot.token' });
    expect(await bot.exited).toMatchObject({ code: 1 });
    expect(bot.output).toContain('DISCORD_TOKEN');
    expect(bot.output).not.toContain('another.bot.token');
    expect(bot.output).not.toMatch(/^\s+at /m);
  });

  it('says that Discord cannot be reached and ends with 1', async () => {
    const on = await set();
    const bot = on.spawn({ DISCORD_API_URL: 'http://127.0.0.1:9/api' });
    expect(await bot.exited).toMatchObject({ code: 1 });
    expect(bot.output).toContain('Discord');
  });

  it('refuses to run twice on one database', async () => {
    const on = await set();
    await on.start();
    const second = on.spawn();
    expect(await second.exited).toMatchObject({ code: 1 });
    expect(second.output).toMatch(/already|another/i);
  });
});
