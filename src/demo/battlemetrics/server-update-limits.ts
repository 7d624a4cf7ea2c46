import { type SimLimits, tooMany } from './rate-limits.ts';
import { RollingLimit } from './rolling-limit.ts';

const PATH = /^\/servers\/(\d+)\/force-update$/;
const MINUTE = 60_000;

/**
 * The limits of `POST /servers/{id}/force-update`: once in 30 s for a server, ten times in five minutes for a user. All
 * tokens of the simulator are of one user, so it has them once for all.
 */
export class ForceUpdateLimits {
  readonly #part: number;
  readonly #user: RollingLimit;
  readonly #servers = new Map<string, RollingLimit>();

  /** A minute that is shorter shortens both times too. */
  constructor({ windowMs = MINUTE }: SimLimits) {
    this.#part = windowMs / MINUTE;
    this.#user = new RollingLimit(10, 5 * MINUTE * this.#part);
  }

  /** Lets a call in and counts it, or throws the 429 that it gets. */
  admit(method: string, path: string, now: number): void {
    const id = method === 'POST' ? PATH.exec(path)?.[1] : undefined;
    if (id === undefined) return;
    const server = this.#servers.get(id) ?? new RollingLimit(1, 30_000 * this.#part);
    this.#servers.set(id, server);
    const waitMs = Math.max(this.#user.waitMs(now), server.waitMs(now));
    if (waitMs > 0) throw tooMany(waitMs, now);
    this.#user.take(now);
    server.take(now);
  }
}
