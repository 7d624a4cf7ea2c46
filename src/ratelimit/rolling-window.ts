/**
 * Later than a whole window: the server's clock and ours need not tick together, and a call that arrives exactly
 * one window after another may be counted with it.
 */
export const RETURN_MARGIN_MS = 2;

/**
 * One rolling window, kept exactly at the server's end: a permit leaves when its call is dispatched and returns one
 * window after the call has surely arrived. Two calls on the same permit therefore arrive more than a window apart,
 * whatever their latencies, and so no window can hold more calls than there are permits.
 *
 * All times are milliseconds of one monotonic clock. Permits return by comparing times, never by a timer, because
 * Node's timers fire up to a millisecond early.
 */
export class RollingWindow {
  readonly windowMs: number;
  limit: number;
  /** Permits of calls that may still arrive. */
  #out = 0;
  /** When each of the other permits returns, ascending. */
  readonly #returns: number[] = [];
  #total = 0;

  constructor(limit: number, windowMs: number) {
    this.limit = limit;
    this.windowMs = windowMs;
  }

  /** How many permits have ever left, booked ones included. */
  get total(): number {
    return this.#total;
  }

  /** Permits that are not here at the moment. */
  taken(at: number): number {
    while ((this.#returns[0] ?? Number.POSITIVE_INFINITY) <= at) this.#returns.shift();
    return this.#out + this.#returns.length;
  }

  /** Calls that may be dispatched; negative after the limit was lowered. */
  free(at: number): number {
    return this.limit - this.taken(at);
  }

  take(): void {
    this.#out++;
    this.#total++;
  }

  /** The call was surely not sent. */
  giveBack(): void {
    this.#out--;
  }

  /** The call has surely arrived by then, if it arrives at all. */
  settle(arrivedBy: number): void {
    this.#out--;
    this.#return(arrivedBy + this.windowMs + RETURN_MARGIN_MS);
  }

  /** Counts calls of someone else, which have surely arrived by then. */
  book(count: number, arrivedBy: number): void {
    this.#total += count;
    for (let i = 0; i < count; i++) this.#return(arrivedBy + this.windowMs + RETURN_MARGIN_MS);
  }

  /** When the next permit returns; undefined while every missing one is with a call on its way. */
  nextReturn(at: number): number | undefined {
    this.taken(at);
    return this.#returns[0];
  }

  /**
   * About how many milliseconds the call at this place of the queue (0 is the next to go) has to wait, if a call
   * takes `latencyMs` from dispatch to answer.
   */
  waitFor(place: number, at: number, latencyMs: number): number {
    const free = Math.max(0, this.free(at));
    if (place < free) return 0;
    // Every permit that leaves comes back after one round, so the queue moves as the permits out now do, again
    // and again; those that are here now leave first.
    const round = this.windowMs + latencyMs;
    const lap = Math.floor((place - free) / Math.max(1, this.limit));
    const step = (place - free) % Math.max(1, this.limit);
    // A limit lowered below what is out swallows the first permits to return.
    const swallowed = Math.max(0, -this.free(at));
    const returns = this.#returns[step + swallowed];
    return lap * round + (returns === undefined ? round : Math.max(0, returns - at));
  }

  #return(at: number): void {
    let index = this.#returns.length;
    while (index > 0 && (this.#returns[index - 1] ?? 0) > at) index--;
    this.#returns.splice(index, 0, at);
  }
}
