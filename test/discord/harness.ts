import type { Config } from '../../config/env.ts';
import {
  type DiscordSimulator,
  type SimulatorOptions,
  startDiscordSimulator,
} from '../../src/demo/discord/simulator.ts';
import { createAttachments } from '../../src/discord/attachments.ts';
import { createChannels } from '../../src/discord/channels.ts';
import { createDiscordClient, type DiscordClient } from '../../src/discord/client.ts';
import type { Command } from '../../src/discord/command.ts';
import { createPosts } from '../../src/discord/posts.ts';
import { registerCommands } from '../../src/discord/registration.ts';
import { Router } from '../../src/discord/router.ts';
import { createLogger } from '../../src/log.ts';
import { openStore } from '../../src/store/open-store.ts';

export const MODERATOR_ROLE = '300000000000000001';
export const ADMIN_ROLE = '300000000000000002';
/** One that everybody may ping. */
export const PILOT_ROLE = '300000000000000003';
export const TOKEN = 'MTAwMDAwMDAwMDAwMDAwMDAx.test.token-of-the-simulator';

const APPLICATION = '100000000000000001';
export const GENERAL = '400000000000000001';
export const GUILD = '200000000000000001';

/** A configuration for that Discord, without APIs. */
export function configFor(apiUrl: string, changes: Partial<Config> = {}): Config {
  return {
    discord: { token: TOKEN, applicationId: APPLICATION, guildId: GUILD, apiUrl },
    access: { moderatorRoleIds: [MODERATOR_ROLE], adminRoleIds: [ADMIN_ROLE], auditChannelId: '1' },
    moderation: { permanentBansNeedApproval: false, staffFlags: [], rconCommands: [] },
    commandsDisabled: [],
    showServerPasswords: false,
    timezone: 'UTC',
    databasePath: ':memory:',
    logLevel: 'trace',
    ...changes,
  };
}

export function startDiscord(
  channels: SimulatorOptions['channels'] = [{ id: GENERAL, name: 'general' }],
  now: () => number = Date.now,
): Promise<DiscordSimulator> {
  return startDiscordSimulator({
    token: TOKEN,
    applicationId: APPLICATION,
    guildId: GUILD,
    now,
    roles: [
      { id: MODERATOR_ROLE, name: 'Moderator' },
      { id: ADMIN_ROLE, name: 'Admin' },
      { id: PILOT_ROLE, name: 'Pilot', mentionable: true },
    ],
    channels,
  });
}

/** A log that keeps its lines. */
export function keepingLog() {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger({
    level: 'trace',
    secrets: [TOKEN],
    destination: { write: (line: string) => lines.push(JSON.parse(line)) },
  });
  return { log, lines };
}

export interface Bot {
  readonly discord: DiscordSimulator;
  readonly client: DiscordClient;
  readonly router: Router;
  /** What was logged so far. */
  readonly lines: readonly Record<string, unknown>[];
  stop(): Promise<void>;
}

/**
 * The real client, router and registration with these commands, logged in at a simulated Discord.
 * @param running one in which an earlier bot was, instead of a new one.
 */
export async function startBot(commands: readonly Command[], running?: DiscordSimulator): Promise<Bot> {
  const discord = running ?? (await startDiscord());
  const config = configFor(discord.url);
  const { log, lines } = keepingLog();
  const store = await openStore({ path: ':memory:', now: Date.now, log });
  const client = createDiscordClient({ config, log });
  const router = new Router({
    shared: {
      config,
      store,
      log,
      posts: createPosts(client.rest),
      channels: createChannels({
        rest: client.rest,
        guildId: GUILD,
        nameOf: client.channelName,
        now: Date.now,
      }),
      attachments: createAttachments({ apiUrl: discord.url }),
      now: Date.now,
      commands,
      gatewayLatencyMs: () => client.latencyMs(),
    },
    services: {},
    api: (interaction) => client.api(interaction),
    newReference: () => 'REF123',
  });
  client.onInteraction((interaction) => void router.handle(interaction));
  await client.connect();
  await registerCommands({ rest: client.rest, config, commands });
  return {
    discord,
    client,
    router,
    lines,
    stop: async () => {
      await client.destroy();
      await discord.close();
      await store.close();
    },
  };
}

/** A promise that a test settles from outside. */
export function gate(): { readonly passed: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open: () => open() };
}
