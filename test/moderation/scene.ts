import { onTestFinished } from 'vitest';
import { BATTLEMETRICS_BUDGETS } from '../../config/rate-limits.ts';
import { createBattleMetrics } from '../../src/battlemetrics/battlemetrics.ts';
import {
  type BattleMetricsSimulatorOptions,
  startBattleMetricsSimulator,
} from '../../src/demo/battlemetrics/simulator.ts';
import type { Call } from '../../src/http/call.ts';
import { ResponseCache } from '../../src/http/response-cache.ts';
import { createTransport } from '../../src/http/undici-transport.ts';
import type { Order } from '../../src/moderation/actions/order.ts';
import type { BanInput } from '../../src/moderation/bans/ban-drafts.ts';
import {
  createModeration,
  type Moderation,
  type ModerationOptions,
} from '../../src/moderation/moderation.ts';
import { createLimiter } from '../../src/ratelimit/create-limiter.ts';
import type { ModerationAction, Moderator } from '../../src/store/moderation-action.ts';
import type { Store } from '../../src/store/store.ts';
import { openTestStore, silent, temporaryDatabase } from '../store/open.ts';
import { Channel } from './posts.ts';

export const ORGANIZATION = '25069';
export const kestrel = { id: '100', name: 'Kestrel' };
export const merlin = { id: '200', name: 'Merlin' };
export const call: Call = { class: 'moderator' };

let orders = 0;
/** An order of its own: each has a new key, as each interaction has. */
export function order(moderator: Moderator = kestrel): Order {
  orders += 1;
  return { moderator, requestKey: `interaction-${orders}`, call };
}

interface SceneOptions extends Pick<BattleMetricsSimulatorOptions, 'tokens' | 'searchLagMs'> {
  /** Waits before each look; short, for the simulator knows at once what it has done. */
  readonly lookDelaysMs?: readonly number[];
  readonly banListId?: string;
  /** Whether this process still has the lease. */
  readonly mayWrite?: () => Promise<boolean>;
  /** Instead of the usual configuration. */
  readonly config?: Partial<ModerationOptions['config']>;
  readonly banPresets?: ModerationOptions['banPresets'];
  /** Without it everybody is a moderator. */
  readonly levelOf?: ModerationOptions['levelOf'];
  /** Without it BattleMetrics does not say what the token may do. */
  readonly lacksScope?: ModerationOptions['lacksScope'];
}

/** A process of the bot as far as moderation goes: its own connections, database handle and timers. */
export interface BotProcess {
  readonly store: Store;
  readonly moderation: Moderation;
}

/** BattleMetrics over real HTTP, a real database file, a channel, and as many bot processes as one likes. */
export async function setScene(options: SceneOptions = {}) {
  const clock = { offset: 0, now: () => Date.now() + clock.offset };
  const simulator = await startBattleMetricsSimulator({
    organizationId: ORGANIZATION,
    now: clock.now,
    ...(options.tokens === undefined ? {} : { tokens: options.tokens }),
    ...(options.searchLagMs === undefined ? {} : { searchLagMs: options.searchLagMs }),
  });
  onTestFinished(() => simulator.close());
  const path = temporaryDatabase();
  const channel = new Channel(clock.now);
  const banListId = options.banListId ?? simulator.world.banLists[1]?.id;

  /** Starts the bot; an earlier process that was not stopped goes on as one that hangs would. */
  const boot = async ({
    lookDelaysMs = options.lookDelaysMs ?? [1, 5, 10],
    mayWrite = options.mayWrite,
  }: Pick<SceneOptions, 'lookDelaysMs' | 'mayWrite'> = {}): Promise<BotProcess> => {
    const store = await openTestStore(path, clock.now);
    const transport = createTransport({
      api: 'BattleMetrics',
      baseUrl: new URL(simulator.url),
      headers: { authorization: 'Bearer simulator-token' },
      headersTimeoutMs: 1_000,
      bodyTimeoutMs: 1_000,
      ...(mayWrite && { mayWrite }),
    });
    onTestFinished(() => transport.close());
    const limiter = createLimiter({
      perMinute: 300,
      perSecond: 45,
      budgets: BATTLEMETRICS_BUDGETS,
      now: clock.now,
      log: silent,
    });
    onTestFinished(() => limiter.close());
    const cache = new ResponseCache({ now: clock.now, maxEntries: 100 });
    const battlemetrics = createBattleMetrics({ transport, limiter, cache, now: clock.now, log: silent });
    const moderation = createModeration({
      battlemetrics,
      store,
      posts: channel,
      config: {
        organizationId: ORGANIZATION,
        serverIds: [],
        auditChannelId: '77',
        staffFlags: ['Staff', 'Admin', 'Moderator'],
        permanentBansNeedApproval: false,
        rconCommands: [],
        timezone: 'Europe/Berlin',
        tokenUserId: simulator.world.user.id,
        ...(banListId === undefined ? {} : { banListId }),
        ...options.config,
      },
      banPresets: options.banPresets ?? [],
      levelOf: options.levelOf ?? (() => Promise.resolve('moderator')),
      ...(options.lacksScope && { lacksScope: options.lacksScope }),
      ...(mayWrite && { mayWrite }),
      now: clock.now,
      log: silent,
      lookDelaysMs,
      auditRetryDelaysMs: [10],
    });
    onTestFinished(() => moderation.stop());
    return { store, moderation };
  };

  const bot = await boot();
  const { world, requests } = simulator;
  /** Someone with a Steam ID, a BEGUID, a name and an address, who is not banned. */
  const player = world.players[40];
  if (player === undefined) throw new Error('the simulated world has too few people');
  const banInput: BanInput = {
    player: player.id,
    reason: 'Team kills',
    duration: '7d',
    scope: 'organization',
  };
  return {
    ...bot,
    boot,
    /** Of the database. */
    path,
    clock,
    simulator,
    world,
    channel,
    player,
    banInput,
    /** The action once it is settled and the audit channel shows it, however that is spread over the background. */
    told: async (id: string): Promise<ModerationAction> => {
      for (;;) {
        const action = await bot.store.actions.get(id);
        if (action !== undefined && action.state !== 'sending' && !action.auditPending) return action;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    /** What was sent to change something, `POST /players/match` and the like left out. */
    writes: () => requests.filter(({ method, path: asked }) => method !== 'GET' && !asked.endsWith('match')),
    bansMade: () => world.bans.filter(({ uid }) => !uid.startsWith('seed')),
    /** Writes the draft of a ban and gives its id. */
    draft: async (input: Partial<BanInput> = {}) =>
      (await bot.moderation.drafts.ban({ ...banInput, ...input }, order())).action.id,
  };
}
