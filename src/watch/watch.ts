import type { Logger } from 'pino';
import type { BattleMetrics } from '../battlemetrics/battlemetrics.ts';
import type { DcsServerBot } from '../dcsserverbot/dcsserverbot.ts';
import type { Call } from '../http/call.ts';
import type { Channels } from '../message/channels.ts';
import type { Posts } from '../message/posts.ts';
import { statusContent } from '../render/status-board.ts';
import type { Notification } from '../store/notifications.ts';
import { sleep } from '../store/sleep.ts';
import type { StatusBoard } from '../store/status-boards.ts';
import type { Store } from '../store/store.ts';
import type { GameServerScope } from './game-servers.ts';
import { KnownServers, type PickedServer } from './known-servers.ts';
import { createPoll } from './poll.ts';
import { createStatusBoardKeeper } from './status-boards.ts';
import { addWish, matchingServers, type NotificationWish } from './wishes.ts';

export type { PickedServer } from './known-servers.ts';
export type { NotificationWish } from './wishes.ts';

/** Keeps an eye on the servers: messages that show them as they are, and pings when one gets busy. */
export interface Watch {
  readonly statusBoards: {
    /**
     * Makes a board, or wakes the one that the channel has. It is posted at once, or with the next look at the servers.
     * @throws UserError when it can't be posted there, or there are too many.
     */
    add(channelId: string, adminId: string): Promise<StatusBoard>;
    /** Its message stays and is not edited any more. False when the channel has none. */
    remove(channelId: string): Promise<boolean>;
    /** All of them, oldest first. */
    list(): Promise<readonly StatusBoard[]>;
  };
  readonly notifications: {
    /** @throws UserError for an unknown server, too many wishes, or what a value may not be. */
    add(wish: NotificationWish, call: Call): Promise<Notification>;
    /** Of that person; false when there is none. */
    remove(id: string, userId: string): Promise<boolean>;
    of(userId: string): Promise<readonly Notification[]>;
  };
  /** Servers whose name contains the text, for completion; 25 at most. Empty when no API answers. */
  servers(text: string, call: Call): Promise<readonly PickedServer[]>;
  /** Looks at the servers once, and does what follows from it. Never rejects; two at a time are one. */
  poll(): Promise<void>;
  /** Looks at once, and then every minute. */
  start(): void;
  /** Ends in time; nothing is sent afterwards. */
  stop(): Promise<void>;
}

export interface WatchOptions {
  readonly dcs?: DcsServerBot | undefined;
  readonly battlemetrics?: BattleMetrics | undefined;
  readonly store: Pick<Store, 'statusBoards' | 'notifications' | 'attendance'>;
  readonly posts: Posts;
  readonly channels: Pick<Channels, 'isMember' | 'sees'>;
  readonly config: {
    readonly battlemetrics?: GameServerScope;
    readonly showServerPasswords: boolean;
    readonly commandsDisabled: readonly string[];
  };
  readonly now: () => number;
  readonly log: Logger;
  /** Says something in the audit channel, however often it was said before. */
  readonly tellAdmins: (text: string) => Promise<void>;
  /** Whether this process still may change something; asked before anything is sent. Default: always. */
  readonly mayWrite?: () => Promise<boolean>;
  /** Milliseconds from the end of one look to the next; default a minute. */
  readonly intervalMs?: number;
}

const INTERVAL_MS = 60_000;
const MOST_CHOICES = 25;
/** What is being sent when the bot stops gets that long to be recorded. */
const STOP_WITHIN_MS = 1_000;

export function createWatch(options: WatchOptions): Watch {
  const { store, config, mayWrite = async () => true, intervalMs = INTERVAL_MS } = options;
  const { statusBoards, notifications } = store;
  const stopping = new AbortController();
  const maySend = async () => !stopping.signal.aborted && (await mayWrite());
  const known = new KnownServers(options);
  const shown = {
    showPasswords: config.showServerPasswords,
    offersPings: !config.commandsDisabled.includes('notify'),
  };
  const content = () => {
    const view = known.view();
    return view && statusContent(view, shown);
  };
  const keeper = createStatusBoardKeeper({ ...options, boards: statusBoards, maySend });
  const look = createPoll({ ...options, known, keeper, content, maySend, signal: stopping.signal });
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const poll = (): Promise<void> => {
    running ??= look().finally(() => {
      running = undefined;
    });
    return running;
  };

  const go = async () => {
    await poll();
    if (stopping.signal.aborted) return;
    // From the end on: a board that was edited late in a look may be edited again in the next one.
    timer = setTimeout(() => void go(), intervalMs);
    timer.unref();
  };

  return {
    statusBoards: {
      add: (channelId, adminId) => keeper.add(channelId, adminId, content()),
      remove: (channelId) => statusBoards.remove(channelId),
      list: () => statusBoards.all(),
    },
    notifications: {
      add: async (wish, call) => addWish(wish, await known.all(call), notifications),
      remove: (id, userId) => notifications.remove(id, userId),
      of: (userId) => notifications.of(userId),
    },
    servers: async (text, call) => matchingServers(text, await known.all(call), MOST_CHOICES),
    poll,
    start: () => void go(),
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      const enough = new AbortController();
      const time = sleep(STOP_WITHIN_MS, enough.signal).catch(() => undefined);
      await Promise.race([running, time]);
      enough.abort();
    },
  };
}
