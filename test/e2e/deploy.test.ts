import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { BATTLEMETRICS_TOKEN, type SquawkOptions, type Stage, setStage, TOKEN } from './harness.ts';
import { OF_BANS, OF_MODERATION, sorted } from './offered.ts';

const DEPLOY = fileURLToPath(new URL('../../dist/src/deploy.js', import.meta.url));

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

async function set(options?: SquawkOptions): Promise<Stage> {
  stage = await setStage(options);
  return stage;
}

describe('npm run deploy', () => {
  it('registers the commands without logging in, says which, and does it once', async () => {
    const on = await set({ env: { COMMANDS_DISABLED: 'linkme' } });
    const first = on.spawn({}, DEPLOY);
    expect(await first.exited).toMatchObject({ code: 0 });
    const names = on.discord.commands.map(({ form }) => form.name).sort();
    expect(names).toEqual(
      sorted(
        ...OF_BANS,
        ...OF_MODERATION,
        ...['board', 'help', 'leaderboard', 'notify', 'ping', 'privacy', 'servers', 'stats', 'topkdr'],
      ),
    );
    expect(first.output).toMatch(/Registered anew: .*ban/u);
    expect(first.output).toMatch(/Not offered: \/linkme, for .*COMMANDS_DISABLED/u);
    expect(on.discord.gateway.identifies).toEqual([]);

    const second = on.spawn({}, DEPLOY);
    expect(await second.exited).toMatchObject({ code: 0 });
    expect(second.output).toContain('Discord has all commands as they are');
    const writes = on.discord.requests.filter(
      ({ method, route }) => method !== 'GET' && route.includes('/commands'),
    );
    expect(writes).toHaveLength(1);
  });

  it('agrees with the bot about what to offer', async () => {
    const on = await set({
      battlemetrics: { tokens: [{ token: BATTLEMETRICS_TOKEN, scopes: ['flag', 'rcon'] }] },
    });
    const deployed = on.spawn({}, DEPLOY);
    expect(await deployed.exited).toMatchObject({ code: 0 });
    expect(deployed.output).toMatch(/Not offered: \/ban, for .*ban:read/u);
    const bot = await on.start();
    await bot.log(({ msg, changed }) => msg === 'Commands are registered' && String(changed) === '');
  });

  it('ends with 1 and a sentence when the token is wrong, or the configuration', async () => {
    const on = await set();
    const wrongToken = on.spawn({ DISCORD_TOKEN: 'another.bot.token' }, DEPLOY);
    expect(await wrongToken.exited).toMatchObject({ code: 1 });
    expect(wrongToken.output).toContain('DISCORD_TOKEN');
    expect(wrongToken.output).not.toContain('another.bot.token');
    const wrongGuild = on.spawn({ DISCORD_GUILD_ID: 'ours' }, DEPLOY);
    expect(await wrongGuild.exited).toMatchObject({ code: 1 });
    expect(wrongGuild.output).toContain('DISCORD_GUILD_ID');
    for (const { output } of [wrongToken, wrongGuild]) {
      expect(output).not.toMatch(/^\s+at /mu);
      expect(output).not.toContain(TOKEN);
    }
  });
});
