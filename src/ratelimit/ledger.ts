import type { Logger } from 'pino';
import type { Allowance } from './limiter.ts';
import type { RollingWindow } from './rolling-window.ts';

/** What a call has taken, from its dispatch until its end is known. */
export interface Ticket {
  readonly windows: readonly RollingWindow[];
  /** Monotonic milliseconds of the dispatch. */
  readonly at: number;
  /** Permits of the minute that were out right after the dispatch, and that had ever left. */
  readonly taken: number;
  readonly total: number;
}

export interface LedgerOptions {
  readonly minute: RollingWindow;
  readonly second: RollingWindow;
  /** Monotonic milliseconds. */
  readonly clock: () => number;
  /** Milliseconds by which a call may arrive after it was given up. */
  readonly transitMs: number;
  /** Monotonic milliseconds by which the calls of an earlier process had arrived. */
  readonly previousUseUntil?: number;
  readonly log: Logger;
}

/** How long a call takes, until calls have shown it. */
const FIRST_LATENCY_MS = 200;

/**
 * Knows how many calls may be dispatched at a moment: the least that either window has free, nothing during a
 * pause, and one single call - the probe - while the server's own count is not known, at the start and after a 429.
 */
export class Ledger {
  readonly #minute: RollingWindow;
  readonly #second: RollingWindow;
  readonly #configuredLimit: number;
  readonly #clock: () => number;
  readonly #transitMs: number;
  readonly #log: Logger;
  #previousUseUntil: number | undefined;
  #probe: 'due' | 'passed' | Ticket = 'due';
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #latencyMs = FIRST_LATENCY_MS;

  constructor(options: LedgerOptions) {
    this.#minute = options.minute;
    this.#second = options.second;
    this.#configuredLimit = options.minute.limit;
    this.#clock = options.clock;
    this.#transitMs = options.transitMs;
    this.#previousUseUntil = options.previousUseUntil;
    this.#log = options.log;
  }

  /** Calls that may be dispatched right now; below one means none. */
  free(): number {
    const at = this.#clock();
    if (at < this.#pausedUntil) return 0;
    const free = Math.min(this.#minute.free(at), this.#second.free(at));
    if (this.#probe === 'passed') return free;
    return Math.min(free, this.#probe === 'due' ? 1 : 0);
  }

  /** Permits of the minute alone; negative after the limit was lowered. */
  get leftInMinute(): number {
    return this.#minute.free(this.#clock());
  }

  get limitPerMinute(): number {
    return this.#minute.limit;
  }

  /** Milliseconds until the pause ends, 0 without one. */
  get pauseLeft(): number {
    return Math.max(0, this.#pausedUntil - this.#clock());
  }

  /** The monotonic time at which `free` may grow by itself; undefined when it takes the end of a call. */
  get nextChange(): number | undefined {
    const at = this.#clock();
    if (at < this.#pausedUntil) return this.#pausedUntil;
    const minute = this.#minute.nextReturn(at) ?? Number.POSITIVE_INFINITY;
    const second = this.#second.nextReturn(at) ?? Number.POSITIVE_INFINITY;
    const next = Math.min(minute, second);
    return next === Number.POSITIVE_INFINITY ? undefined : next;
  }

  /** About how long the call at this place of the queue (0 is the next to go) waits, in milliseconds. */
  waitFor(place: number): number {
    const at = this.#clock();
    return Math.max(
      this.pauseLeft,
      this.#minute.waitFor(place, at, this.#latencyMs),
      this.#second.waitFor(place, at, this.#latencyMs),
    );
  }

  /** Like `waitFor`, for a window in front of the gate. */
  waitForBudget(budget: RollingWindow, place: number): number {
    return budget.waitFor(place, this.#clock(), this.#latencyMs);
  }

  /** A call is dispatched; it also counts against the windows of its endpoints. */
  take(budgets: readonly RollingWindow[]): Ticket {
    const at = this.#clock();
    const windows = [this.#minute, this.#second, ...budgets];
    for (const window of windows) window.take();
    const ticket = { windows, at, taken: this.#minute.taken(at), total: this.#minute.total };
    if (this.#probe === 'due') this.#probe = ticket;
    return ticket;
  }

  answered(ticket: Ticket, allowance: Allowance): void {
    const at = this.#clock();
    this.#latencyMs += (at - ticket.at - this.#latencyMs) / 5;
    for (const window of ticket.windows) window.settle(at);
    this.#heed(ticket, allowance, at);
    if (ticket !== this.#probe) return;
    if (allowance.remaining === undefined) this.#bookPreviousUse(at);
    this.#previousUseUntil = undefined;
    this.#probe = 'passed';
  }

  /** The server answered 429. The next call goes when the pause is over, alone. */
  refused(ticket: Ticket, retryAfterMs: number): void {
    const at = this.#clock();
    for (const window of ticket.windows) window.settle(at);
    this.#pausedUntil = Math.max(this.#pausedUntil, at + retryAfterMs);
    this.#probe = 'due';
    this.#log.warn({ retryAfterMs }, 'the server refused a call for its rate limit: all calls pause');
  }

  unsent(ticket: Ticket): void {
    for (const window of ticket.windows) window.giveBack();
    if (ticket === this.#probe) this.#probe = 'due';
  }

  /** Nobody knows how the call ended: it may still arrive within the transit allowance. */
  lost(ticket: Ticket): void {
    const at = this.#clock();
    for (const window of ticket.windows) window.settle(at + this.#transitMs);
    if (ticket !== this.#probe) return;
    // One call on trust is enough: probe after probe without an answer could exceed what an earlier process left.
    this.#bookPreviousUse(at);
    this.#probe = 'due';
  }

  /** Corrects our belief by what the server said, downward only. */
  #heed(ticket: Ticket, allowance: Allowance, at: number): void {
    if (allowance.limit !== undefined && Number.isFinite(allowance.limit)) {
      // At least one call must stay possible, or no answer could ever lift the limit again.
      const limit = Math.min(this.#configuredLimit, Math.max(1, Math.floor(allowance.limit)));
      if (limit !== this.#minute.limit) {
        this.#log.warn(
          { limit, configured: this.#configuredLimit },
          'the server changed its limit per minute',
        );
        this.#minute.limit = limit;
      }
    }
    if (allowance.remaining === undefined || !Number.isFinite(allowance.remaining)) return;
    // The server counted somewhere between dispatch and answer. The most that it can have counted of what we know
    // is everything that was out at the dispatch and everything that left since: only what it counted beyond
    // that is unknown to us. Calls in flight and answers out of order so never pass for someone else's calls.
    const known = ticket.taken + this.#minute.total - ticket.total;
    const unknown = Math.floor(this.#minute.limit - known - Math.max(0, allowance.remaining));
    if (unknown <= 0) return;
    this.#log.info({ unknown }, 'the server counts calls that Squawk does not know: booked for one window');
    this.#minute.book(unknown, at);
    // They may be as young as that, and no header tells about the second.
    this.#second.book(Math.min(unknown, Math.max(0, this.#second.free(at))), at);
  }

  /** Without a word from the server, an earlier process may have used all of both windows until its end. */
  #bookPreviousUse(at: number): void {
    if (this.#previousUseUntil === undefined) return;
    const arrivedBy = this.#previousUseUntil + this.#transitMs;
    for (const window of [this.#minute, this.#second]) {
      if (arrivedBy + window.windowMs > at) window.book(Math.max(0, window.free(at)), arrivedBy);
    }
    this.#previousUseUntil = undefined;
  }
}
