import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Events, Options, REST } from 'discord.js';
import { GatewayDispatchEvents, GatewayIntentBits, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import type { Config } from '../../config/env.ts';
import type { RawInteraction } from './incoming.ts';
import { createInteractionApi, type InteractionApi } from './interaction-api.ts';
import { makeRequest } from './make-request.ts';
import {
  type DiscordStartError,
  explainClose,
  explainLogin,
  notReady,
  wrongApplication,
} from './start-error.ts';

/** Squawk's connection to Discord. */
export interface DiscordClient {
  /** For calls in the bot's own name: posts, registration. Has no token any more after `destroy`. */
  readonly rest: REST;
  /** Logs in and waits until the gateway is ready. @throws DiscordStartError with what the operator can do. */
  connect(): Promise<void>;
  /** Hears every interaction from now on, as Discord sent it. */
  onInteraction(listener: (interaction: RawInteraction) => void): void;
  /** Told when the gateway, once ready, closes for good: the token was reset, or the bot is not allowed any more. */
  onLost(listener: (error: DiscordStartError) => void): void;
  /** The calls with which one interaction is answered. */
  api(interaction: RawInteraction): InteractionApi;
  /** The name of a channel of the community, as the gateway told it last. */
  channelName(channelId: string): string | undefined;
  /** Round trip of the last heartbeat in milliseconds; -1 before the first one. */
  latencyMs(): number;
  /** Closes the gateway; safe to call twice. */
  destroy(): Promise<void>;
}

export interface DiscordClientOptions {
  readonly config: Config;
  readonly log: Logger;
  /** How long the gateway may take until it is ready, milliseconds. Default one minute. */
  readonly readyWithinMs?: number;
}

/** A gateway that says nothing any more is not waited for: the socket alone would take half a minute. */
const CLOSE_WITHIN_MS = 1_000;
/** Ten mebibytes over a line that sends two megabits a second; what is cut off would be sent again from its beginning. */
const UPLOAD_WITHIN_MS = 60_000;

/** Makes the connection, not yet open. */
export function createDiscordClient({
  config,
  log,
  readyWithinMs = 60_000,
}: DiscordClientOptions): DiscordClient {
  const { token, applicationId, guildId, apiUrl } = config.discord;
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits(NOTHING_CACHED),
    rest: { api: apiUrl, makeRequest },
  });
  const interactionRest = createInteractionRest(apiUrl, 10_000);
  const uploadRest = createInteractionRest(apiUrl, UPLOAD_WITHIN_MS);
  logEvents(client, log);
  let phase: 'opening' | 'open' | 'closed' = 'opening';
  client.on(Events.ShardReconnecting, () => {
    // discord.js says so too when it closes the connection itself.
    if (phase !== 'closed') log.info('Reconnecting to the gateway');
  });

  const close = async () => {
    phase = 'closed';
    await Promise.race([client.destroy(), sleep(CLOSE_WITHIN_MS, undefined, { ref: false })]);
  };

  const connect = async () => {
    try {
      await within(readyWithinMs, ready(client), client.login(token));
    } catch (error) {
      await close();
      throw explainLogin(error, apiUrl);
    }
    phase = 'open';
    const actual = client.application?.id;
    if (actual !== undefined && actual !== applicationId) {
      await close();
      throw wrongApplication(actual);
    }
    if (!client.guilds.cache.has(guildId)) {
      log.error(
        { guildId, invite: inviteUrl(applicationId, guildId) },
        'The bot is not a member of the guild in DISCORD_GUILD_ID: open the invite link, or correct the id',
      );
    }
  };

  return {
    rest: client.rest,
    connect,
    onInteraction: (listener) => {
      // The raw event, not `interactionCreate`: roles and permissions are those of this very moment, where
      // discord.js shows the roles through its cache.
      client.ws.on(GatewayDispatchEvents.InteractionCreate, (data: RawInteraction) => listener(data));
    },
    onLost: (listener) => {
      client.on(Events.ShardDisconnect, ({ code }) => {
        // Before that it is `connect` that fails.
        if (phase === 'open') listener(explainClose(code));
      });
    },
    api: (interaction) =>
      createInteractionApi({ rest: interactionRest, uploadRest, applicationId }, interaction),
    channelName: (channelId) => client.guilds.cache.get(guildId)?.channels.cache.get(channelId)?.name,
    latencyMs: () => (Number.isFinite(client.ws.ping) ? client.ws.ping : -1),
    destroy: async () => {
      for (const rest of [interactionRest, uploadRest]) {
        rest.clearHashSweeper();
        rest.clearHandlerSweeper();
      }
      await close();
    },
  };
}

/** To post and edit, to find what was posted, and to pin it. */
const POSTING =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.PinMessages;

/** The page on which an owner lets the bot into the guild, with the permissions that it uses. */
export function inviteUrl(applicationId: string, guildId: string): string {
  // For what the bot posts of its own accord; replies need none.
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(POSTING),
    guild_id: guildId,
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}

/**
 * REST for answers to interactions. They are not bound to the bot's global limit of 50 a second
 * (https://discord.com/developers/docs/interactions/receiving-and-responding), and their token stands in the path:
 * an expired one must not make discord.js forget the bot's. Every interaction is a bucket of its own, so idle
 * ones are dropped often.
 */
function createInteractionRest(api: string, timeout: number): REST {
  return new REST({
    api,
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    handlerSweepInterval: 5 * 60_000,
    makeRequest,
    timeout,
  });
}

/** Squawk reads what Discord sends with each interaction and keeps nothing; guilds, channels and roles cannot be limited. */
const NOTHING_CACHED = {
  ApplicationCommandManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  DMMessageManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildForumThreadManager: 0,
  GuildInviteManager: 0,
  GuildMemberManager: 0,
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  GuildTextThreadManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadManager: 0,
  ThreadMemberManager: 0,
  UserManager: 0,
  VoiceStateManager: 0,
} as const;

function logEvents(client: Client, log: Logger): void {
  client.on(Events.Error, (error) => log.error({ err: error }, 'discord.js reported an error'));
  client.on(Events.Warn, (warning) => log.warn({ warning }, 'discord.js warned'));
  client.on(Events.ShardError, (error) => log.warn({ err: error }, 'The connection to the gateway failed'));
  client.on(Events.ShardResume, (_shard, replayed) => log.info({ replayed }, 'Resumed the gateway session'));
  client.on(Events.ShardDisconnect, ({ code }) => log.error({ code }, 'The gateway has closed for good'));
  client.on(Events.ClientReady, (ready) => log.info({ bot: ready.user.username }, 'Ready at the gateway'));
  client.rest.on('rateLimited', ({ route, timeToReset, global }) =>
    log.warn({ route, timeToReset, global }, 'Waiting for a rate limit of Discord'),
  );
}

function ready(client: Client): Promise<void> {
  return new Promise((resolve) => {
    client.once(Events.ClientReady, () => resolve());
  });
}

async function within(ms: number, ...all: readonly Promise<unknown>[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(notReady(ms)), ms);
  });
  try {
    await Promise.race([Promise.all(all), late]);
  } finally {
    clearTimeout(timer);
  }
}
