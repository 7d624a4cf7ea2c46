import type { Logger } from 'pino';
import type { BattleMetrics } from '../battlemetrics/battlemetrics.ts';
import type { Call } from '../http/call.ts';
import type { Posts } from '../message/posts.ts';
import type { ModerationAction } from '../store/moderation-action.ts';
import type { ModerationActions } from '../store/moderation-actions.ts';
import type { Store } from '../store/store.ts';
import { type Background, createBackground } from './background.ts';
import { createExpiringFlags, type ExpiringFlags } from './flags/flag-expiries.ts';
import type { Flags } from './flags/flags.ts';
import { createOutsideBans } from './outside/outside-bans.ts';
import type { PlayerFinder } from './players/player-finder.ts';
import { createPostOnce } from './post-once.ts';
import type { ServerFinder } from './servers/server-finder.ts';
import { createWatchRound } from './watches/watch-round.ts';
import { createWatches, type Watches } from './watches/watches.ts';

export interface ByItselfOptions {
  readonly battlemetrics: BattleMetrics;
  readonly organizationId: string;
  readonly store: Pick<Store, 'playerWatches' | 'watchedVisits' | 'flagExpiries' | 'outsideBans'>;
  /** That keeps `flagExpiries` in step: `recordingExpiries`. */
  readonly actions: ModerationActions;
  readonly posts: Posts;
  readonly auditChannelId: string;
  readonly players: PlayerFinder;
  readonly servers: ServerFinder;
  readonly flags: Flags;
  /** Carries out a draft that needs no answer. */
  readonly carryOut: (draft: ModerationAction, call: Call) => Promise<ModerationAction>;
  /** Ends questions whose time is over, and posts what the audit channel lacks. */
  readonly sweep: () => Promise<void>;
  readonly mayWrite: () => Promise<boolean>;
  readonly now: () => number;
  readonly log: Logger;
}

/** What moderation does without being asked, and what is asked about it. */
export interface ByItself {
  readonly watches: Watches;
  readonly expiries: Pick<ExpiringFlags, 'answer'>;
  readonly background: Background;
}

const MINUTE_MS = 60_000;

export function createByItself(options: ByItselfOptions): ByItself {
  const { store, posts, auditChannelId: channelId, players, flags, log } = options;
  let stopped = false;
  const mayWrite = async () => !stopped && (await options.mayWrite());
  const postOnce = createPostOnce({ posts, channelId, mayWrite, log });
  const shared = { ...options, mayWrite, postOnce };
  const expiring = createExpiringFlags({ ...shared, expiries: store.flagExpiries });
  const watchRound = createWatchRound({
    ...shared,
    watches: store.playerWatches,
    visits: store.watchedVisits,
  });
  const outsideBans = createOutsideBans({ ...shared, outsideBans: store.outsideBans });
  const background = createBackground({
    ...shared,
    parts: [
      { name: 'open questions and the audit channel', everyMs: MINUTE_MS, run: options.sweep },
      { name: 'flags whose time is over', everyMs: MINUTE_MS, run: expiring.round },
      { name: 'watched players', everyMs: MINUTE_MS, run: watchRound },
      { name: 'bans made elsewhere', everyMs: 2 * MINUTE_MS, run: outsideBans },
    ],
  });
  return {
    watches: createWatches({ watches: store.playerWatches, players, flags }),
    expiries: expiring,
    background: {
      ...background,
      stop() {
        stopped = true;
        return background.stop();
      },
    },
  };
}
