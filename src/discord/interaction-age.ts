/** Milliseconds of the first second of 2015, from which Discord's ids count. */
const DISCORD_EPOCH = 1_420_070_400_000;
/** Discord forgets an unanswered interaction after that many milliseconds. */
const ANSWER_WITHIN_MS = 3000;

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
  #youngest = Number.POSITIVE_INFINITY;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Milliseconds since Discord created the interaction with that id; never negative. */
  of(id: string): number {
    const age = this.#now() - createdAt(id);
    this.#youngest = Math.min(this.#youngest, age);
    const clocksAgree = this.#youngest >= 0 && this.#youngest < ANSWER_WITHIN_MS;
    return clocksAgree ? age : age - this.#youngest;
  }
}
