/** Milliseconds of the first second of 2015, from which Discord's ids count. */
const DISCORD_EPOCH = 1_420_070_400_000;
/**
 * If even the youngest interaction is older than that, in milliseconds, it is the clock that is ahead: the way here
 * takes a tenth. A clock two seconds ahead would else take nearly all the time that Discord gives for an answer.
 */
const ON_THE_WAY_MS = 1000;
/** How far a clock that nobody sets may run ahead of Discord's, in milliseconds a millisecond: 9 seconds a day. */
const DRIFT = 0.0001;
/** Milliseconds by which the system's clock may run apart from the monotonic one between two interactions. */
const CLOCK_STEP_MS = 500;

/** When Discord made something, from its id; epoch milliseconds by Discord's clock. */
export function createdAt(id: string): number {
  return Number(BigInt(id) >> 22n) + DISCORD_EPOCH;
}

/**
 * Tells how old an interaction is, against a clock of ours that may be wrong. When even the youngest one seen has an
 * age that cannot be (below zero, or too long on the way), the clocks differ, and the youngest stands for zero.
 */
export class InteractionAges {
  readonly #now: () => number;
  readonly #elapsed: () => number;
  #youngest = Number.POSITIVE_INFINITY;
  #lastDifference = 0;
  #lastElapsed = 0;

  /** @param elapsed a clock that nobody sets; milliseconds from any beginning. */
  constructor(now: () => number, elapsed: () => number = () => performance.now()) {
    this.#now = now;
    this.#elapsed = elapsed;
  }

  /** Milliseconds since Discord created the interaction with that id; never negative. */
  of(id: string): number {
    const now = this.#now();
    const elapsed = this.#elapsed();
    this.#noticeStep(now - elapsed);
    const age = now - createdAt(id);
    const drifted = this.#youngest + (elapsed - this.#lastElapsed) * DRIFT;
    this.#lastElapsed = elapsed;
    this.#youngest = Math.min(drifted, age);
    const clocksAgree = this.#youngest >= 0 && this.#youngest < ON_THE_WAY_MS;
    return Math.round(clocksAgree ? age : age - this.#youngest);
  }

  /** When the clock was set, or the machine slept, what earlier interactions told of it is void. */
  #noticeStep(difference: number): void {
    if (Math.abs(difference - this.#lastDifference) > CLOCK_STEP_MS)
      this.#youngest = Number.POSITIVE_INFINITY;
    this.#lastDifference = difference;
  }
}
