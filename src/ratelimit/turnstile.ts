import Bottleneck from 'bottleneck';
import type { Logger } from 'pino';

/**
 * The one gate. Bottleneck hands out turns, one per unit of its reservoir; who uses a turn is decided when it comes.
 *
 * A turn is not bound to a job, because in Bottleneck 2.19.5 submitting is serial, about 2 ms a job, and blind to
 * priority (an urgent job behind 1,000 submits waited 2.3 s with capacity free); a job that waits can't be taken out;
 * and the queue has no bound. So only a few turns stand in Bottleneck at a time, and calls wait outside.
 */
export class Turnstile {
  readonly #gate = new Bottleneck({ reservoir: 0 });
  readonly #onTurn: () => void;
  readonly #log: Logger;
  /** Everything the reservoir was ever given. */
  #given = 0;
  /** Turns that came. */
  #begun = 0;
  /** Turns that stand in Bottleneck. */
  #asked = 0;
  #closed = false;

  constructor(options: { readonly onTurn: () => void; readonly log: Logger }) {
    this.#onTurn = options.onTurn;
    this.#log = options.log;
    // A listener that throws makes Bottleneck recurse until the stack overflows; logging doesn't throw.
    this.#gate.on('error', (error: unknown) => this.#report(error));
  }

  /**
   * Makes the reservoir what it should be: as many as may go now. The reservoir can't be set (`updateSettings` races
   * with jobs that start), only incremented, so what is given in all must be what may go and what has begun.
   */
  sync(free: number): void {
    const increment = free + this.#begun - this.#given;
    if (increment === 0) return;
    this.#given += increment;
    this.#gate.incrementReservoir(increment).catch((error: unknown) => this.#report(error));
  }

  /** Sees to it that so many turns stand in Bottleneck; more may stand there already. */
  ask(turns: number): void {
    while (this.#asked < turns) {
      this.#asked++;
      this.#gate.schedule(() => this.#turn()).catch((error: unknown) => this.#report(error));
    }
  }

  /** Lets go of the turns that wait. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#gate.stop({ dropWaitingJobs: true });
  }

  #turn(): Promise<void> {
    this.#asked--;
    this.#begun++;
    this.#onTurn();
    return Promise.resolve();
  }

  #report(error: unknown): void {
    // Closing rejects the turns that wait, which is what was asked for.
    if (!this.#closed) this.#log.error({ err: error }, 'the rate limiter failed inside Bottleneck');
  }
}
