import { RollingWindow } from './rolling-window.ts';

/** With more windows than this, idle ones are forgotten. */
const SWEEP_ABOVE = 256;

/** `limit` calls in any span of `windowMs` milliseconds. */
export interface BudgetLimit {
  readonly limit: number;
  readonly windowMs: number;
}

/**
 * The rolling windows of single endpoints. `name:key` has a window of its own for every key, with the limit that
 * `name` was given.
 */
export class Budgets {
  readonly #limits: ReadonlyMap<string, BudgetLimit>;
  readonly #clock: () => number;
  readonly #windows = new Map<string, RollingWindow>();
  #sweepAbove = SWEEP_ABOVE;

  constructor(limits: Readonly<Record<string, BudgetLimit>>, clock: () => number) {
    this.#limits = new Map(Object.entries(limits));
    this.#clock = clock;
  }

  /** @throws RangeError for a name that was not given at construction. */
  check(names: readonly string[]): void {
    for (const name of names) this.#limit(name);
  }

  /** The windows of these names, to be used at once: an idle one may be another object later. */
  windows(names: readonly string[]): readonly RollingWindow[] {
    if (names.length === 0) return [];
    this.#sweep();
    return names.map((name) => this.#window(name));
  }

  #window(name: string): RollingWindow {
    const known = this.#windows.get(name);
    if (known !== undefined) return known;
    const { limit, windowMs } = this.#limit(name);
    const window = new RollingWindow(limit, windowMs);
    this.#windows.set(name, window);
    return window;
  }

  #limit(name: string): BudgetLimit {
    const limit = this.#limits.get(name) ?? this.#limits.get(name.split(':', 1)[0] ?? name);
    if (limit !== undefined) return limit;
    throw new RangeError(
      `no rate limit is called "${name}"; known are ${[...this.#limits.keys()].join(', ')}`,
    );
  }

  #sweep(): void {
    if (this.#windows.size <= this.#sweepAbove) return;
    const at = this.#clock();
    for (const [name, window] of this.#windows) if (window.taken(at) === 0) this.#windows.delete(name);
    // What is left is in use: looking through it again pays only when there is much more.
    this.#sweepAbove = Math.max(SWEEP_ABOVE, this.#windows.size * 2);
  }
}
