/** What the simulator does wrong on purpose. */
export type Fault =
  /** Answers with this status, as FastAPI would unless a body is given. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: string;
      readonly contentType?: string;
    }
  /** A page of a proxy, with status 200 unless told otherwise. */
  | { readonly kind: 'html'; readonly status?: number }
  /** JSON that stops half-way, in an answer that is whole otherwise. */
  | { readonly kind: 'truncated' }
  /** The right answer, so many milliseconds late. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The connection is reset; the request was carried out, as a client cannot know. */
  | { readonly kind: 'reset' }
  /** JSON of a shape that no version has. */
  | { readonly kind: 'wrong-schema' };

interface Switched {
  readonly fault: Fault;
  left: number;
}

/** The fault switch, by path below the prefix (`/stats`); `*` is every path that has no fault of its own. */
export class Faults {
  readonly #faults = new Map<string, Switched>();

  /** @param times how many requests it meets before it ends by itself; default all. */
  set(path: string, fault: Fault, times = Number.POSITIVE_INFINITY): void {
    this.#faults.set(path, { fault, left: times });
  }

  /** Ends the fault of a path, or all. */
  clear(path?: string): void {
    if (path === undefined) this.#faults.clear();
    else this.#faults.delete(path);
  }

  /** The fault that the next request of this path meets. */
  take(path: string): Fault | undefined {
    const key = this.#faults.has(path) ? path : '*';
    const switched = this.#faults.get(key);
    if (switched === undefined) return undefined;
    switched.left -= 1;
    if (switched.left <= 0) this.#faults.delete(key);
    return switched.fault;
  }
}
