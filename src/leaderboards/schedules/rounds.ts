/** Work that is done again and again, each time after the sleep that the time before asked for. */
export interface Rounds {
  /** Begins the first round at once; nothing after a stop. */
  start(): void;
  /** Begins a round now instead of later; nothing unless started. */
  wake(): void;
  /** Begins no more rounds. */
  stop(): void;
}

/**
 * @param round never rejects; resolves with the milliseconds to sleep until the next one. Its sleep keeps no process
 * alive.
 */
export function createRounds(round: () => Promise<number>): Rounds {
  let begun = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const begin = async (): Promise<void> => {
    begun += 1;
    const own = begun;
    clearTimeout(timer);
    const sleepMs = await round();
    // One that was begun meanwhile knows better when to wake: there must be a single timer.
    if (stopped || own !== begun) return;
    timer = setTimeout(() => void begin(), sleepMs);
    timer.unref();
  };

  return {
    start() {
      if (!stopped) void begin();
    },
    wake() {
      if (!stopped && begun > 0) void begin();
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
