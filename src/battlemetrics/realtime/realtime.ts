import type { Logger } from 'pino';
import type { Channel } from './channels.ts';
import type { After } from './connection.ts';
import type { RealtimeMessage } from './messages.ts';
import { Session } from './session.ts';

/**
 * What BattleMetrics publishes as it happens. Not documented by BattleMetrics: an optional extra of the client, known
 * from clients in use, which may change or go without notice. Whoever uses it must get along without it.
 */
export interface Realtime {
  /**
   * Receives what is published there from now on, over every reconnect until `leave`. The first one connects.
   * @throws TypeError for what is no channel: a mistake of the caller.
   */
  join(channel: Channel): void;
  leave(channel: Channel): void;
  /**
   * What comes from now on, of all channels, for a reader of its own. Ends with `close`, with the signal, and when the
   * reader breaks off.
   * @throws UnauthorizedError, SubscriptionRequiredError (from the iterator, once) when the token is not accepted:
   *   nothing comes any more then. Any other failure is followed by a reconnect, and a `gap` if something is missing.
   */
  messages(options?: ReaderOptions): AsyncIterableIterator<RealtimeMessage, undefined>;
  /** Ends everything; nothing of it keeps the process alive afterwards. */
  close(): void;
}

export interface ReaderOptions {
  readonly signal?: AbortSignal;
  /** How many messages wait for this reader before the oldest are dropped; default 1,000. */
  readonly buffer?: number;
}

export interface RealtimeOptions {
  /** Default `wss://ws.battlemetrics.com`. */
  readonly url?: URL;
  /** Sent in the frame `auth` and nowhere else. Without one only what is public comes. */
  readonly token?: string | undefined;
  /** Lets through activity of these types only, such as `event:addPlayer` or `playerMessage`. Default: all. */
  readonly activityTypes?: readonly string[];
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
  /** From 0 to below 1; default Math.random. */
  readonly random?: () => number;
  /** Default: Node's timer. */
  readonly after?: After;
}

/** Connects nowhere until the first channel is joined. */
export function createRealtime(options: RealtimeOptions): Realtime {
  return new Session(options);
}
