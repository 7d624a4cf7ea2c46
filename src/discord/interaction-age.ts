/** Milliseconds of the first second of 2015, from which Discord's ids count. */
const DISCORD_EPOCH = 1_420_070_400_000;
/** Discord forgets an unanswered interaction after that many milliseconds. */
const ANSWER_WITHIN_MS = 3000;
/** Milliseconds by which the system's clock may run apart from the monotonic one between two interactions. */
const CLOCK_STEP_MS = 500;

/** When Discord made something, from its id; epoch milliseconds by Discord's clock. */
export function createdAt(id: string): number {
  return Number(BigInt(id) >> 22n) + DISCORD_EPOCH;
}

/**
 * Tells how old an interaction is, against a clock of ours that may be wrong. An age that cannot be (below zero,
 * or beyond the time that Discord waits) shows that the clocks differ; the youngest one seen then stands for zero.
 */
export class InteractionAges {
  readonly #now: () => number;
  readonly #elapsed: () => number;
  #youngest = Number.POSITIVE_INFINITY;
  #lastDifference = 0;

  /** @param elapsed a clock that nobody sets; milliseconds from any beginning. */
  constructor(now: () => number, elapsed: () => number = () => performance.now()) {
    this.#now = now;
    this.#elapsed = elapsed;
  }

  /** Milliseconds since Discord created the interaction with that id; never negative. */
  of(id: string): number {
    const now = this.#now();
    this.#noticeStep(now);
    const age = now - createdAt(id);
    this.#youngest = Math.min(this.#youngest, age);
    const clocksAgree = this.#youngest >= 0 && this.#youngest < ANSWER_WITHIN_MS;
    return clocksAgree ? age : age - this.#youngest;
  }

  /** When the clock was set, or the machine slept, what earlier interactions told of it is void. */
  #noticeStep(now: number): void {
    const difference = now - this.#elapsed();
    if (Math.abs(difference - this.#lastDifference) > CLOCK_STEP_MS)
      this.#youngest = Number.POSITIVE_INFINITY;
    this.#lastDifference = difference;
  }
}
