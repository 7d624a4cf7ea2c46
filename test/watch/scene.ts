import { onTestFinished } from 'vitest';
import { createDcsServerBot } from '../../src/dcsserverbot/client.ts';
import {
  type BattleMetricsSimulator,
  startBattleMetricsSimulator,
} from '../../src/demo/battlemetrics/simulator.ts';
import {
  type DcsServerBotSimulator,
  startDcsServerBotSimulator,
} from '../../src/demo/dcsserverbot/simulator.ts';
import type { SimulatedServer } from '../../src/demo/dcsserverbot/world.ts';
import { ResponseCache } from '../../src/http/response-cache.ts';
import type { Posts } from '../../src/message/posts.ts';
import type { Store } from '../../src/store/store.ts';
import { createWatch, type Watch } from '../../src/watch/watch.ts';
import { clientTo } from '../battlemetrics/harness.ts';
import { transportTo } from '../http/http-server.ts';
import { openTestStore, silent, temporaryDatabase } from '../store/open.ts';
import { Discord } from './discord.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const CHANNEL = '5001';
export const ADMIN = '42';
export const MEMBER = '77';
export const START = Date.parse('2026-11-22T09:00:00Z');
/** The name of the simulator's first DCS server. */
export const FIRST_DCS = "Special K's PvP | EU [24/7] _Caucasus_";
export const FIRST_GAME = '1000101';

export interface SceneOptions {
  readonly dcs?: boolean;
  readonly battlemetrics?: boolean;
  readonly showServerPasswords?: boolean;
  readonly commandsDisabled?: readonly string[];
  readonly start?: number;
}

/** What a process of the bot has; a scene may have several, one after the other. */
export interface Life {
  readonly watch: Watch;
  readonly store: Store;
}

export interface Scene extends Life {
  readonly discord: Discord;
  readonly dcs: DcsServerBotSimulator;
  readonly battlemetrics: BattleMetricsSimulator;
  /** What the admins were told. */
  readonly told: string[];
  readonly now: () => number;
  advance(ms: number): void;
  /** A minute passes, and the watch looks. */
  minute(): Promise<void>;
  /** A process that begins with what is in the database. */
  begin(changes?: LifeChanges): Promise<Life>;
  /** How many players the first server of DCS has. */
  players(count: number): void;
  first(): SimulatedServer;
}

export interface LifeChanges {
  readonly mayWrite?: () => Promise<boolean>;
  readonly posts?: (posts: Posts) => Posts;
  readonly store?: (store: Store) => Store;
  readonly intervalMs?: number;
}

/** The watch with real clients and a real database, simulated APIs over HTTP, and a Discord in memory. */
export async function startScene(options: SceneOptions = {}): Promise<Scene> {
  let time = options.start ?? START;
  const now = () => time;
  const dcs = await startDcsServerBotSimulator({ version: 'documented', now });
  const battlemetrics = await startBattleMetricsSimulator({ now });
  onTestFinished(async () => {
    await Promise.all([dcs.close(), battlemetrics.close()]);
  });
  const discord = new Discord(now);
  const told: string[] = [];
  const path = temporaryDatabase();

  const begin = async (changes: LifeChanges = {}): Promise<Life> => {
    const opened = await openTestStore(path, now);
    const store = changes.store?.(opened) ?? opened;
    const watch = createWatch({
      ...(options.dcs !== false && {
        dcs: createDcsServerBot({
          transport: transportTo(new URL(dcs.url), { api: 'DCSServerBot' }),
          cache: new ResponseCache({ now, maxEntries: 100 }),
          now,
          log: silent,
        }),
      }),
      ...(options.battlemetrics === true && {
        battlemetrics: clientTo(new URL(battlemetrics.url), {}, now).bm,
      }),
      store,
      posts: changes.posts?.(discord) ?? discord,
      channels: discord,
      config: {
        battlemetrics: { organizationId: '25069', serverIds: [] },
        showServerPasswords: options.showServerPasswords ?? false,
        commandsDisabled: options.commandsDisabled ?? [],
      },
      now,
      log: silent,
      tellAdmins: async (text) => void told.push(text),
      ...(changes.mayWrite && { mayWrite: changes.mayWrite }),
      ...(changes.intervalMs !== undefined && { intervalMs: changes.intervalMs }),
    });
    return { watch, store };
  };

  const life = await begin();
  const first = (): SimulatedServer => {
    const [server] = dcs.world.servers;
    if (server === undefined) throw new Error('the simulator has no server');
    return server;
  };
  const pass = (ms: number) => {
    time += ms;
    // Missions go on while time passes.
    for (const { status, mission } of dcs.world.servers) {
      if (status === 'Running' && mission !== undefined) mission.uptime += ms / 1000;
    }
  };
  return {
    ...life,
    discord,
    dcs,
    battlemetrics,
    told,
    now,
    advance: pass,
    minute: async () => {
      pass(MINUTE);
      await life.watch.poll();
    },
    begin,
    players: (count) => {
      const { mission } = first();
      if (mission !== undefined) mission.slots = { blue: 40, blueUsed: count, red: 38, redUsed: 0 };
    },
    first,
  };
}
