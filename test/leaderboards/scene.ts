import { Writable } from 'node:stream';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createBattleMetrics } from '../../src/battlemetrics/battlemetrics.ts';
import { createDcsServerBot } from '../../src/dcsserverbot/client.ts';
import {
  type BattleMetricsSimulatorOptions,
  startBattleMetricsSimulator,
} from '../../src/demo/battlemetrics/simulator.ts';
import { type SimulatedVersion, startDcsServerBotSimulator } from '../../src/demo/dcsserverbot/simulator.ts';
import type { SimulatedWorld } from '../../src/demo/dcsserverbot/world.ts';
import type { Call } from '../../src/http/call.ts';
import { ResponseCache } from '../../src/http/response-cache.ts';
import { createTransport } from '../../src/http/undici-transport.ts';
import { type BoardsOptions, createBoards } from '../../src/leaderboards/boards/boards.ts';
import { createLimiter } from '../../src/ratelimit/create-limiter.ts';
import type { BoardId, BoardSpec } from '../../src/store/board.ts';
import { openTestStore, silent } from '../store/open.ts';
import { communityOf, type Flown, NOW } from './community.ts';

export const PERSON: Call = { class: 'person' };
export const ORGANIZATION = '25069';

export interface SceneOptions {
  /** Of DCSServerBot; without it, none is configured. */
  readonly dcs?: SimulatedVersion;
  readonly pilots?: readonly Flown[];
  /** In place of `pilots`. */
  readonly world?: SimulatedWorld;
  readonly battlemetrics?: BattleMetricsSimulatorOptions;
}

/** Boards with real clients and a real database, before the simulators of both APIs. */
export async function startScene(options: SceneOptions) {
  let clock = NOW;
  const now = (): number => clock;
  const lines: string[] = [];
  const log = pino(
    { level: 'warn' },
    new Writable({
      write(chunk, _, done) {
        lines.push(String(chunk));
        done();
      },
    }),
  );
  const store = await openTestStore(undefined, now);
  const cache = new ResponseCache({ now, maxEntries: 5_000 });
  const dcs =
    options.dcs &&
    (await startDcsServerBotSimulator({
      version: options.dcs,
      world: options.world ?? communityOf(options.pilots ?? []),
      now,
    }));
  const battlemetrics =
    options.battlemetrics &&
    (await startBattleMetricsSimulator({ organizationId: ORGANIZATION, now, ...options.battlemetrics }));
  onTestFinished(async () => {
    await dcs?.close();
    await battlemetrics?.close();
  });
  const boardsOptions: BoardsOptions = {
    dcs:
      dcs && createDcsServerBot({ transport: transport('DCSServerBot', dcs.url), cache, now, log: silent }),
    battlemetrics: battlemetrics && {
      api: createBattleMetrics({
        transport: transport('BattleMetrics', battlemetrics.url),
        limiter: limiter(),
        cache,
        now,
        log: silent,
      }),
      organizationId: ORGANIZATION,
      serverIds: [],
    },
    store,
    now,
    log,
  };
  const boards = createBoards(boardsOptions);
  return {
    boards,
    store,
    /** The simulators. */
    dcs,
    battlemetrics,
    now,
    /** What the operator sees. */
    warnings: () => lines.join(''),
    /** As after a restart: the same database, and nobody met yet. */
    restarted: () => createBoards(boardsOptions),
    advance(ms: number) {
      clock += ms;
    },
    /** Rows of rankings that were asked for, and how often a pilot was looked up. */
    asked() {
      const requests = dcs?.requests ?? [];
      const limits = requests.flatMap(({ url }) => {
        const limit = new URL(url, 'http://simulator.invalid').searchParams.get('limit');
        return limit === null ? [] : [Number(limit)];
      });
      return {
        rows: limits.reduce((sum, limit) => sum + limit, 0),
        lookups: requests.filter(({ path }) => path === '/getuser').length,
      };
    },
    optOut: (discordId: string) => boards.exclusions.optOut({ id: discordId, name: 'Somebody' }, true),
  };
}

export type Scene = Awaited<ReturnType<typeof startScene>>;

export function specOf(board: BoardId, more: Partial<BoardSpec> = {}): BoardSpec {
  return { board, period: 'all', order: 'plain', minimum: 0, top: 3, server: null, ...more };
}

/** The names of a board, best first. */
export const namesOf = ({ entries }: { readonly entries: readonly { readonly name: string }[] }): string[] =>
  entries.map(({ name }) => name);

function transport(api: 'DCSServerBot' | 'BattleMetrics', url: string) {
  const headers = api === 'BattleMetrics' ? { authorization: 'Bearer simulator-token' } : {};
  const made = createTransport({ api, baseUrl: new URL(url), headers });
  onTestFinished(() => made.close());
  return made;
}

function limiter() {
  const made = createLimiter({ perMinute: 10_000, perSecond: 10_000, now: Date.now, log: silent });
  onTestFinished(() => made.close());
  return made;
}
