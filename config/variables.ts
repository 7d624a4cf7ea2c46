import { z } from 'zod';
import { BATTLEMETRICS_ALLOWANCE } from './rate-limits.ts';
import {
  baseUrl,
  battleMetricsId,
  battleMetricsIds,
  commandNames,
  consoleCommands,
  databasePath,
  discordApiUrl,
  flagNames,
  jsonFile,
  oneOf,
  snowflake,
  snowflakes,
  timezone,
  token,
  uuid,
  type Value,
  wholeNumber,
  yesOrNo,
} from './values.ts';

interface Words {
  readonly description: string;
  /** A value that would do; never a real one. */
  readonly example: string;
  readonly secret?: true;
}

const ID = '1180000000000000001';

/** Every environment variable that Squawk reads: what it may hold, and what it is for. */
export const VARIABLES = {
  DISCORD_TOKEN: required(token(), {
    description: 'Token of the bot: Discord developer portal, your application, Bot, "Reset Token".',
    example: 'the-token-of-your-bot',
    secret: true,
  }),
  DISCORD_APPLICATION_ID: required(snowflake(), {
    description: 'Id of the application: Discord developer portal, General Information.',
    example: ID,
  }),
  DISCORD_GUILD_ID: required(snowflake(), {
    description: "Id of the community's guild: commands are registered there and refused elsewhere.",
    example: ID,
  }),
  DISCORD_API_URL: withDefault(discordApiUrl(), 'https://discord.com/api', {
    description: "Discord's REST API, without version; only of interest for tests and proxies.",
    example: 'https://discord.com/api',
  }),
  DCSSERVERBOT_URL: optional(baseUrl({ userInfo: true }), {
    description:
      "Address of DCSServerBot's RestAPI with its prefix. Empty: the commands for DCS World are not registered.",
    example: 'http://127.0.0.1:9876/stats',
  }),
  DCSSERVERBOT_API_KEY: optional(token(), {
    description: "Key of DCSServerBot's RestAPI, if one is set there.",
    example: 'the-key-of-the-restapi',
    secret: true,
  }),
  BATTLEMETRICS_TOKEN: optional(token(), {
    description:
      'Token of the BattleMetrics API: https://www.battlemetrics.com/developers. Empty: its commands are not registered.',
    example: 'the-token-of-your-organization',
    secret: true,
  }),
  BATTLEMETRICS_URL: withDefault(baseUrl({ userInfo: false }), 'https://api.battlemetrics.com', {
    description: 'The BattleMetrics API; only of interest for tests and proxies.',
    example: 'https://api.battlemetrics.com',
  }),
  BATTLEMETRICS_ORGANIZATION_ID: optional(battleMetricsId(), {
    description:
      'Id of your organization, the digits in the address of its page. Needed with BATTLEMETRICS_TOKEN.',
    example: '12345',
  }),
  BATTLEMETRICS_SERVER_IDS: optional(battleMetricsIds(), {
    description: 'Ids of the servers to show, separated by commas. Empty: all servers of the organization.',
    example: '1234567,2345678',
  }),
  BATTLEMETRICS_BAN_LIST_ID: optional(uuid(), {
    description:
      'Id of the ban list for bans of the scope "ban list", a UUID. Empty: a ban of that scope is refused.',
    example: '01234567-89ab-4def-8123-456789abcdef',
  }),
  BATTLEMETRICS_REQUESTS_PER_MINUTE: withDefault(
    wholeNumber({ min: 1, max: 100_000 }),
    String(BATTLEMETRICS_ALLOWANCE.withToken.perMinute),
    { description: 'Calls that BattleMetrics allows your token in any minute.', example: '300' },
  ),
  BATTLEMETRICS_REQUESTS_PER_SECOND: withDefault(
    wholeNumber({ min: 1, max: 10_000 }),
    String(BATTLEMETRICS_ALLOWANCE.withToken.perSecond),
    {
      description:
        'Calls that BattleMetrics allows your token in any second; at most what a minute allows is used.',
      example: '45',
    },
  ),
  MODERATOR_ROLE_IDS: optional(snowflakes(), {
    description:
      'Ids of the roles that may ban and flag, separated by commas. This and ADMIN_ROLE_IDS empty: nobody may.',
    example: `${ID},1180000000000000002`,
  }),
  ADMIN_ROLE_IDS: optional(snowflakes(), {
    description:
      'Ids of the roles that may do everything, as whoever has the Administrator permission; separated by commas.',
    example: ID,
  }),
  AUDIT_CHANNEL_ID: optional(snowflake(), {
    description:
      'Id of the channel for every ban and flag, and for what needs an admin, such as a schedule that rests. Needed with BattleMetrics and one of the role lists.',
    example: ID,
  }),
  BAN_PRESETS_FILE: optional(jsonFile(), {
    description:
      'Path of a JSON file with the reasons and durations that /ban offers. Empty: a few that fit most communities.',
    example: 'config/ban-presets.example.json',
  }),
  PERMANENT_BANS_NEED_APPROVAL: withDefault(yesOrNo(), 'false', {
    description: 'Whether a second moderator must approve a ban without end, in the audit channel.',
    example: 'true',
  }),
  STAFF_FLAGS: withDefault(flagNames(), 'Staff,Admin,Moderator', {
    description:
      'Names of flags on BattleMetrics that mark your staff, separated by commas: /ban warns before one of them is banned.',
    example: 'Staff,Founder',
  }),
  RCON_COMMANDS: optional(consoleCommands(), {
    description:
      'First words of the console commands that admins may send with /rcon, separated by commas. Empty: there is no /rcon.',
    example: 'say,AdminBroadcast',
  }),
  COMMANDS_DISABLED: optional(commandNames(), {
    description:
      "Names of commands to leave out, separated by commas: DCSServerBot's own bot has a /linkme too.",
    example: 'linkme,topkdr',
  }),
  SHOW_SERVER_PASSWORDS: withDefault(yesOrNo(), 'false', {
    description: 'Whether /servers and server boards show the passwords of DCS servers to everybody.',
    example: 'false',
  }),
  SCHEDULES_FILE: optional(jsonFile(), {
    description:
      'Path of a JSON file with schedules of leaderboards, beside those made in Discord. Empty: none.',
    example: 'config/schedules.example.json',
  }),
  DEFAULT_TIMEZONE: withDefault(timezone(), 'UTC', {
    description: 'Time zone, by its IANA name, of schedules and wishes that name none.',
    example: 'Europe/Berlin',
  }),
  DATABASE_URL: withDefault(databasePath(), 'file:data/squawk.db', {
    description: 'File of the database, from the working directory; its folder is made if missing.',
    example: 'file:data/squawk.db',
  }),
  LOG_LEVEL: withDefault(oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'), 'info', {
    description:
      'The least important log entries to write: fatal, error, warn, info, debug, trace, or silent.',
    example: 'info',
  }),
};

export type VariableName = keyof typeof VARIABLES;

/** An environment variable as an operator sees it. */
export interface EnvironmentVariable {
  readonly name: string;
  /** Whether Squawk cannot start without it. Some others are needed by what else is set: see the description. */
  readonly required: boolean;
  readonly default: string | undefined;
  readonly description: string;
  readonly example: string;
  readonly secret: boolean;
}

/** All of them, for documents and for the checks of documents. */
export const ENVIRONMENT_VARIABLES: readonly EnvironmentVariable[] = Object.entries(VARIABLES).map(
  ([name, { required, default: value, description, example, secret }]) => ({
    name,
    required,
    default: value,
    description,
    example,
    secret: secret ?? false,
  }),
);

function required<T>(value: Value<T>, words: Words) {
  return {
    ...words,
    required: true,
    default: undefined,
    schema: z.string({ error: 'is not set' }).pipe(value),
  };
}

function optional<T>(value: Value<T>, words: Words) {
  return { ...words, required: false, default: undefined, schema: value.optional() };
}

function withDefault<T>(value: Value<T>, text: string, words: Words) {
  return { ...words, required: false, default: text, schema: value.prefault(text) };
}
