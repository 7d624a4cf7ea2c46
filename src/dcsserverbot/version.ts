import type { Logger } from 'pino';
import type { Call } from '../http/call.ts';
import { ApiError } from '../http/errors.ts';
import type { WireVersion } from './model.ts';
import type { DcsRequests } from './requests.ts';

/** What is known of the server's version. Every answer that gives it away is heard, so that an upgrade is noticed. */
export class VersionMemory {
  readonly #now: () => number;
  readonly #log: Logger;
  #known: { readonly version: WireVersion; readonly at: number } | undefined;

  constructor({ now, log }: { readonly now: () => number; readonly log: Logger }) {
    this.#now = now;
    this.#log = log;
  }

  get version(): WireVersion | undefined {
    return this.#known?.version;
  }

  /** The version, if an answer gave it away within the last `ms` milliseconds. */
  within(ms: number): WireVersion | undefined {
    return this.#known !== undefined && this.#now() - this.#known.at <= ms ? this.#known.version : undefined;
  }

  /** An answer gave its version away; undefined tells nothing. */
  learn(version: WireVersion | undefined): void {
    if (version === undefined) return;
    const before = this.#known?.version;
    this.#known = { version, at: this.#now() };
    if (before === version) return;
    this.#log.info({ version, before }, 'DCSServerBot speaks this version of its RestAPI');
  }
}

/** How old a version may be that decides what a person is told: whether a link is worth anything, what cannot be asked. */
export const VERSION_GOOD_MS = 10 * 60_000;

/** Who wants to know the version, and how old the knowledge may be. */
export class VersionFinder {
  readonly #requests: DcsRequests;
  readonly #memory: VersionMemory;
  readonly #servers: (call: Call, fresh: boolean) => Promise<WireVersion | undefined>;

  /** @param servers reads /servers (anew if fresh) and returns the version that its answer gives away. */
  constructor(
    requests: DcsRequests,
    memory: VersionMemory,
    servers: (call: Call, fresh: boolean) => Promise<WireVersion | undefined>,
  ) {
    this.#requests = requests;
    this.#memory = memory;
    this.#servers = servers;
  }

  /** The version, asked for unless an answer gave it away within the last `ms` milliseconds. */
  within(ms: number, call: Call): Promise<WireVersion> {
    const known = this.#memory.within(ms);
    return known === undefined ? this.#found(false, call) : Promise.resolve(known);
  }

  /**
   * The version that decides whether something is asked at all. A belief in the current version is put right by the
   * answer; in the documented one nothing would be asked.
   */
  believed(call: Call): Promise<WireVersion> {
    return this.within(this.#memory.version === 'current' ? Number.POSITIVE_INFINITY : VERSION_GOOD_MS, call);
  }

  /** The version found out anew. */
  now(call: Call): Promise<WireVersion> {
    return this.#found(true, call);
  }

  #found(fresh: boolean, call: Call): Promise<WireVersion> {
    const servers = (shared: Call): Promise<WireVersion | undefined> => this.#servers(shared, fresh);
    return this.#requests.share(fresh ? 'version now' : 'version', call, (shared) =>
      findVersion(this.#requests, this.#memory, servers, shared),
    );
  }
}

/**
 * Finds the version out by asking: by the shape of /servers, which is the cheapest answer; where there is no server,
 * by the one endpoint that each version has alone, which refuses a GET with 405 where it exists, without a
 * key and without touching the database.
 * @param servers reads /servers and returns the version that its answer gives away.
 */
export async function findVersion(
  requests: DcsRequests,
  memory: VersionMemory,
  servers: (call: Call) => Promise<WireVersion | undefined>,
  call: Call,
): Promise<WireVersion> {
  let failure: ApiError | undefined;
  try {
    const version = await servers(call);
    if (version !== undefined) return version;
  } catch (error) {
    if (!(error instanceof ApiError) || !ANSWERED.has(error.kind)) throw error;
    failure = error;
  }
  const version = await byEndpoints(requests, call);
  memory.learn(version);
  if (version !== undefined) return version;
  if (memory.version !== undefined) return memory.version;
  if (failure !== undefined) throw failure;
  // A server without servers, behind something that hides the endpoints: the version of the document.
  return 'documented';
}

/** Failures of one endpoint, after which another may still answer. */
const ANSWERED: ReadonlySet<ApiError['kind']> = new Set([
  'server-error',
  'not-json',
  'not-found',
  'schema-mismatch',
  'rejected',
]);

async function byEndpoints(requests: DcsRequests, call: Call): Promise<WireVersion | undefined> {
  const exists = async (path: string): Promise<boolean> => {
    try {
      return (await requests.status(path, call)) === 405;
    } catch (error) {
      if (error instanceof ApiError && error.kind !== 'aborted') return false;
      throw error;
    }
  };
  const [documented, current] = await Promise.all([exists('/missilepk'), exists('/weaponpk')]);
  if (documented === current) return undefined;
  return documented ? 'documented' : 'current';
}
