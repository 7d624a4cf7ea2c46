import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { DEFAULT_BAN_PRESETS, loadBanPresetsFile } from '../config/ban-presets-file.ts';
import type { Config } from '../config/env.ts';
import { loadSchedulesFile } from '../config/schedules-file.ts';
import { createApis } from './apis.ts';
import { createAttachments } from './discord/attachments.ts';
import { createChannels } from './discord/channels.ts';
import { createDiscordClient } from './discord/client.ts';
import type { Command } from './discord/command.ts';
import type { Services } from './discord/context.ts';
import { createMembers } from './discord/members.ts';
import { createPosts } from './discord/posts.ts';
import { registerCommands } from './discord/registration.ts';
import { Router } from './discord/router.ts';
import { selectCommands } from './discord/select-commands.ts';
import { checkPreset } from './moderation/bans/preset-check.ts';
import { createServices } from './services.ts';
import { openStore } from './store/open-store.ts';
import { findUnavailable } from './unavailable.ts';

/** Commands in flight have that long to finish; with what follows it stays below ten seconds. */
const DRAIN_MS = 5_500;
/** What still hangs then is left alone, and the database closed. */
const CLOSE_WITHIN_MS = 9_000;
/** A process that was killed may have called until its next heartbeat would have been due. */
const HEARTBEAT_MS = 5_000;

export interface BotOptions {
  readonly config: Config;
  readonly commands: readonly Command[];
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
  /** Something ended the bot from outside: another process took the lease, or Discord closed for good. */
  readonly onLost: (reason: Error) => void;
  /** Aborted when the bot is to stop before it has started. */
  readonly signal: AbortSignal;
  /** Between looks at a write without an answer; default as `createModeration` has it. */
  readonly lookDelaysMs?: readonly number[];
}

/** The bot, running. */
export interface Bot {
  /** Takes no new commands, lets those in flight finish, and closes everything in reverse order. */
  stop(): Promise<void>;
}

/**
 * Builds everything, registers the commands and listens. Whatever was opened is closed again if a step fails.
 * @throws ConfigError, StoreError, LeaseHeldError or DiscordStartError with a message for the operator; the signal's reason.
 */
export async function startBot(options: BotOptions): Promise<Bot> {
  const opened: (() => Promise<void>)[] = [];
  const { log } = options;
  const closed = (close: () => Promise<void>) =>
    close().catch((error: unknown) => log.error({ err: error }, 'A part could not be closed'));
  const stop = async () => {
    const late = sleep(CLOSE_WITHIN_MS, undefined, { ref: false });
    const [database, ...others] = opened.splice(0);
    for (const close of others.reverse()) await Promise.race([closed(close), late]);
    // Whatever the others do: the next process waits for its lease.
    if (database !== undefined) await closed(database);
  };
  try {
    await Promise.race([start(options, (close) => opened.push(close)), abortion(options.signal)]);
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function abortion(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

async function start(options: BotOptions, onStop: (close: () => Promise<void>) => void): Promise<void> {
  const { config, now, log, onLost, signal } = options;
  // First, for its faults are the operator's, and nothing should be done before they are mended.
  const fileSchedules =
    config.schedulesFile === undefined ? [] : loadSchedulesFile(config.schedulesFile, config.discord.guildId);
  const { banPresetsFile } = config.moderation;
  const banPresets =
    banPresetsFile === undefined ? DEFAULT_BAN_PRESETS : loadBanPresetsFile(banPresetsFile, checkPreset);
  const store = await openStore({ path: config.databasePath, now, log });
  onStop(() => store.close());
  const lease = await store.acquireLease({
    onLost: () =>
      onLost(new Error('Another Squawk took over this database, or it cannot be written any more')),
    heartbeatMs: HEARTBEAT_MS,
    signal,
  });
  signal.throwIfAborted();
  const lastUse = lease.previousHeartbeat;
  const previousUse = lastUse !== undefined && { until: Math.min(now(), lastUse + HEARTBEAT_MS) };
  const mayWrite = () => lease.isHeld();
  const apis = createApis({ config, now, log, mayWrite, ...(previousUse && { previousUse }) });
  onStop(() => apis.close());
  const discord = createDiscordClient({ config, log });
  onStop(() => discord.destroy());
  discord.onLost(onLost);
  const posts = createPosts(discord.rest);
  const channels = createChannels({
    rest: discord.rest,
    guildId: config.discord.guildId,
    nameOf: discord.channelName,
    now,
  });
  const attachments = createAttachments({ apiUrl: config.discord.apiUrl });
  const members = createMembers({
    rest: discord.rest,
    guildId: config.discord.guildId,
    access: config.access,
  });
  const { services, startServices, stopServices } = createServices({
    ...options,
    apis,
    store,
    posts,
    channels,
    levelOf: members.levelOf,
    fileSchedules,
    banPresets,
    mayWrite,
  });
  onStop(stopServices);

  const prepare = async () => {
    const commands = await chooseCommands(options, services);
    signal.throwIfAborted();
    const gatewayLatencyMs = discord.latencyMs;
    const { limiter } = apis;
    const shared = {
      config,
      store,
      log,
      posts,
      channels,
      attachments,
      now,
      commands,
      gatewayLatencyMs,
      ...(limiter && { limiter }),
    };
    const router = new Router({ shared, services, api: discord.api });
    onStop(() => router.drain(DRAIN_MS));
    return { commands, router };
  };
  // Login and registration go side by side. What somebody asks in between waits for the router, but not for the
  // registration: Discord knows the commands of the last start, and may let this one wait for its rate limit.
  const connected = discord.connect();
  const prepared = prepare();
  discord.onInteraction((interaction) => {
    // A failed preparation ends the start below.
    void prepared.then(({ router }) => router.handle(interaction)).catch(() => undefined);
  });
  const registered = prepared.then(async ({ commands }) => {
    const { changed } = await registerCommands({ rest: discord.rest, config, commands });
    log.info({ commands: commands.map(({ name }) => name), changed }, 'Commands are registered');
  });
  await Promise.all([registered, connected]);
  signal.throwIfAborted();
  await startServices();
  log.info('Squawk is ready');
}

/** The commands that can work here; says in the log which are left out, and why. */
async function chooseCommands(
  { config, commands, now, log }: BotOptions,
  services: Partial<Services>,
): Promise<readonly Command[]> {
  const unavailable = await findUnavailable(config, services.battlemetrics, now);
  const selection = selectCommands({ commands, services, config, unavailable });
  for (const { name, reason } of selection.leftOut)
    log.warn({ command: name, reason }, 'A command is not offered');
  for (const warning of selection.warnings) log.warn(warning);
  return selection.commands;
}
