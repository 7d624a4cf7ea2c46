/** A rate limit as the server keeps it: no span of `windowMs` holds more than `limit` calls that were let in. */
export class RollingLimit {
  readonly limit: number;
  readonly #windowMs: number;
  readonly #times: number[] = [];

  constructor(limit: number, windowMs: number) {
    this.limit = limit;
    this.#windowMs = windowMs;
  }

  /** Calls that may still come now. */
  remaining(now: number): number {
    this.#forget(now);
    return this.limit - this.#times.length;
  }

  /** Milliseconds until the next call may come; 0 if it may now. */
  waitMs(now: number): number {
    this.#forget(now);
    const oldest = this.#times[0];
    return oldest === undefined || this.#times.length < this.limit ? 0 : oldest + this.#windowMs - now;
  }

  /** Counts a call. */
  take(now: number): void {
    this.#times.push(now);
  }

  #forget(now: number): void {
    while (this.#times[0] !== undefined && this.#times[0] <= now - this.#windowMs) this.#times.shift();
  }
}
