import { type CallClass, type DropReason, LimiterError, type LimiterJob } from './limiter.ts';
import type { Announced } from './wait-notice.ts';

/** Node fires a timer of more than 2^31 ms at once. */
const MAX_TIMER_MS = 3_600_000;

const DROPPED: Readonly<Record<DropReason, string>> = {
  'queue-full': 'not sent, too many calls wait for the rate limit: try again in a minute',
  deadline: 'not sent, the rate limit let no call through while its answer was of use: try again in a minute',
  aborted: 'not sent, nobody waits for the answer any more',
  closed: 'not sent, Squawk is shutting down: try again when it is back',
};

export function droppedError(reason: DropReason): LimiterError {
  return new LimiterError(reason, DROPPED[reason]);
}

/** Whether it is too late to send the job. */
export function isLate(options: LimiterJob, now: number): boolean {
  return options.deadline !== undefined && now > options.deadline;
}

interface Outcome {
  /** It is out of the queue, whatever comes of it. */
  readonly onLeave: (job: WaitingJob) => void;
  readonly onSend: () => void;
  readonly onDrop: (error: LimiterError) => void;
}

/** A job in the queue: sent by its turn, or dropped, by its own abort and deadline as well. */
export class WaitingJob implements Announced {
  class: CallClass;
  readonly options: LimiterJob;
  announcedEnd = Number.NEGATIVE_INFINITY;
  readonly #now: () => number;
  readonly #outcome: Outcome;
  readonly #onAbort = (): void => this.drop('aborted');
  #deadlineTimer: NodeJS.Timeout | undefined;

  constructor(options: LimiterJob, now: () => number, outcome: Outcome) {
    this.class = options.class;
    this.options = options;
    this.#now = now;
    this.#outcome = outcome;
    options.signal?.addEventListener('abort', this.#onAbort, { once: true });
    this.#watchDeadline();
  }

  send(): void {
    this.#leave();
    this.#outcome.onSend();
  }

  drop(reason: DropReason): void {
    this.#leave();
    this.#outcome.onDrop(droppedError(reason));
  }

  /** Drops the job if its deadline is over. */
  dropIfLate(): boolean {
    if (!isLate(this.options, this.#now())) return false;
    this.drop('deadline');
    return true;
  }

  #leave(): void {
    clearTimeout(this.#deadlineTimer);
    this.options.signal?.removeEventListener('abort', this.#onAbort);
    this.#outcome.onLeave(this);
  }

  #watchDeadline(): void {
    const { deadline } = this.options;
    if (deadline === undefined) return;
    const left = Math.min(Math.max(1, Math.ceil(deadline - this.#now()) + 1), MAX_TIMER_MS);
    this.#deadlineTimer = setTimeout(() => {
      if (!this.dropIfLate()) this.#watchDeadline();
    }, left);
  }
}
