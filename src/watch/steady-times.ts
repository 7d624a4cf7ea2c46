const MINUTE_MS = 60_000;
/** Readings of one moment that are nearer to each other than this are of the same moment. */
const JITTER_MS = 90_000;

/**
 * Moments that are worked out anew at each look, such as "now less the uptime", and so waver by seconds. Each is kept,
 * to the minute, until a look is clearly about another one.
 */
export class SteadyTimes {
  #before: ReadonlyMap<string, number> = new Map();
  #current = new Map<string, number>();

  /** @param time epoch milliseconds */
  steady(key: string, time: number): number {
    const before = this.#before.get(key);
    const same = before !== undefined && Math.abs(before - time) < JITTER_MS;
    const kept = same ? before : Math.round(time / MINUTE_MS) * MINUTE_MS;
    this.#current.set(key, kept);
    return kept;
  }

  /** A look begins. What the one before did not ask for is forgotten, unless that one or this one saw nothing. */
  beginLook(sees: boolean): void {
    if (!sees) return;
    this.#before = this.#current;
    this.#current = new Map();
  }
}
