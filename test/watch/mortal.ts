/** How far a process comes: it dies at its `steps`-th step, before that is done or after; undefined for never. */
export interface Death {
  readonly steps: number;
  readonly done: boolean;
}

/** A process that is killed at some step: whatever it began since never ends. */
export class Mortal {
  /** Resolves when it dies. */
  readonly died: Promise<void>;
  #left: number;
  readonly #done: boolean;
  #dead = false;
  #die: () => void = () => undefined;

  constructor(death: Death | undefined) {
    this.#left = death?.steps ?? Number.POSITIVE_INFINITY;
    this.#done = death?.done ?? false;
    this.died = new Promise((resolve) => {
      this.#die = resolve;
    });
  }

  /** The same object, each call of which is a step. */
  of<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (object, key): unknown => {
        const value: unknown = Reflect.get(object, key, object);
        if (typeof value !== 'function') return value;
        return (...args: readonly unknown[]) => this.#step(() => Reflect.apply(value, object, args));
      },
    });
  }

  async #step(work: () => Promise<unknown>): Promise<unknown> {
    const last = this.#left === 1;
    this.#left -= 1;
    if (last) this.#dead = true;
    if (this.#dead && !(last && this.#done)) return this.#never();
    const result = await work();
    return this.#dead ? this.#never() : result;
  }

  #never(): Promise<never> {
    this.#die();
    return new Promise(() => undefined);
  }
}
