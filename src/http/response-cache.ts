import type { ApiName, Call } from './call.ts';
import { ApiError, CallAbortedError, NotFoundError } from './errors.ts';
import { SharedLoad } from './shared-load.ts';

export interface ReadPolicy {
  readonly api: ApiName;
  /** Milliseconds for which an answer is as good as new; 0 shares only reads that are under way. */
  readonly ttlMs: number;
  /** Milliseconds for which an answer is better than none while the API does not answer. */
  readonly staleForMs: number;
  /** Reads anew, and takes no old answer for a new one: for those who decide by it. */
  readonly bypass?: boolean;
}

interface Entry {
  readonly value: unknown;
  /** Epoch milliseconds when the answer was there. */
  readonly asOf: number;
  /** Of the load that it came from: a slower, earlier one must not replace it. */
  readonly order: number;
}

interface Flight {
  readonly load: SharedLoad<unknown>;
  readonly order: number;
  /** Something was written meanwhile: the answer is for those who asked before, and is not kept. */
  outdated: boolean;
}

/**
 * Answers of reads, by key. Equal reads under way are one call of the API, at the highest class that asks; an answer
 * is kept for the time its reader says, and shown with its age when the API does not answer. A moderator's read
 * (`bypass`) goes to the API whatever is kept, shares only with other such reads, and refreshes what is kept.
 *
 * A key names one read and so one type. Values are shared by all who ask: nobody may change them.
 */
export class ResponseCache {
  readonly #now: () => number;
  readonly #maxEntries: number;
  /** In order of use, the least recent first. */
  readonly #entries = new Map<string, Entry>();
  readonly #flights = { shared: new Map<string, Flight>(), bypassing: new Map<string, Flight>() };
  #order = 0;

  /** @param options.maxEntries answers that are kept; beyond it the least recently used go. */
  constructor({ now, maxEntries }: { readonly now: () => number; readonly maxEntries: number }) {
    this.#now = now;
    this.#maxEntries = maxEntries;
  }

  /**
   * @param load sends the read; its Call stands for all who wait, not only for `call`.
   * @throws whatever `load` throws; CallAbortedError once `call.signal` is aborted, without disturbing the others.
   */
  async read<T>(key: string, policy: ReadPolicy, call: Call, load: (call: Call) => Promise<T>): Promise<T> {
    const gone = (): CallAbortedError =>
      new CallAbortedError({ api: policy.api, method: 'GET', url: '(a shared read)' }, 'maybe');
    if (call.signal?.aborted === true) throw gone();
    // A key names one read, so what is stored under it is a T; a Map of many types cannot say that.
    const kept = (): (Entry & { readonly value: T }) | undefined =>
      this.#touch(key) as (Entry & { readonly value: T }) | undefined;

    if (policy.bypass !== true) {
      const entry = kept();
      if (entry !== undefined && this.#age(entry) < policy.ttlMs) return entry.value;
    }
    try {
      return (await this.#join(key, policy, call, load, gone)) as T;
    } catch (error) {
      const entry = kept();
      const usable = policy.bypass !== true && entry !== undefined && this.#age(entry) < policy.staleForMs;
      if (!usable || !(error instanceof ApiError) || !error.transient) throw error;
      call.onStale?.(policy.api, entry.asOf);
      return entry.value;
    }
  }

  /**
   * Forgets every answer whose key starts so, because something was written that it shows. Reads under way go on for
   * those who wait for them, but whoever asks from now on starts a new one.
   */
  invalidate(keyPrefix: string): void {
    for (const key of this.#entries.keys()) if (key.startsWith(keyPrefix)) this.#entries.delete(key);
    for (const flights of Object.values(this.#flights)) {
      for (const [key, flight] of flights) {
        if (!key.startsWith(keyPrefix)) continue;
        flight.outdated = true;
        flights.delete(key);
      }
    }
  }

  #join(
    key: string,
    { bypass = false, ttlMs, staleForMs }: ReadPolicy,
    call: Call,
    load: (call: Call) => Promise<unknown>,
    gone: () => Error,
  ): Promise<unknown> {
    const flights = bypass ? this.#flights.bypassing : this.#flights.shared;
    // A moderator's read is younger than what is kept, so it serves everybody.
    const running = flights.get(key) ?? (bypass ? undefined : this.#flights.bypassing.get(key));
    if (running !== undefined) return running.load.join(call, gone);

    const keep = ttlMs > 0 || staleForMs > 0;
    const leave = (): void => {
      if (flights.get(key) === flight) flights.delete(key);
    };
    this.#order += 1;
    const flight: Flight = {
      load: new SharedLoad(load, this.#now, leave),
      order: this.#order,
      outdated: false,
    };
    flights.set(key, flight);
    const answer = flight.load.join(call, gone);
    void flight.load.start(
      (value) => {
        leave();
        if (keep) this.#store(key, flight, value);
      },
      (error) => {
        leave();
        if (error instanceof NotFoundError && this.#isNewer(key, flight)) this.#entries.delete(key);
      },
    );
    return answer;
  }

  #store(key: string, flight: Flight, value: unknown): void {
    if (!this.#isNewer(key, flight)) return;
    this.#entries.delete(key);
    this.#entries.set(key, { value, asOf: this.#now(), order: flight.order });
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.#maxEntries) break;
      this.#entries.delete(oldest);
    }
  }

  /** Whether what the load brought is newer than what is kept. */
  #isNewer(key: string, flight: Flight): boolean {
    return !flight.outdated && (this.#entries.get(key)?.order ?? 0) < flight.order;
  }

  #touch(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry;
  }

  /** Endless once the clock was set back, so that nothing is kept for longer than it should. */
  #age(entry: Entry): number {
    const age = this.#now() - entry.asOf;
    return age < 0 ? Number.POSITIVE_INFINITY : age;
  }
}
