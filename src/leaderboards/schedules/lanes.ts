/** Work on one thing at a time of each key, on different keys side by side. */
export interface Lanes {
  /** Runs the work when what was given before for the key has ended. */
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when nothing runs any more. */
  idle(): Promise<void>;
}

export function createLanes(): Lanes {
  const tails = new Map<string, Promise<void>>();
  return {
    run(key, work) {
      const before = tails.get(key) ?? Promise.resolve();
      const result = before.then(work);
      const tail: Promise<void> = result.then(
        () => undefined,
        () => undefined,
      );
      tails.set(key, tail);
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
      return result;
    },
    async idle() {
      await Promise.all(tails.values());
    },
  };
}
