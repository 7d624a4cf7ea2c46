import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBattleMetricsSimulator } from './battlemetrics/simulator.ts';
import { BotChild } from './bot-child.ts';
import * as community from './community.ts';
import { startDcsServerBotSimulator } from './dcsserverbot/simulator.ts';
import { startDiscordSimulator } from './discord/simulator.ts';
import { makeFirstPosts } from './first-posts.ts';
import { beginWatching } from './first-watches.ts';
import { startOutsideModerator } from './outside-moderator.ts';
import { loadAssets } from './page/assets.ts';
import { FaultSwitches } from './page/fault-switches.ts';
import { startPageServer } from './page/server.ts';
import { Session } from './page/session.ts';
import { createDemoBattleMetricsWorld } from './world/bm-world.ts';
import { createDemoDcsWorld } from './world/dcs-world.ts';
import { startWorld } from './world/start-world.ts';

export interface DemoOptions {
  /** Folder of the bundles: the bot, the page. */
  readonly programs: string;
  /** Wanted for the page. */
  readonly port: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface Demo {
  readonly url: string;
  readonly port: number;
  readonly bot: BotChild;
  /** Resolves when the bot is at the gateway with its commands. @throws when it ended before. */
  ready(): Promise<void>;
  /** Resolves when what posts itself was set up, and has posted, and a moderator watches a flag. @throws when the bot refuses it. */
  posted(): Promise<void>;
  /** Stops everything and removes the folder. */
  close(): Promise<void>;
}

/** Starts the simulators, the page and the real bot. */
export async function startDemo({ programs, port, now }: DemoOptions): Promise<Demo> {
  const closing: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    // The last first: the bot stops while what it talks to is still there.
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), 'squawk-demo-'));
    closing.push(() => rm(folder, { recursive: true, force: true }));
    const discord = await startDiscordSimulator({
      token: community.TOKEN,
      applicationId: community.APPLICATION_ID,
      guildId: community.GUILD_ID,
      roles: community.ROLES,
      channels: community.CHANNELS,
      now,
    });
    closing.push(() => discord.close());
    const dcs = await startDcsServerBotSimulator({
      version: 'current',
      prefix: '/stats',
      apiKey: community.DCS_API_KEY,
      world: createDemoDcsWorld({
        seed: community.SEED,
        now: now(),
        // The member is not linked yet, so that /linkme has something to do.
        discordIds: community.PEOPLE.filter(({ role }) => role !== 'member').map(({ id }) => id),
      }),
      now,
    });
    closing.push(() => dcs.close());
    const battlemetrics = await startBattleMetricsSimulator({
      organizationId: community.ORGANIZATION_ID,
      world: createDemoBattleMetricsWorld({
        seed: community.SEED,
        now: now(),
        organizationId: community.ORGANIZATION_ID,
      }),
      now,
    });
    closing.push(() => battlemetrics.close());
    const world = startWorld({ dcs, battlemetrics, seed: community.SEED, now, speed: community.SPEED });
    closing.push(() => world.stop());
    const outside = startOutsideModerator({
      battlemetrics,
      seed: community.SEED,
      isStill: () => world.speed === 0,
      now,
    });
    closing.push(() => outside.stop());

    const session = new Session({
      discord,
      faults: new FaultSwitches({ battlemetrics, dcs }),
      channels: community.CHANNELS,
      people: community.PEOPLE,
      roles: Object.fromEntries(community.ROLES.map(({ id, name }) => [id, name])),
      world,
      now,
    });
    closing.push(() => session.close());
    const page = await startPageServer({ session, assets: await loadAssets(programs), port });
    closing.push(() => page.close());

    const bot = new BotChild({
      programs,
      folder,
      env: {
        ...botEnvironment({ discord: discord.url, dcs: dcs.url, battlemetrics: battlemetrics.url }),
        BATTLEMETRICS_BAN_LIST_ID: battlemetrics.world.banLists[0]?.id ?? '',
      },
    });
    closing.push(() => bot.stop());
    await writeFile(join(folder, 'bot.pid'), `${bot.pid}\n`);
    const ended = bot.exited.then((exit) => {
      session.bot = 'stopped';
      throw new Error(`the bot ended (${exit.signal ?? exit.code}): ${bot.errors || 'it said nothing'}`);
    });
    // Whoever waits for `ready` hears of it; afterwards `bot.exited` tells.
    ended.catch(() => undefined);
    const ready = async (): Promise<void> => {
      await Promise.race([discord.ready(20_000), ended]);
      session.bot = 'ready';
    };
    const posted = ready().then(async () => {
      await makeFirstPosts({
        discord,
        admin: session.person('admin'),
        channelId: community.SCHEDULED_ID,
        roleId: community.PILOT_ROLE_ID,
        tick: (ms) => world.tick(ms),
        dismiss: (messageId) => session.dismiss('admin', messageId),
        now,
      });
      await beginWatching({
        discord,
        moderator: session.person('moderator'),
        dismiss: (messageId) => session.dismiss('moderator', messageId),
      });
    });
    // As above: whoever waits for it hears of it.
    posted.catch(() => undefined);
    return { url: page.url, port: page.port, bot, ready, posted: () => posted, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The documented variables, as an operator would set them. */
function botEnvironment(urls: {
  readonly discord: string;
  readonly dcs: string;
  readonly battlemetrics: string;
}): Record<string, string> {
  return {
    DISCORD_TOKEN: community.TOKEN,
    DISCORD_APPLICATION_ID: community.APPLICATION_ID,
    DISCORD_GUILD_ID: community.GUILD_ID,
    DISCORD_API_URL: urls.discord,
    DCSSERVERBOT_URL: urls.dcs,
    DCSSERVERBOT_API_KEY: community.DCS_API_KEY,
    BATTLEMETRICS_TOKEN: community.BATTLEMETRICS_TOKEN,
    BATTLEMETRICS_URL: urls.battlemetrics,
    BATTLEMETRICS_ORGANIZATION_ID: community.ORGANIZATION_ID,
    ...community.MODERATION,
    SHOW_SERVER_PASSWORDS: 'false',
    LOG_LEVEL: 'info',
  };
}
