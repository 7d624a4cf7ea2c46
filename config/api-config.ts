import { type Environment, readSettings, type Settings } from './settings.ts';
import { VARIABLES } from './variables.ts';

/** What the clients of the two APIs need to know. The bot's whole configuration has it too. */
export interface ApiConfig {
  /** Undefined when `DCSSERVERBOT_URL` is not set. */
  readonly dcsserverbot?: { readonly url: URL; readonly apiKey?: string };
  /** Undefined when `BATTLEMETRICS_TOKEN` is not set. */
  readonly battlemetrics?: {
    readonly url: URL;
    readonly token: string;
    /** The bot needs it; who calls the API by hand may not. */
    readonly organizationId?: string;
    readonly requestsPerMinute: number;
    readonly requestsPerSecond: number;
  };
}

const API_VARIABLES = {
  DCSSERVERBOT_URL: VARIABLES.DCSSERVERBOT_URL,
  DCSSERVERBOT_API_KEY: VARIABLES.DCSSERVERBOT_API_KEY,
  BATTLEMETRICS_TOKEN: VARIABLES.BATTLEMETRICS_TOKEN,
  BATTLEMETRICS_URL: VARIABLES.BATTLEMETRICS_URL,
  BATTLEMETRICS_ORGANIZATION_ID: VARIABLES.BATTLEMETRICS_ORGANIZATION_ID,
  BATTLEMETRICS_REQUESTS_PER_MINUTE: VARIABLES.BATTLEMETRICS_REQUESTS_PER_MINUTE,
  BATTLEMETRICS_REQUESTS_PER_SECOND: VARIABLES.BATTLEMETRICS_REQUESTS_PER_SECOND,
};
type ApiSettings = Settings<typeof API_VARIABLES>;

/**
 * Checks what an operator has set for the APIs alone; either may be missing.
 * @throws ConfigError with every fault at once.
 */
export function loadApiConfig(environment: Environment): ApiConfig {
  const settings = readSettings(API_VARIABLES, environment, () => []);
  const {
    BATTLEMETRICS_TOKEN: token,
    BATTLEMETRICS_URL: url,
    BATTLEMETRICS_ORGANIZATION_ID: organizationId,
  } = settings;
  return {
    ...dcsServerBotConfig(settings),
    ...(token !== undefined && {
      battlemetrics: {
        url,
        token,
        ...(organizationId !== undefined && { organizationId }),
        ...requestsAllowed(settings),
      },
    }),
  };
}

/** DCSServerBot's part of a configuration; nothing without its address. */
export function dcsServerBotConfig({
  DCSSERVERBOT_URL: url,
  DCSSERVERBOT_API_KEY: apiKey,
}: Pick<ApiSettings, 'DCSSERVERBOT_URL' | 'DCSSERVERBOT_API_KEY'>): Pick<ApiConfig, 'dcsserverbot'> {
  return url === undefined ? {} : { dcsserverbot: { url, ...(apiKey !== undefined && { apiKey }) } };
}

/** How often BattleMetrics may be called. */
export function requestsAllowed({
  BATTLEMETRICS_REQUESTS_PER_MINUTE: requestsPerMinute,
  BATTLEMETRICS_REQUESTS_PER_SECOND: requestsPerSecond,
}: Pick<ApiSettings, 'BATTLEMETRICS_REQUESTS_PER_MINUTE' | 'BATTLEMETRICS_REQUESTS_PER_SECOND'>) {
  // Who lowers the minute alone means the second too.
  return { requestsPerMinute, requestsPerSecond: Math.min(requestsPerSecond, requestsPerMinute) };
}
