/** Takes the life of everything that was wired through it: from then on no call of it comes back. */
export class KillSwitch {
  readonly killed: Promise<void>;
  #dead = false;
  #running = 0;
  #resolve: () => void = () => undefined;
  readonly #strikes: () => boolean;

  /** @param strikes asked before and after every call: whether the process dies at this very moment */
  constructor(strikes: () => boolean) {
    this.#strikes = strikes;
    this.killed = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  get dead(): boolean {
    return this.#dead;
  }

  kill(): void {
    this.#dead = true;
    this.#resolve();
  }

  /** What was under way when it died has ended: a database must not be closed under it. */
  async settled(): Promise<void> {
    while (this.#running > 0) await new Promise((resolve) => setImmediate(resolve));
  }

  /** The same object, whose methods are the places where the process can die. */
  wire<T extends object>(target: T): T {
    const wired = new Map<PropertyKey, unknown>();
    return new Proxy(target, {
      get: (object, name) => {
        const known = wired.get(name);
        if (known !== undefined) return known;
        const value: unknown = Reflect.get(object, name);
        const made =
          typeof value === 'function'
            ? (...args: readonly unknown[]) => this.#step(() => Reflect.apply(value, object, args))
            : typeof value === 'object' && value !== null
              ? this.wire(value)
              : value;
        wired.set(name, made);
        return made;
      },
    });
  }

  async #step(call: () => unknown): Promise<unknown> {
    await this.#gate();
    this.#running += 1;
    let result: unknown;
    try {
      result = await call();
    } finally {
      this.#running -= 1;
      await this.#gate();
    }
    return result;
  }

  /** Never resolves for the dead. */
  async #gate(): Promise<void> {
    if (!this.#dead && this.#strikes()) this.kill();
    if (this.#dead) await new Promise(() => undefined);
  }
}
