import type { FileSchedule } from '../../config/schedules-file.ts';
import type { Channels } from '../message/channels.ts';
import type { Posts } from '../message/posts.ts';
import type { Store } from '../store/store.ts';
import type { AdminNotices } from './admin-notice.ts';
import { type BoardsOptions, createBoards } from './boards/boards.ts';
import type { Leaderboards } from './leaderboards.ts';
import { createScheduleBook } from './schedules/schedule-book.ts';
import { fileSettings, syncFile } from './schedules/schedule-sync.ts';
import { createScheduler } from './schedules/scheduler.ts';

export interface LeaderboardsOptions extends BoardsOptions {
  readonly store: Store;
  readonly posts: Posts;
  readonly channels: Channels;
  readonly notices: AdminNotices;
  /** IANA; of schedules that name none. */
  readonly timezone: string;
  /** Of the operator's file; empty for none. */
  readonly fileSchedules: readonly FileSchedule[];
  /** Whether this process is still the one that may post. */
  readonly mayWrite: () => Promise<boolean>;
}

/** @throws ConfigError with every fault of the schedules file */
export function createLeaderboards(options: LeaderboardsOptions): Leaderboards {
  const { dcs, battlemetrics, store, posts, channels, notices, timezone, now, log, mayWrite } = options;
  const fromFile = fileSettings(options.fileSchedules, {
    apis: { dcs, battlemetrics },
    timezone,
    now: now(),
  });
  const { content, ...boards } = createBoards(options);
  const scheduler = createScheduler({ store, posts, channels, content, notices, now, log, mayWrite });
  return {
    ...boards,
    schedules: createScheduleBook({
      store,
      scheduler,
      content,
      channels,
      specOf: boards.specOf,
      timezone,
      now,
    }),
    async start() {
      const changes = await syncFile(store.schedules, fromFile);
      log.info(changes, 'the schedules file is in step');
      scheduler.start();
    },
    stop: () => scheduler.stop(),
  };
}
