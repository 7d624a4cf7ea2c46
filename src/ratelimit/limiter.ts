/**
 * Who waits for a call, most urgent first: a confirmed write; a moderator reading; a person reading;
 * completion and background work.
 */
export type CallClass = 'write' | 'moderator' | 'person' | 'background';

/** What a server said about the allowance, as read from its answer (`X-Rate-Limit-Limit`, `X-Rate-Limit-Remaining`). */
export interface Allowance {
  readonly limit?: number;
  readonly remaining?: number;
}

/**
 * The right to send one call. The job tells it how the call ended, which decides when the permit returns;
 * a job that ends without a word counts as aborted: the call may still arrive, so its permit comes back later.
 */
export interface Permit {
  /** The server answered: the permit returns one window after now. */
  answered(allowance: Allowance): void;
  /** The server refused with 429: pauses the whole gate for that many milliseconds, then sends one probe. */
  refused(retryAfterMs: number): void;
  /** Surely nothing was sent (name not resolved, connection refused): the permit is free at once. */
  unsent(): void;
}

export interface LimiterJob {
  readonly class: CallClass;
  /** Aborted when nobody waits for the result any more; a job still in the queue is then dropped. */
  readonly signal?: AbortSignal;
  /** Epoch milliseconds; a job dispatched later than this is dropped instead. */
  readonly deadline?: number;
  /**
   * Subscribes the limiter to a change of class: someone more urgent joined an identical read. The waiting job
   * then stands in both places, and whichever turn comes first sends it, once.
   */
  readonly onRaise?: (listener: (to: CallClass) => void) => void;
  /**
   * Names of endpoint budgets that the call also counts against, as given at construction. `name:key` counts each
   * key alone, with the limit of `name`: `force-update/server:42`.
   */
  readonly budgets?: readonly string[];
  /** Told when the job must wait noticeably (a second or more), about how many milliseconds; may be told again. */
  readonly onWait?: (ms: number) => void;
}

/** What `/ping` shows of a limiter. */
export interface LimiterStatus {
  /** Jobs that wait for a permit. */
  readonly queued: number;
  /** Calls that are on the wire. */
  readonly running: number;
  /** Calls that could be sent right now, within the second too. */
  readonly available: number;
  /** Calls that are left of the minute's. */
  readonly leftInMinute: number;
  /** Calls allowed per minute, as configured or lowered by the server. */
  readonly limitPerMinute: number;
  /** Epoch milliseconds until which a 429 pauses everything. */
  readonly pausedUntil?: number;
}

/** Queues calls so that a server's rolling windows are never exceeded. */
export interface Limiter {
  /**
   * Runs the job once a permit is there and returns its result, or rejects with its error.
   * @throws LimiterError if the job was dropped before it was sent.
   */
  run<T>(job: (permit: Permit) => Promise<T>, options: LimiterJob): Promise<T>;
  status(): LimiterStatus;
  /** Lets jobs on the wire finish, drops those that wait, and releases all timers. */
  close(): Promise<void>;
}

/** Why a job was dropped: nothing was sent for it. */
export type DropReason = 'queue-full' | 'deadline' | 'aborted' | 'closed';

/** A job was dropped from the queue; the call surely did not happen. */
export class LimiterError extends Error {
  readonly reason: DropReason;

  constructor(reason: DropReason, message: string) {
    super(message);
    this.name = 'LimiterError';
    this.reason = reason;
  }
}
