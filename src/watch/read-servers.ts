import type { Logger } from 'pino';
import type { BattleMetrics } from '../battlemetrics/battlemetrics.ts';
import type { DcsServerBot } from '../dcsserverbot/dcsserverbot.ts';
import type { ApiName, Call } from '../http/call.ts';
import { ApiError } from '../http/errors.ts';
import { LimiterError } from '../ratelimit/limiter.ts';
import { explainError } from '../render/api-error.ts';
import type { ServerList, ServerSection } from '../render/server-list.ts';
import { type GameServerScope, readGameServers } from './game-servers.ts';

/** Where servers come from; an API that is not configured is left out. */
export interface ServerSources {
  readonly dcs?: DcsServerBot | undefined;
  readonly battlemetrics?: BattleMetrics | undefined;
  readonly config: { readonly battlemetrics?: GameServerScope };
  readonly now: () => number;
  readonly log: Logger;
}

/** A reading under way. */
export interface ServerReading {
  /** What has come so far; an API that has not answered yet is `pending`. */
  list(): ServerList;
  /** Both have answered or failed. Rejects with what is no failure of an API. */
  readonly done: Promise<void>;
}

type Sections = { -readonly [K in keyof ServerList]: ServerList[K] };

/** Begins to ask both APIs, side by side; the failure of one does not hide the other's servers. */
export function readServers(sources: ServerSources, call: Call): ServerReading {
  const { dcs, battlemetrics, config } = sources;
  const sections: Sections = {};
  const asked: Promise<void>[] = [];
  if (dcs !== undefined) {
    sections.dcs = { state: 'pending' };
    asked.push(
      ask('DCSServerBot', () => dcs.servers(call), sources).then((section) => {
        sections.dcs = section;
      }),
    );
  }
  if (battlemetrics !== undefined && config.battlemetrics !== undefined) {
    const scope = config.battlemetrics;
    sections.battlemetrics = { state: 'pending' };
    asked.push(
      ask('BattleMetrics', () => readGameServers(battlemetrics, scope, call), sources).then((section) => {
        sections.battlemetrics = section;
      }),
    );
  }
  return {
    list: () => ({ ...sections }),
    done: Promise.all(asked).then(() => undefined),
  };
}

/** Asks one API; its failure is a part of the answer, for the other one's data are worth showing alone. */
async function ask<S>(
  api: ApiName,
  load: () => Promise<readonly S[]>,
  { log, now }: ServerSources,
): Promise<ServerSection<S>> {
  try {
    return { state: 'answered', servers: await load() };
  } catch (error) {
    if (!(error instanceof ApiError || error instanceof LimiterError)) throw error;
    log.warn({ err: error, api }, 'An API could not be asked for its servers');
    return { state: 'failed', explanation: explainError(error, now()) };
  }
}
