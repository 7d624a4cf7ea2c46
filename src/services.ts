import type { Logger } from 'pino';
import type { AccessLevel } from '../config/access.ts';
import type { BanPreset } from '../config/ban-presets-file.ts';
import type { Config } from '../config/env.ts';
import type { FileSchedule } from '../config/schedules-file.ts';
import type { Apis } from './apis.ts';
import { tokenUserId } from './battlemetrics/token-user.ts';
import type { Services } from './discord/context.ts';
import { createAdminNotices } from './leaderboards/admin-notice.ts';
import { createLeaderboards } from './leaderboards/create-leaderboards.ts';
import type { Leaderboards } from './leaderboards/leaderboards.ts';
import type { Channels } from './message/channels.ts';
import type { Posts } from './message/posts.ts';
import { createModeration, type Moderation } from './moderation/moderation.ts';
import type { Store } from './store/store.ts';
import { createWatch, type Watch } from './watch/watch.ts';

export interface ServicesOptions {
  readonly config: Config;
  readonly apis: Apis;
  readonly store: Store;
  readonly posts: Posts;
  readonly channels: Channels;
  /** The level that somebody has at this moment; undefined for who left the community. */
  readonly levelOf: (userId: string) => Promise<AccessLevel | undefined>;
  /** Of the operator's file; empty for none. */
  readonly fileSchedules: readonly FileSchedule[];
  /** The operator's, or the built-in ones. */
  readonly banPresets: readonly BanPreset[];
  /** Whether this process is still the one that may change something. */
  readonly mayWrite: () => Promise<boolean>;
  readonly now: () => number;
  readonly log: Logger;
  readonly lookDelaysMs?: readonly number[];
}

/** What commands call, and what works by itself; which of it there is, the settings decide. */
export interface BuiltServices {
  readonly services: Partial<Services>;
  /** Takes up what an earlier process left, and begins to work by itself. */
  startServices(): Promise<void>;
  /** Side by side, each within its time; what is not done is taken up at the next start. */
  stopServices(): Promise<void>;
}

/** @throws ConfigError with every fault of the schedules file */
export function createServices(options: ServicesOptions): BuiltServices {
  const { dcs, battlemetrics } = options.apis;
  const moderation = buildModeration(options);
  const { leaderboards, watch } = buildPosting(options);
  return {
    services: {
      ...(dcs && { dcs }),
      ...(battlemetrics && { battlemetrics }),
      ...(moderation && { moderation }),
      ...(leaderboards && { leaderboards }),
      ...(watch && { watch }),
    },
    async startServices() {
      await moderation?.start();
      await leaderboards?.start();
      watch?.start();
    },
    async stopServices() {
      await Promise.all([moderation?.stop(), leaderboards?.stop(), watch?.stop()]);
    },
  };
}

function buildModeration(options: ServicesOptions): Moderation | undefined {
  const { config, apis, store, posts, levelOf, banPresets, mayWrite, now, log, lookDelaysMs } = options;
  const { battlemetrics, tokenScopes } = apis;
  const { moderatorRoleIds, adminRoleIds, auditChannelId } = config.access;
  const anybody = moderatorRoleIds.length > 0 || adminRoleIds.length > 0;
  if (config.battlemetrics === undefined || battlemetrics === undefined) return undefined;
  if (!anybody || auditChannelId === undefined) return undefined;
  const { organizationId, serverIds, banListId, token } = config.battlemetrics;
  const { staffFlags, permanentBansNeedApproval, rconCommands } = config.moderation;
  const userId = tokenUserId(token);
  return createModeration({
    battlemetrics,
    store,
    posts,
    config: {
      organizationId,
      serverIds,
      auditChannelId,
      staffFlags,
      permanentBansNeedApproval,
      rconCommands,
      timezone: config.timezone,
      ...(banListId === undefined ? {} : { banListId }),
      ...(userId === undefined ? {} : { tokenUserId: userId }),
    },
    banPresets,
    levelOf,
    ...(tokenScopes && { lacksScope: tokenScopes.lacks }),
    mayWrite,
    now,
    log,
    ...(lookDelaysMs === undefined ? {} : { lookDelaysMs }),
  });
}

/** What posts by itself: leaderboards, and messages about the servers. */
function buildPosting({
  config,
  apis: { dcs, battlemetrics },
  store,
  posts,
  channels,
  fileSchedules,
  mayWrite,
  now,
  log,
}: ServicesOptions): { readonly leaderboards?: Leaderboards; readonly watch?: Watch } {
  if (dcs === undefined && battlemetrics === undefined) {
    if (fileSchedules.length > 0)
      log.warn('SCHEDULES_FILE is of no use: there is no API to read boards from');
    return {};
  }
  const notices = createAdminNotices({ posts, channelId: config.access.auditChannelId, now, log });
  const shared = { dcs, store, posts, mayWrite, now, log };
  return {
    leaderboards: createLeaderboards({
      ...shared,
      battlemetrics: battlemetrics && config.battlemetrics && { api: battlemetrics, ...config.battlemetrics },
      channels,
      notices,
      timezone: config.timezone,
      fileSchedules,
    }),
    watch: createWatch({
      ...shared,
      battlemetrics,
      config,
      channels,
      tellAdmins: (text) => {
        // What happens again is news, though the words are the same.
        notices.clear(text);
        return notices.tell(text, text);
      },
    }),
  };
}
