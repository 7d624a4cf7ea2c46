import { setMaxListeners } from 'node:events';
import { type CallClass, LimiterError } from '../ratelimit/limiter.ts';
import { isMoreUrgent } from '../ratelimit/waiting.ts';
import type { ApiName, Call } from './call.ts';

/** Milliseconds; more than anybody waits for an answer. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

type Load<T> = (call: Call) => Promise<T>;

interface Asker<T> {
  readonly call: Call;
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One read under way for everybody who asks for the same thing. Its own Call has the most urgent class and the latest
 * deadline of those who still wait; each hears of waits, and is let go by its own signal; when the last one has left,
 * the read is aborted.
 */
export class SharedLoad<T> {
  readonly #askers = new Set<Asker<T>>();
  readonly #raised: ((to: CallClass) => void)[] = [];
  readonly #load: Load<T>;
  readonly #abandoned: () => void;
  readonly #now: () => number;
  readonly #controller = new AbortController();
  #class: CallClass = 'background';
  #wait: { readonly api: ApiName; readonly until: number } | undefined;
  #ended = false;

  /** @param abandoned told when the last asker has left and the read was aborted: it takes nobody in any more. */
  constructor(load: Load<T>, now: () => number, abandoned: () => void) {
    this.#load = load;
    this.#now = now;
    this.#abandoned = abandoned;
    setMaxListeners(0, this.#controller.signal);
  }

  /** Waits with the others. @param onGone makes the error of an asker whose signal is aborted. */
  join(call: Call, onGone: () => Error): Promise<T> {
    return new Promise((resolve, reject) => {
      const gone = (): void => this.#leave(asker, onGone());
      const done = (): void => call.signal?.removeEventListener('abort', gone);
      const asker: Asker<T> = {
        call,
        resolve: (value) => {
          done();
          resolve(value);
        },
        reject: (error) => {
          done();
          reject(error);
        },
      };
      this.#askers.add(asker);
      if (call.signal !== undefined) {
        // A command may read many things at once under its one signal, which is no leak.
        setMaxListeners(0, call.signal);
        call.signal.addEventListener('abort', gone, { once: true });
      }
      this.#raise(call.class);
      // Only a Call that is itself of a shared read has it: a read that another read needs.
      call.onRaise?.((to) => this.#raise(to));
      const left = this.#wait === undefined ? 0 : this.#wait.until - this.#now();
      if (this.#wait !== undefined && left > 0) this.#tell(asker, this.#wait.api, left);
    });
  }

  /** Sends the read; once, after the first asker has joined. @param onValue gets the answer before any asker. */
  async start(onValue: (value: T) => void, onError: (error: unknown) => void): Promise<void> {
    for (;;) {
      const dispatched = this.#deadline();
      try {
        const value = await this.#load(this.#call());
        if (this.#ended) return;
        this.#ended = true;
        onValue(value);
        for (const asker of this.#takeAll()) asker.resolve(value);
        return;
      } catch (error) {
        if (this.#ended) return;
        // Dropped at a deadline that was read before somebody with more time joined.
        if (error instanceof LimiterError && error.reason === 'deadline' && this.#deadline() > dispatched)
          continue;
        this.#ended = true;
        onError(error);
        for (const asker of this.#takeAll()) asker.reject(error);
        return;
      }
    }
  }

  #call(): Call {
    const shared = this;
    // Getters: a read that repeats an attempt, or looks at its deadline late, finds what holds by then.
    const call: Call = {
      get class() {
        return shared.#class;
      },
      signal: this.#controller.signal,
      onRaise: (listener) => void this.#raised.push(listener),
      onWait: (api, ms) => {
        this.#wait = { api, until: this.#now() + ms };
        for (const asker of [...this.#askers]) this.#tell(asker, api, ms);
      },
      onStale: (api, asOf) => {
        for (const asker of [...this.#askers]) asker.call.onStale?.(api, asOf);
      },
    };
    if (this.#deadline() === Number.POSITIVE_INFINITY) return call;
    return Object.defineProperty(call, 'deadline', {
      enumerable: true,
      // Finite even once somebody without a deadline has joined, for timers may be set by it.
      get: () => Math.min(this.#deadline(), this.#now() + LONGEST_MS),
    });
  }

  #deadline(): number {
    return Math.max(...[...this.#askers].map(({ call }) => call.deadline ?? Number.POSITIVE_INFINITY));
  }

  #raise(to: CallClass): void {
    if (!isMoreUrgent(to, this.#class)) return;
    this.#class = to;
    for (const listener of [...this.#raised]) listener(to);
  }

  #tell({ call }: Asker<T>, api: ApiName, ms: number): void {
    call.onWait?.(api, ms);
  }

  #leave(asker: Asker<T>, error: Error): void {
    if (!this.#askers.delete(asker)) return;
    asker.reject(error);
    if (this.#askers.size > 0) return;
    this.#ended = true;
    this.#abandoned();
    this.#controller.abort(error);
  }

  #takeAll(): readonly Asker<T>[] {
    const all = [...this.#askers];
    this.#askers.clear();
    return all;
  }
}
