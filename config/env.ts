/** What an operator has set, checked and complete. Frozen. */
export interface Config {
  readonly discord: {
    readonly token: string;
    readonly applicationId: string;
    /** The community's guild: commands are registered there and refused elsewhere. */
    readonly guildId: string;
    /** Base of Discord's REST API, without version: `https://discord.com/api`. */
    readonly apiUrl: string;
  };
  /** Undefined when `DCSSERVERBOT_URL` is not set. */
  readonly dcsserverbot?: { readonly url: URL; readonly apiKey?: string };
  /** Undefined when `BATTLEMETRICS_TOKEN` is not set. */
  readonly battlemetrics?: {
    readonly url: URL;
    readonly token: string;
    readonly organizationId: string;
    /** Empty: the servers of the organization. */
    readonly serverIds: readonly string[];
    readonly banListId?: string;
    readonly requestsPerMinute: number;
    readonly requestsPerSecond: number;
  };
  readonly access: {
    readonly moderatorRoleIds: readonly string[];
    readonly adminRoleIds: readonly string[];
    /** Set whenever a role list is. */
    readonly auditChannelId?: string;
  };
  /** Names of commands that the operator does not want. */
  readonly commandsDisabled: readonly string[];
  readonly showServerPasswords: boolean;
  /** Path of the database file, or `:memory:`. */
  readonly databasePath: string;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}
