import type { Call } from '../http/call.ts';
import type { AnyArgs } from './arguments.ts';
import type { DcsServerBotOptions } from './client.ts';
import type { AnyOperation, Bound } from './operation.ts';
import { airbases } from './operations/airbases.ts';
import { credits } from './operations/credits.ts';
import { info } from './operations/info.ts';
import { instances } from './operations/instances.ts';
import { missions } from './operations/missions.ts';
import { statistics } from './operations/statistics.ts';
import { utilities } from './operations/utilities.ts';
import { Readings } from './readings.ts';
import { DcsRequests } from './requests.ts';
import { RestClient } from './rest-client.ts';
import { VersionFinder, VersionMemory } from './version.ts';

/** Every operation of DCSServerBot's RestAPI, of the documented version and of the current one, by topic. */
export const OPERATIONS = { airbases, credits, info, instances, missions, statistics, utilities };

/**
 * DCSServerBot's RestAPI whole, one method an endpoint: `rest.info.servers({}, call)`. Beside it stands `DcsServerBot`,
 * which answers the questions of commands in one model whatever the version; here each endpoint says what it says.
 *
 * An answer is one type where the current version only adds to the documented one, and `{ version, value }` where the
 * numbers of the two mean different things (`stats`, `topKills`, `topKdr`, `trueSkill`).
 *
 * Reads are shared, cached (not for moderators) and repeated on transient failures. A write is sent exactly once, and
 * the cached answers that it makes wrong are dropped, for `DcsServerBot` too where it shares the cache.
 *
 * Methods reject with an InvalidArgumentError before anything is sent; with an ApiError, a NotFoundError for what the
 * server does not know; with an UnsupportedByVersionError where its version has no such endpoint or parameter.
 */
export type RestApi = {
  readonly [G in keyof typeof OPERATIONS]: {
    readonly [N in keyof (typeof OPERATIONS)[G]]: Bound<(typeof OPERATIONS)[G][N]>;
  };
};

/** Makes the whole client. With the transport, cache and memory of `createDcsServerBot` they know of each other. */
export function createRestApi(options: DcsServerBotOptions): RestApi {
  const { memory = new VersionMemory(options) } = options;
  const requests = new DcsRequests(options);
  const readings = new Readings(requests, memory);
  const versions = new VersionFinder(
    requests,
    memory,
    async (call, fresh) => (await readings.servers(call, fresh)).version,
  );
  const client = new RestClient({ requests, memory, versions });
  const bound = Object.entries(OPERATIONS).map(([topic, operations]) => {
    const methods = Object.entries<AnyOperation>(operations).map(([name, operation]) => [
      name,
      (args: AnyArgs, call: Call) => client.call(`${topic}.${name}`, operation, args, call),
    ]);
    return [topic, Object.fromEntries(methods)] as const;
  });
  // Each method reads by the schema that its type is inferred from; no type can say that of entries that were walked.
  return Object.fromEntries(bound) as unknown as RestApi;
}
