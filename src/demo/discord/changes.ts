/** What was waited for did not come about. */
export class WaitTimeoutError extends Error {
  constructor(what: string, afterMs: number) {
    super(`waited ${afterMs} ms in vain for ${what}`);
    this.name = 'WaitTimeoutError';
  }
}

/** Lets others wait for a state without polling: whoever changes the state calls `notify`. */
export class Changes {
  readonly #watchers = new Set<() => void>();

  notify(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }

  /** Calls `watcher` after every change until the returned function is called. */
  watch(watcher: () => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /**
   * Resolves as soon as `read` gives a value, now or after a change.
   * @param what names the state for the error, called when the wait ends in vain.
   * @throws WaitTimeoutError after `timeoutMs`, and whatever `read` throws.
   */
  until<T>(read: () => T | undefined, what: () => string, timeoutMs: number): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const check = (): boolean => {
        try {
          const value = read();
          if (value === undefined) return false;
          resolve(value);
        } catch (error) {
          reject(error);
        }
        return true;
      };
      if (check()) return;
      const end = this.watch(() => {
        if (!check()) return;
        end();
        clearTimeout(timer);
      });
      const timer = setTimeout(() => {
        end();
        reject(new WaitTimeoutError(what(), timeoutMs));
      }, timeoutMs);
    });
  }
}
