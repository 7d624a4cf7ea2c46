import type { Logger } from 'pino';
import type { ApiConfig } from '../config/env.ts';
import { BATTLEMETRICS_BUDGETS } from '../config/rate-limits.ts';
import { type BattleMetrics, createBattleMetrics } from './battlemetrics/battlemetrics.ts';
import { introspectionUrl } from './battlemetrics/introspection.ts';
import { createTokenScopes, type TokenScopes } from './battlemetrics/token-scopes.ts';
import { createDcsServerBot } from './dcsserverbot/client.ts';
import type { DcsServerBot } from './dcsserverbot/dcsserverbot.ts';
import { createRestApi, type RestApi } from './dcsserverbot/rest-api.ts';
import { VersionMemory } from './dcsserverbot/version.ts';
import { ResponseCache } from './http/response-cache.ts';
import { createTransport } from './http/undici-transport.ts';
import { createLimiter } from './ratelimit/create-limiter.ts';
import type { Limiter } from './ratelimit/limiter.ts';

/** Answers kept at most, for each API. A server list of BattleMetrics has some hundred kilobytes. */
const MAX_CACHED = 500;

/** The clients of the APIs that are configured, and what they share. */
export interface Apis {
  readonly dcs?: DcsServerBot;
  /** The same API whole, endpoint by endpoint. */
  readonly dcsRestApi?: RestApi;
  readonly battlemetrics?: BattleMetrics;
  /** What BattleMetrics' token may do; undefined also where no organization is configured. */
  readonly tokenScopes?: TokenScopes;
  /** BattleMetrics' limiter. */
  readonly limiter?: Limiter;
  /** Drops the calls that wait, gives those on the wire a few seconds to end, and closes all connections. */
  close(): Promise<void>;
}

export interface ApisOptions {
  readonly config: ApiConfig;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
  /** When an earlier process on the same token may last have called BattleMetrics, epoch milliseconds. */
  readonly previousUse?: { readonly until: number };
  /** Whether this process still may change something; asked before each write. Default: always. */
  readonly mayWrite?: () => Promise<boolean>;
}

/** Builds the clients; nothing is called yet. */
export function createApis(options: ApisOptions): Apis {
  const dcs = buildDcsServerBot(options);
  const battlemetrics = buildBattleMetrics(options);
  return {
    ...(dcs && { dcs: dcs.client, dcsRestApi: dcs.restApi }),
    ...(battlemetrics && {
      battlemetrics: battlemetrics.client,
      ...(battlemetrics.tokenScopes && { tokenScopes: battlemetrics.tokenScopes }),
      limiter: battlemetrics.limiter,
    }),
    close: async () => {
      await Promise.all([dcs?.close(), battlemetrics?.close()]);
    },
  };
}

function buildDcsServerBot({ config, now, log, mayWrite }: ApisOptions) {
  if (config.dcsserverbot === undefined) return undefined;
  const { url, apiKey } = config.dcsserverbot;
  const transport = createTransport({
    api: 'DCSServerBot',
    baseUrl: url,
    ...(apiKey === undefined ? {} : { headers: { 'X-API-Key': apiKey } }),
    ...(mayWrite && { mayWrite }),
  });
  const cache = new ResponseCache({ now, maxEntries: MAX_CACHED });
  const shared = { transport, cache, now, log, memory: new VersionMemory({ now, log }) };
  return {
    client: createDcsServerBot(shared),
    restApi: createRestApi(shared),
    close: () => transport.close(),
  };
}

function buildBattleMetrics({ config, now, log, previousUse, mayWrite }: ApisOptions) {
  if (config.battlemetrics === undefined) return undefined;
  const { url, token, organizationId, requestsPerMinute, requestsPerSecond } = config.battlemetrics;
  const transport = createTransport({
    api: 'BattleMetrics',
    baseUrl: url,
    headers: { Authorization: `Bearer ${token}` },
    // No call that left the gate waits again: there the order is lost, and a pause would come too late for it.
    maxConnections: requestsPerMinute,
    ...(mayWrite && { mayWrite }),
  });
  const limiter = createLimiter({
    perMinute: requestsPerMinute,
    perSecond: requestsPerSecond,
    budgets: BATTLEMETRICS_BUDGETS,
    now,
    log,
    ...(previousUse && { previousUse }),
  });
  const cache = new ResponseCache({ now, maxEntries: MAX_CACHED });
  const client = createBattleMetrics({ transport, limiter, cache, now, log });
  const oauth = createTransport({ api: 'BattleMetrics', baseUrl: introspectionUrl(url) });
  return {
    client,
    limiter,
    tokenScopes:
      organizationId === undefined
        ? undefined
        : createTokenScopes({ transport: oauth, token, organizationId, now, log }),
    close: async () => {
      // Side by side: the limiter waits for calls on the wire, and the transport cuts off those that nobody answers.
      await Promise.all([limiter.close(), transport.close(), oauth.close()]);
    },
  };
}
