import type { Method } from './route.ts';

/** What goes wrong with a request. */
export type FaultKind =
  /** Answered with this status, and not carried out. */
  | { readonly kind: 'status'; readonly status: number; readonly body?: unknown }
  /** 429 with `Retry-After`, and not carried out. */
  | { readonly kind: 'rate-limit'; readonly retryAfterMs: number; readonly global?: boolean }
  /** An HTML page of a proxy instead of an answer. */
  | { readonly kind: 'html'; readonly status: number }
  /** Carried out after a while. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The connection breaks, and nothing is carried out. */
  | { readonly kind: 'reset' }
  /** Carried out, but the connection breaks before the answer. */
  | { readonly kind: 'execute-then-reset' }
  /** Carried out, but answered with this status. */
  | { readonly kind: 'execute-then-status'; readonly status: number }
  /** Never answered, and not carried out. */
  | { readonly kind: 'stall' };

export type Fault = FaultKind & {
  readonly method?: Method;
  /** A route as the simulator lists it, `/channels/:channel/messages`, or an expression on the path below `/api/v10`. */
  readonly route: string | RegExp;
  /** How many requests it meets; default 1. */
  readonly times?: number;
};

/** The faults that wait for their requests. */
export class Faults {
  readonly #waiting: { readonly fault: Fault; left: number }[] = [];

  /** Returns a function that takes the fault away again. */
  add(fault: Fault): () => void {
    const entry = { fault, left: fault.times ?? 1 };
    this.#waiting.push(entry);
    return () => {
      entry.left = 0;
    };
  }

  clear(): void {
    this.#waiting.length = 0;
  }

  /** The fault that this request meets, if any; counts it. */
  take(method: string, template: string, path: string): Fault | undefined {
    const entry = this.#waiting.find(
      ({ fault, left }) =>
        left > 0 &&
        (fault.method === undefined || fault.method === method) &&
        (typeof fault.route === 'string' ? fault.route === template : fault.route.test(path)),
    );
    if (entry === undefined) return undefined;
    entry.left -= 1;
    return entry.fault;
  }
}
