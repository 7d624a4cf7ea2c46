import { onTestFinished } from 'vitest';
import { createDcsServerBot } from '../../src/dcsserverbot/client.ts';
import { startBattleMetricsSimulator } from '../../src/demo/battlemetrics/simulator.ts';
import { type SimulatedVersion, startDcsServerBotSimulator } from '../../src/demo/dcsserverbot/simulator.ts';
import { ResponseCache } from '../../src/http/response-cache.ts';
import { createAdminNotices } from '../../src/leaderboards/admin-notice.ts';
import { createLeaderboards } from '../../src/leaderboards/create-leaderboards.ts';
import type { Channels } from '../../src/message/channels.ts';
import { createModeration } from '../../src/moderation/moderation.ts';
import { clientTo } from '../battlemetrics/harness.ts';
import { transportTo } from '../http/http-server.ts';
import { communityOf, type Flown, NOW } from '../leaderboards/community.ts';
import { openTestStore, silent } from '../store/open.ts';
import { Discord } from '../watch/discord.ts';
import { startBot } from './bot.ts';

const now = () => NOW;

export interface LeaderboardsOptions {
  readonly version: SimulatedVersion;
  readonly pilots: readonly Flown[];
  /** Whether there are players of BattleMetrics, too. */
  readonly players?: boolean;
  readonly channels?: Partial<Channels>;
}

/** `/leaderboard` in front of real boards and schedules. */
export async function startLeaderboards({
  version,
  pilots,
  players = false,
  channels: changes,
}: LeaderboardsOptions) {
  const simulator = await startDcsServerBotSimulator({ version, world: communityOf(pilots), now });
  onTestFinished(() => simulator.close());
  const store = await openTestStore(undefined, now);
  const posts = new Discord(now);
  const channels: Channels = {
    check: async () => ({ kind: 'ok' }),
    canPing: async () => true,
    isMember: async () => true,
    sees: async () => true,
    nameOf: () => undefined,
    ...changes,
  };
  const shared = { store, posts, now, log: silent };
  const leaderboards = createLeaderboards({
    ...shared,
    dcs: createDcsServerBot({
      transport: transportTo(new URL(simulator.url), { api: 'DCSServerBot' }),
      cache: new ResponseCache({ now, maxEntries: 100 }),
      now,
      log: silent,
    }),
    battlemetrics: undefined,
    channels,
    notices: createAdminNotices({ posts, channelId: undefined, now, log: silent }),
    timezone: 'UTC',
    fileSchedules: [],
    mayWrite: async () => true,
  });
  onTestFinished(() => leaderboards.stop());
  const moderation = players ? await moderationOf(shared) : undefined;
  const bot = await startBot({
    dcsUrl: new URL(simulator.url),
    store,
    channels,
    services: { leaderboards, ...(moderation && { moderation }) },
  });
  return {
    ...bot,
    leaderboards,
    subjects: async () => (await store.exclusions.all()).map((one) => one.subject),
  };
}

async function moderationOf(
  shared: Pick<Parameters<typeof createModeration>[0], 'store' | 'posts' | 'now' | 'log'>,
) {
  const battlemetrics = await startBattleMetricsSimulator({ now });
  onTestFinished(() => battlemetrics.close());
  return createModeration({
    ...shared,
    battlemetrics: clientTo(new URL(battlemetrics.url), {}, now).bm,
    config: {
      organizationId: '25069',
      serverIds: [],
      auditChannelId: '1',
      staffFlags: [],
      permanentBansNeedApproval: false,
      rconCommands: [],
      timezone: 'UTC',
    },
    banPresets: [],
    levelOf: async () => 'moderator',
  });
}
