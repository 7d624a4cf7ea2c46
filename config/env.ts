import { type ApiConfig, dcsServerBotConfig, requestsAllowed } from './api-config.ts';
import { combinationFaults } from './combinations.ts';
import { ConfigError } from './config-error.ts';
import { type Environment, readSettings, type Settings } from './settings.ts';
import { VARIABLES } from './variables.ts';

export { type ApiConfig, loadApiConfig } from './api-config.ts';
export { ConfigError, type ConfigFault } from './config-error.ts';
export type { Environment } from './settings.ts';
export { ENVIRONMENT_VARIABLES, type EnvironmentVariable } from './variables.ts';

/** What an operator has set, checked and complete. Frozen. */
export interface Config extends ApiConfig {
  readonly discord: {
    readonly token: string;
    readonly applicationId: string;
    /** The community's guild: commands are registered there and refused elsewhere. */
    readonly guildId: string;
    /** Base of Discord's REST API, without version: `https://discord.com/api`. */
    readonly apiUrl: string;
  };
  /** Undefined when `BATTLEMETRICS_TOKEN` is not set. */
  readonly battlemetrics?: NonNullable<ApiConfig['battlemetrics']> & {
    readonly organizationId: string;
    /** Empty: the servers of the organization. */
    readonly serverIds: readonly string[];
    readonly banListId?: string;
  };
  readonly access: {
    readonly moderatorRoleIds: readonly string[];
    readonly adminRoleIds: readonly string[];
    /** Set whenever a role list and BattleMetrics are. */
    readonly auditChannelId?: string;
  };
  readonly moderation: {
    /** Path of the operator's reasons and durations; undefined for the built-in ones. */
    readonly banPresetsFile?: string;
    /** A second moderator must approve bans without end. */
    readonly permanentBansNeedApproval: boolean;
    /** Names of flags that mark staff; compared without regard to case. */
    readonly staffFlags: readonly string[];
    /** First words of console commands that may be sent; empty: none. */
    readonly rconCommands: readonly string[];
  };
  /** Names of commands that the operator does not want. */
  readonly commandsDisabled: readonly string[];
  readonly showServerPasswords: boolean;
  /** Path of the operator's schedules; undefined for none. */
  readonly schedulesFile?: string;
  /** Of schedules and wishes that name none; IANA. */
  readonly timezone: string;
  /** Path of the database file, or `:memory:`. */
  readonly databasePath: string;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}

/**
 * Checks everything that an operator has set. What is empty or blank counts as not set.
 * @returns frozen down to the last list, except for the URL objects, which nobody changes.
 * @throws ConfigError with every fault at once.
 */
export function loadConfig(environment: Environment): Config {
  return deepFreeze(toConfig(readSettings(VARIABLES, environment, combinationFaults)));
}

/**
 * The environment of this process, with what the file `.env` in the working directory adds; what is set already stays.
 * The bot's only reader of process.env.
 * @throws ConfigError when the file is there but cannot be read.
 */
export function readEnvironment(): Environment {
  try {
    process.loadEnvFile();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code !== 'ENOENT') {
      throw new ConfigError([
        { variable: 'The file .env', problem: `cannot be read (${code})`, example: undefined },
      ]);
    }
  }
  return process.env;
}

function toConfig(settings: Settings<typeof VARIABLES>): Config {
  const {
    BATTLEMETRICS_TOKEN: battlemetricsToken,
    BATTLEMETRICS_ORGANIZATION_ID: organizationId,
    BATTLEMETRICS_BAN_LIST_ID: banListId,
    AUDIT_CHANNEL_ID: auditChannelId,
    SCHEDULES_FILE: schedulesFile,
    BAN_PRESETS_FILE: banPresetsFile,
  } = settings;
  return {
    discord: {
      token: settings.DISCORD_TOKEN,
      applicationId: settings.DISCORD_APPLICATION_ID,
      guildId: settings.DISCORD_GUILD_ID,
      apiUrl: settings.DISCORD_API_URL,
    },
    ...dcsServerBotConfig(settings),
    ...(battlemetricsToken !== undefined &&
      organizationId !== undefined && {
        battlemetrics: {
          url: settings.BATTLEMETRICS_URL,
          token: battlemetricsToken,
          organizationId,
          serverIds: settings.BATTLEMETRICS_SERVER_IDS ?? [],
          ...(banListId !== undefined && { banListId }),
          ...requestsAllowed(settings),
        },
      }),
    access: {
      moderatorRoleIds: settings.MODERATOR_ROLE_IDS ?? [],
      adminRoleIds: settings.ADMIN_ROLE_IDS ?? [],
      ...(auditChannelId !== undefined && { auditChannelId }),
    },
    moderation: {
      ...(banPresetsFile !== undefined && { banPresetsFile }),
      permanentBansNeedApproval: settings.PERMANENT_BANS_NEED_APPROVAL,
      staffFlags: settings.STAFF_FLAGS,
      rconCommands: settings.RCON_COMMANDS ?? [],
    },
    commandsDisabled: settings.COMMANDS_DISABLED ?? [],
    showServerPasswords: settings.SHOW_SERVER_PASSWORDS,
    ...(schedulesFile !== undefined && { schedulesFile }),
    timezone: settings.DEFAULT_TIMEZONE,
    databasePath: settings.DATABASE_URL,
    logLevel: settings.LOG_LEVEL,
  };
}

/** Freezes objects and arrays; not class instances such as URL, whose state lies out of reach. */
function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
