import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type BattleMetricsSimulator,
  type BattleMetricsSimulatorOptions,
  SIMULATOR_JWT,
  startBattleMetricsSimulator,
} from '../../src/demo/battlemetrics/simulator.ts';
import {
  type DcsServerBotSimulator,
  type DcsServerBotSimulatorOptions,
  type SimulatedVersion,
  startDcsServerBotSimulator,
} from '../../src/demo/dcsserverbot/simulator.ts';
import type { Person } from '../../src/demo/discord/model.ts';
import type { SimulatedChannel } from '../../src/demo/discord/simulated-channel.ts';
import {
  type DiscordSimulator,
  type SimulatorOptions,
  startDiscordSimulator,
} from '../../src/demo/discord/simulator.ts';
import { BotProcess, type Exit } from './bot-process.ts';

export const TOKEN = 'simulated.bot.token';
export const APPLICATION_ID = '1180000000000000011';
export const GUILD_ID = '1180000000000000021';
export const MODERATOR_ROLE_ID = '1180000000000000031';
export const ADMIN_ROLE_ID = '1180000000000000032';
export const GENERAL_ID = '1180000000000000041';
export const AUDIT_ID = '1180000000000000042';
/** Says whose it is, which a reserved slot wants to know. */
export const BATTLEMETRICS_TOKEN = SIMULATOR_JWT;
export const ORGANIZATION_ID = '25069';
export const DCS_API_KEY = 'simulator-key';

export type Variables = Readonly<Record<string, string | undefined>>;

export interface SquawkOptions {
  /** Wire version of DCSServerBot, or false to leave it out. Default the current one. */
  readonly dcs?: SimulatedVersion | false;
  readonly dcsOptions?: Partial<DcsServerBotSimulatorOptions>;
  /** False leaves BattleMetrics out. */
  readonly battlemetrics?: BattleMetricsSimulatorOptions | false;
  readonly discord?: Partial<SimulatorOptions>;
  /** Over what the harness sets; undefined takes a variable away. */
  readonly env?: Variables;
}

/** The simulators, and the processes of the bot that a test starts against them. */
export class Stage {
  readonly discord: DiscordSimulator;
  readonly dcs: DcsServerBotSimulator | undefined;
  readonly battlemetrics: BattleMetricsSimulator | undefined;
  /** Where the bot runs: its database is in here, and survives a restart. */
  readonly folder: string;
  readonly env: Variables;
  readonly #processes: BotProcess[] = [];

  constructor(parts: Pick<Stage, 'discord' | 'dcs' | 'battlemetrics' | 'folder' | 'env'>) {
    this.discord = parts.discord;
    this.dcs = parts.dcs;
    this.battlemetrics = parts.battlemetrics;
    this.folder = parts.folder;
    this.env = parts.env;
  }

  /** Starts a process of the bot without waiting for anything; `main` is another program in its place. */
  spawn(env: Variables = {}, main?: string): BotProcess {
    const process = new BotProcess({
      cwd: this.folder,
      env: { ...this.env, ...env },
      ...(main === undefined ? {} : { main }),
    });
    this.#processes.push(process);
    return process;
  }

  /** Starts the bot and waits until it is at the gateway, has its commands registered and says that it is ready. */
  async start(env: Variables = {}): Promise<BotProcess> {
    const process = this.spawn(env);
    await process.whileRunning(this.discord.ready(20_000));
    await process.log(({ msg }) => msg === 'Squawk is ready', 20_000);
    return process;
  }

  member(displayName = 'Some Member'): Person {
    return this.discord.user({ displayName });
  }

  moderator(displayName = 'Some Moderator'): Person {
    return this.discord.user({ displayName, roles: [MODERATOR_ROLE_ID] });
  }

  admin(displayName = 'Some Admin'): Person {
    return this.discord.user({ displayName, roles: [ADMIN_ROLE_ID] });
  }

  get general(): SimulatedChannel {
    return this.discord.channel(GENERAL_ID);
  }

  get audit(): SimulatedChannel {
    return this.discord.channel(AUDIT_ID);
  }

  async close(): Promise<void> {
    for (const process of this.#processes) await process.kill();
    await Promise.all([this.discord.close(), this.dcs?.close(), this.battlemetrics?.close()]);
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Starts the simulators and prepares an environment in which the bot finds them. */
export async function setStage(options: SquawkOptions = {}): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'squawk-e2e-'));
  const discord = await startDiscordSimulator({
    token: TOKEN,
    applicationId: APPLICATION_ID,
    guildId: GUILD_ID,
    roles: [
      { id: MODERATOR_ROLE_ID, name: 'Moderators' },
      { id: ADMIN_ROLE_ID, name: 'Admins' },
    ],
    channels: [
      { id: GENERAL_ID, name: 'general' },
      { id: AUDIT_ID, name: 'audit' },
    ],
    ...options.discord,
  });
  const { dcs: version = 'current' } = options;
  const dcs =
    version === false
      ? undefined
      : await startDcsServerBotSimulator({
          version,
          prefix: '/stats',
          apiKey: DCS_API_KEY,
          ...options.dcsOptions,
        });
  const battlemetrics =
    options.battlemetrics === false
      ? undefined
      : await startBattleMetricsSimulator({ organizationId: ORGANIZATION_ID, ...options.battlemetrics });
  const env: Variables = {
    DISCORD_TOKEN: TOKEN,
    DISCORD_APPLICATION_ID: APPLICATION_ID,
    DISCORD_GUILD_ID: GUILD_ID,
    DISCORD_API_URL: discord.url,
    LOG_LEVEL: 'debug',
    ...(dcs && { DCSSERVERBOT_URL: dcs.url, DCSSERVERBOT_API_KEY: DCS_API_KEY }),
    ...(battlemetrics && {
      BATTLEMETRICS_TOKEN,
      BATTLEMETRICS_URL: battlemetrics.url,
      BATTLEMETRICS_ORGANIZATION_ID: ORGANIZATION_ID,
      MODERATOR_ROLE_IDS: MODERATOR_ROLE_ID,
      ADMIN_ROLE_IDS: ADMIN_ROLE_ID,
      AUDIT_CHANNEL_ID: AUDIT_ID,
    }),
    ...options.env,
  };
  return new Stage({ discord, dcs, battlemetrics, folder, env });
}

/** How a process ended that was asked to end as an operator does. @throws when it needs more than ten seconds. */
export async function stopInTime(process: BotProcess): Promise<Exit> {
  const exit = await process.stop();
  if (exit.afterMs > 10_000) throw new Error(`it took ${exit.afterMs} ms to end:\n${process.output}`);
  return exit;
}
