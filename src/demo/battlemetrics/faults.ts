/** What goes wrong with a call. `execute-…`: the call is carried out, and only the answer is spoiled. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly detail?: string }
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  /** A web page of something in front of the API; default status 200. */
  | { readonly kind: 'html'; readonly status?: number }
  /** The connection is cut before the call is carried out. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'execute-then-reset' }
  /** No answer ever comes. */
  | { readonly kind: 'execute-then-hang' }
  | { readonly kind: 'execute-then-500' }
  | { readonly kind: 'execute-then-html' };

export interface FaultRule {
  readonly fault: Fault;
  /** Default: any. */
  readonly method?: string;
  /** The start of the path, or an expression; default: any. */
  readonly path?: string | RegExp;
  /** How many calls it meets; default: all until it is removed. */
  readonly times?: number;
}

/** The switchboard of everything that can go wrong on purpose. */
export class Faults {
  /** False: every call gets the 403 of an account without a subscription. */
  subscription = true;
  readonly #rules: { readonly rule: FaultRule; left: number }[] = [];

  /** Adds a rule, and gives a function that removes it. Of several that fit, the first one counts. */
  add(rule: FaultRule): () => void {
    const entry = { rule, left: rule.times ?? Number.POSITIVE_INFINITY };
    this.#rules.push(entry);
    return () => {
      const index = this.#rules.indexOf(entry);
      if (index !== -1) this.#rules.splice(index, 1);
    };
  }

  clear(): void {
    this.#rules.length = 0;
    this.subscription = true;
  }

  /** The fault that a call meets, which counts as met. */
  take(method: string, path: string): Fault | undefined {
    const entry = this.#rules.find(({ rule, left }) => left > 0 && fits(rule, method, path));
    if (entry === undefined) return undefined;
    entry.left -= 1;
    return entry.rule.fault;
  }
}

function fits(rule: FaultRule, method: string, path: string): boolean {
  if (rule.method !== undefined && rule.method !== method) return false;
  if (rule.path === undefined) return true;
  return typeof rule.path === 'string' ? path.startsWith(rule.path) : rule.path.test(path);
}

/** What a proxy in front of the API answers. */
export const PROXY_PAGE =
  '<!DOCTYPE html>\n<html><head><title>api.battlemetrics.com | 502: Bad gateway</title></head>' +
  '<body><h1>Bad gateway</h1><p>Ray ID: 8f0000000000</p></body></html>\n';
