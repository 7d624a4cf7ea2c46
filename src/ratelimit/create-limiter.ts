import type { Logger } from 'pino';
import { Budgets } from './budgets.ts';
import { Ledger } from './ledger.ts';
import { type Limiter, LimiterError, type LimiterJob, type LimiterStatus, type Permit } from './limiter.ts';
import { DEFAULTS, type LimiterOptions } from './options.ts';
import { createPermit } from './permit.ts';
import { RollingWindow } from './rolling-window.ts';
import { Turnstile } from './turnstile.ts';
import { announceWaits } from './wait-notice.ts';
import { Waiting } from './waiting.ts';
import { droppedError, isLate, WaitingJob } from './waiting-job.ts';

/** More turns would only fill Bottleneck's serial queue; fewer would leave it idle between two turns. */
const MAX_TURNS = 10;

/** Node fires a timer of more than 2^31 ms at once. */
const MAX_TIMER_MS = 3_600_000;

export type { LimiterOptions } from './options.ts';

/** Makes the limiter of one token. It starts with one single call, to learn what an earlier process has used. */
export function createLimiter(options: LimiterOptions): Limiter {
  return new RollingWindowLimiter(options);
}

/** When a job was dropped, nobody may be left to hear it, and nothing was sent: no reason for the process to die. */
function markHandled(dropped: Promise<unknown>): void {
  dropped.catch(() => undefined);
}

class RollingWindowLimiter implements Limiter {
  readonly #now: () => number;
  // Steps of the system's clock must neither open a window early nor hold it shut.
  readonly #clock = (): number => performance.now();
  readonly #log: Logger;
  readonly #maxQueued: number;
  readonly #ledger: Ledger;
  readonly #budgets: Budgets;
  readonly #turnstile: Turnstile;
  readonly #waiting = new Waiting<WaitingJob>();
  readonly #running = new Set<Promise<void>>();
  #wakeUp: NodeJS.Timeout | undefined;
  #updateIsDue = false;
  #closed = false;

  constructor(options: LimiterOptions) {
    const settings = { ...DEFAULTS, ...options };
    this.#now = settings.now;
    this.#log = settings.log;
    this.#maxQueued = settings.maxQueued;
    this.#budgets = new Budgets(settings.budgets ?? {}, this.#clock);
    this.#turnstile = new Turnstile({ onTurn: () => this.#turn(), log: settings.log });
    this.#ledger = new Ledger({
      minute: new RollingWindow(settings.perMinute, settings.windowMs),
      second: new RollingWindow(settings.perSecond, settings.burstWindowMs),
      clock: this.#clock,
      transitMs: settings.transitMs,
      ...(settings.previousUse && {
        // Later than now means that the system's clock was set back: the use ended by now all the same.
        previousUseUntil: this.#clock() - Math.max(0, this.#now() - settings.previousUse.until),
      }),
      log: settings.log,
    });
  }

  run<T>(job: (permit: Permit) => Promise<T>, options: LimiterJob): Promise<T> {
    try {
      this.#budgets.check(options.budgets ?? []);
      this.#admit(options);
    } catch (error) {
      const rejected = Promise.reject(error);
      if (error instanceof LimiterError) markHandled(rejected);
      return rejected;
    }
    return this.#enqueue(job, options);
  }

  status(): LimiterStatus {
    const { pauseLeft } = this.#ledger;
    return {
      queued: this.#waiting.size,
      running: this.#running.size,
      available: Math.max(0, this.#ledger.free()),
      leftInMinute: Math.max(0, this.#ledger.leftInMinute),
      limitPerMinute: this.#ledger.limitPerMinute,
      ...(pauseLeft > 0 && { pausedUntil: Math.ceil(this.#now() + pauseLeft) }),
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#wakeUp);
    for (const waiting of this.#waiting) waiting.drop('closed');
    await this.#turnstile.close();
    await Promise.all(this.#running);
  }

  /** @throws LimiterError if the job can have no place in the queue. */
  #admit(options: LimiterJob): void {
    if (this.#closed) throw droppedError('closed');
    if (options.signal?.aborted === true) throw droppedError('aborted');
    if (isLate(options, this.#now())) throw droppedError('deadline');
    const queued = this.#waiting.size;
    if (queued < this.#maxQueued) return;
    const victim = this.#waiting.leastImportantBelow(options.class);
    this.#log.warn(
      { queued, dropped: victim?.class ?? options.class },
      'too many calls wait: one was dropped',
    );
    if (victim === undefined) throw droppedError('queue-full');
    victim.drop('queue-full');
  }

  #enqueue<T>(job: (permit: Permit) => Promise<T>, options: LimiterJob): Promise<T> {
    const result = new Promise<T>((resolve, reject) => {
      const waiting = new WaitingJob(options, this.#now, {
        onLeave: (left) => {
          this.#waiting.remove(left);
          this.#touch();
        },
        onSend: () => this.#track(this.#send(job, options).then(resolve, reject)),
        onDrop: (error) => {
          markHandled(result);
          reject(error);
        },
      });
      this.#waiting.add(waiting);
      options.onRaise?.((to) => {
        this.#waiting.raise(waiting, to);
        this.#touch();
      });
    });
    this.#touch();
    return result;
  }

  async #send<T>(job: (permit: Permit) => Promise<T>, options: LimiterJob): Promise<T> {
    const ticket = this.#ledger.take(this.#budgets.windows(options.budgets ?? []));
    const { permit, end } = createPermit(this.#ledger, ticket, () => this.#touch());
    try {
      return await job(permit);
    } finally {
      end();
    }
  }

  #track(running: Promise<void>): void {
    this.#running.add(running);
    void running.finally(() => this.#running.delete(running));
  }

  /** A turn has come. It belongs to whoever is the most urgent now; if there is nobody, it goes back at once. */
  #turn(): void {
    // The reservoir lags behind the ledger by a few milliseconds, so the ledger has the last word.
    if (this.#ledger.free() >= 1) this.#next()?.send();
    this.#touch();
  }

  /** The most urgent job that may go: budgets of endpoints hold back those who need them, and nobody else. */
  #next(): WaitingJob | undefined {
    for (const waiting of this.#waiting) {
      if (!waiting.dropIfLate() && this.#hasBudget(waiting)) return waiting;
    }
    return undefined;
  }

  #hasBudget(waiting: WaitingJob): boolean {
    const at = this.#clock();
    return this.#budgets.windows(waiting.options.budgets ?? []).every((window) => window.free(at) >= 1);
  }

  /** Something changed; what follows from all changes of this moment is done together. */
  #touch(): void {
    if (this.#updateIsDue) return;
    this.#updateIsDue = true;
    queueMicrotask(() => {
      this.#updateIsDue = false;
      if (!this.#closed) this.#update();
    });
  }

  #update(): void {
    this.#turnstile.sync(this.#ledger.free());
    this.#turnstile.ask(this.#countReady());
    this.#armWakeUp();
    announceWaits(this.#waiting, {
      ledger: this.#ledger,
      budgets: this.#budgets,
      at: this.#clock(),
      log: this.#log,
    });
  }

  /** How many turns are wanted. */
  #countReady(): number {
    let ready = 0;
    for (const waiting of this.#waiting) {
      if (ready === MAX_TURNS) break;
      if (this.#hasBudget(waiting)) ready++;
    }
    return ready;
  }

  /**
   * Wakes up when a permit returns by itself. There is a timer only while somebody waits, so the process may end
   * when nobody does, and not before.
   */
  #armWakeUp(): void {
    clearTimeout(this.#wakeUp);
    this.#wakeUp = undefined;
    if (this.#waiting.size === 0) return;
    const at = this.#clock();
    let next = this.#ledger.nextChange ?? Number.POSITIVE_INFINITY;
    for (const waiting of this.#waiting) {
      for (const window of this.#budgets.windows(waiting.options.budgets ?? [])) {
        next = Math.min(next, window.nextReturn(at) ?? Number.POSITIVE_INFINITY);
      }
    }
    if (next === Number.POSITIVE_INFINITY) return;
    const delay = Math.min(Math.max(1, Math.ceil(next - at)), MAX_TIMER_MS);
    this.#wakeUp = setTimeout(() => this.#touch(), delay);
  }
}
