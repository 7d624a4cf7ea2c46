import type { Permit } from '../../src/ratelimit/limiter.ts';

export interface ServerOptions {
  readonly perMinute: number;
  readonly windowMs: number;
  /** Whether answers carry the limit and what remains of it. */
  readonly headers: boolean;
  /** Arrivals of an earlier process, by the clock of `performance.now`. */
  readonly earlier?: readonly number[];
}

/** How one call fares. All times in milliseconds after its dispatch. */
export interface Fate {
  readonly arrivesAfter: number;
  readonly answeredAfter: number;
  /** `lost`: given up at `answeredAfter`, though it may arrive later. `unsent`: it never arrives. */
  readonly ending: 'answer' | 'refuse' | 'lost' | 'unsent';
  readonly retryAfterMs?: number;
}

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Counts what arrives in an exact rolling window, and says so in its answers if it has headers. */
export class SimulatedServer {
  readonly arrivals: number[];
  readonly dispatches: number[] = [];
  /** From the moment a 429 was heard until it allows calls again. */
  readonly pauses: { readonly from: number; readonly until: number }[] = [];
  readonly #options: ServerOptions;

  constructor(options: ServerOptions) {
    this.#options = options;
    this.arrivals = [...(options.earlier ?? [])];
  }

  /** A job for the limiter that calls this server. */
  call(fate: Fate): (permit: Permit) => Promise<string> {
    return async (permit) => {
      this.dispatches.push(performance.now());
      let remaining = 0;
      const arrive = (): void => {
        const at = performance.now();
        this.arrivals.push(at);
        remaining = Math.max(0, this.#options.perMinute - this.#count(at));
      };
      if (fate.ending !== 'unsent') setTimeout(arrive, fate.arrivesAfter);
      await later(fate.answeredAfter);
      switch (fate.ending) {
        case 'answer':
          permit.answered(this.#options.headers ? { limit: this.#options.perMinute, remaining } : {});
          return 'answer';
        case 'refuse': {
          const from = performance.now();
          this.pauses.push({ from, until: from + (fate.retryAfterMs ?? 0) });
          permit.refused(fate.retryAfterMs ?? 0);
          throw new Error('refused');
        }
        case 'unsent':
          permit.unsent();
          throw new Error('unsent');
        case 'lost':
          throw new Error('lost');
      }
    };
  }

  /** The most calls that arrived in any span of so many milliseconds, both its ends included. */
  most(windowMs: number): number {
    return mostInWindow(this.arrivals, windowMs);
  }

  #count(at: number): number {
    return this.arrivals.filter((arrival) => arrival > at - this.#options.windowMs).length;
  }
}

/** The most of these times in any span of so many milliseconds, both its ends included. */
export function mostInWindow(times: readonly number[], windowMs: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (const [index, time] of sorted.entries()) {
    while (time - (sorted[first] ?? time) > windowMs) first++;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

/** How many calls go in each `roundMs`, sustained: by the time that passes, on average, from a call to the `limit`-th after. */
export function sustainedCalls(dispatches: readonly number[], limit: number, roundMs: number): number {
  const rounds = dispatches.slice(limit).map((at, index) => at - (dispatches[index] ?? at));
  const average = rounds.reduce((sum, ms) => sum + ms, 0) / rounds.length;
  return (limit * roundMs) / average;
}
