import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pino } from 'pino';
import { COMMANDS } from '../../commands/index.ts';
import { loadConfig } from '../../config/env.ts';
import { startBot } from '../../src/bot.ts';
import {
  type BattleMetricsSimulator,
  startBattleMetricsSimulator,
} from '../../src/demo/battlemetrics/simulator.ts';
import * as community from '../../src/demo/community.ts';
import {
  type DcsServerBotSimulator,
  startDcsServerBotSimulator,
} from '../../src/demo/dcsserverbot/simulator.ts';
import { type DiscordSimulator, startDiscordSimulator } from '../../src/demo/discord/simulator.ts';
import { loadAssets } from '../../src/demo/page/assets.ts';
import { FaultSwitches } from '../../src/demo/page/fault-switches.ts';
import { startPageServer } from '../../src/demo/page/server.ts';
import { Session } from '../../src/demo/page/session.ts';
import { createDemoBattleMetricsWorld } from '../../src/demo/world/bm-world.ts';
import { createDemoDcsWorld } from '../../src/demo/world/dcs-world.ts';
import { startWorld } from '../../src/demo/world/start-world.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Scene } from './scenes.ts';

/** When every picture is taken: a Saturday's evening. */
const MOMENT = Date.parse('2026-06-06T19:00:00Z');
/** Lets people arrive on the servers before anybody asks. */
const WARM_UP_MS = 2 * 60 * 60_000;

export interface Stage {
  readonly url: string;
  readonly session: Session;
  readonly discord: DiscordSimulator;
  readonly dcs: DcsServerBotSimulator;
  readonly battlemetrics: BattleMetricsSimulator;
  readonly now: () => number;
  /** Moves the clock of everything, and nothing happens meanwhile. */
  advance(ms: number): void;
  /** Moves the clock of everything, and people play meanwhile. */
  live(ms: number): void;
  close(): Promise<void>;
}

/**
 * The demo of one picture: the same people, in the same worlds that stand still, at the same moment. Everything is the
 * demo's but the bot, which runs in this process, so that its clock stands still too. Its database is in `folder` where
 * it is to remember something.
 */
export async function setStage(
  { programs, folder }: { readonly programs: string; readonly folder: string },
  {
    version = 'current',
    looksFor = 'short',
    remembers,
    closesDirect = false,
  }: Omit<Scene, 'name' | 'alt' | 'play'>,
): Promise<Stage> {
  // The world lives through the hours before, and then stands still.
  let clock = MOMENT - WARM_UP_MS;
  const now = (): number => clock;
  const closing: (() => unknown)[] = [];
  const discord = await startDiscordSimulator({
    token: community.TOKEN,
    applicationId: community.APPLICATION_ID,
    guildId: community.GUILD_ID,
    roles: community.ROLES,
    channels: community.CHANNELS,
    // So that a latency is known soon.
    heartbeatIntervalMs: 300,
    now,
  });
  closing.push(() => discord.close());
  const dcs = await startDcsServerBotSimulator({
    version,
    prefix: '/stats',
    apiKey: community.DCS_API_KEY,
    world: createDemoDcsWorld({
      seed: community.SEED,
      now: now(),
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
  const world = startWorld({ dcs, battlemetrics, seed: community.SEED, now, speed: 0 });
  clock = MOMENT;
  world.tick(WARM_UP_MS);

  const session = new Session({
    discord,
    faults: new FaultSwitches({ battlemetrics, dcs }),
    channels: community.CHANNELS,
    people: community.PEOPLE,
    roles: Object.fromEntries(community.ROLES.map(({ id, name }) => [id, name])),
    now,
  });
  closing.push(() => session.close());
  discord.closeDirect(session.person('member').id, closesDirect);
  const page = await startPageServer({ session, assets: await loadAssets(programs), port: 0 });
  closing.push(() => page.close());
  const log = pino({ level: 'silent' });
  const database = remembers === undefined ? ':memory:' : `file:${join(folder, `${randomUUID()}.db`)}`;
  if (remembers !== undefined) {
    // What was made at one moment would be listed in any order.
    let before = clock - 1_000;
    const tick = (): number => {
      before += 1;
      return before;
    };
    const store = await openStore({ path: database.replace(/^file:/, ''), now: tick, log });
    await remembers(store, { dcs: dcs.world, battlemetrics: battlemetrics.world, now: now() });
    await store.close();
  }
  const bot = await startBot({
    config: loadConfig({
      DISCORD_TOKEN: community.TOKEN,
      DISCORD_APPLICATION_ID: community.APPLICATION_ID,
      DISCORD_GUILD_ID: community.GUILD_ID,
      DISCORD_API_URL: discord.url,
      DCSSERVERBOT_URL: dcs.url,
      ...(version === 'current' ? { DCSSERVERBOT_API_KEY: community.DCS_API_KEY } : {}),
      BATTLEMETRICS_TOKEN: community.BATTLEMETRICS_TOKEN,
      BATTLEMETRICS_URL: battlemetrics.url,
      BATTLEMETRICS_ORGANIZATION_ID: community.ORGANIZATION_ID,
      BATTLEMETRICS_BAN_LIST_ID: battlemetrics.world.banLists[0]?.id,
      ...community.MODERATION,
      DATABASE_URL: database,
    }),
    commands: COMMANDS,
    now,
    log,
    onLost: (reason) => {
      throw reason;
    },
    signal: new AbortController().signal,
    lookDelaysMs: [looksFor === 'short' ? 200 : 60_000],
  });
  closing.push(() => bot.stop());
  await discord.ready();
  session.bot = 'ready';
  return {
    url: page.url,
    session,
    discord,
    dcs,
    battlemetrics,
    now,
    advance: (ms) => {
      clock += ms;
    },
    live: (ms) => {
      clock += ms;
      world.tick(ms);
    },
    close: async () => {
      for (const step of closing.splice(0).reverse()) await step();
    },
  };
}
