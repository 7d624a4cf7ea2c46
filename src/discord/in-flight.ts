import { setTimeout as sleep } from 'node:timers/promises';

/** One interaction that is being handled. */
export interface Task {
  /** Aborted when its time is over, or `abort` is called. Made when first asked for: many handlers never do. */
  readonly signal: AbortSignal;
  /** Rejects with the reason at the same moment. */
  readonly aborted: Promise<never>;
  abort(reason: Error): void;
  end(): void;
}

/** After the grace time, that long for telling people that their command was given up. */
const FAREWELL_MS = 1000;

/** Knows which interactions are being handled, so that a shutdown can wait for them. */
export class InFlight {
  readonly #tasks = new Set<Task>();
  #onEmpty: (() => void) | undefined;

  /** @param lifetimeMs the signal is aborted after that many milliseconds, with the reason that `late` makes. */
  begin(lifetimeMs: number, late: () => Error): Task {
    let controller: AbortController | undefined;
    let reject: (reason: Error) => void = () => undefined;
    let reason: Error | undefined;
    const aborted = new Promise<never>((_resolve, rejects) => {
      reject = rejects;
    });
    // Whoever wants to know races it; else it is nobody's failure.
    aborted.catch(() => undefined);
    const abort = (why: Error) => {
      reason ??= why;
      reject(reason);
      controller?.abort(reason);
    };
    const timer = setTimeout(() => abort(late()), lifetimeMs);
    const task: Task = {
      get signal() {
        controller ??= new AbortController();
        if (reason !== undefined) controller.abort(reason);
        return controller.signal;
      },
      aborted,
      abort,
      end: () => {
        clearTimeout(timer);
        this.#tasks.delete(task);
        if (this.#tasks.size === 0) this.#onEmpty?.();
      },
    };
    this.#tasks.add(task);
    return task;
  }

  /**
   * Waits for all tasks, `graceMs` at most; then aborts what is left and gives it a moment to say so.
   * @returns how many had to be aborted, and how many of those still have not ended.
   */
  async drain(graceMs: number, reason: () => Error): Promise<{ aborted: number; stuck: number }> {
    await this.#emptyWithin(graceMs);
    const aborted = this.#tasks.size;
    for (const task of this.#tasks) task.abort(reason());
    await this.#emptyWithin(FAREWELL_MS);
    return { aborted, stuck: this.#tasks.size };
  }

  async #emptyWithin(ms: number): Promise<void> {
    if (this.#tasks.size === 0) return;
    const stop = new AbortController();
    const empty = new Promise<void>((resolve) => {
      this.#onEmpty = resolve;
    });
    const timeout = sleep(ms, undefined, { signal: stop.signal }).catch(() => undefined);
    await Promise.race([empty, timeout]);
    stop.abort();
  }
}
