/** Numbers that look random and are the same for the same seed, with what the demo's worlds draw from them. */
export interface Random {
  /** From 0 to below 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True once in 1 / `probability` draws. */
  chance(probability: number): boolean;
  /** One of them; there must be one. */
  pick<T>(items: readonly T[]): T;
  /** One of them by weight; undefined if all weights are nought. */
  weighted<T>(items: readonly T[], weight: (item: T) => number): T | undefined;
  /** Waiting times: from nought on, many short and few long. */
  exponential(mean: number): number;
  /** How often something happens that happens `mean` times on average. */
  count(mean: number): number;
  shuffled<T>(items: readonly T[]): T[];
  /** Hexadecimal digits. */
  hex(length: number): string;
}

/** @param seed a name for each stream, so that a draw more in one leaves the others as they are */
export function createRandom(seed: string): Random {
  const next = mulberry32(hash(seed));
  const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const random: Random = {
    next,
    between,
    chance: (probability) => next() < probability,
    pick<T>(items: readonly T[]): T {
      const index = between(0, items.length - 1);
      const [item] = items.slice(index, index + 1);
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
    weighted<T>(items: readonly T[], weight: (item: T) => number): T | undefined {
      const weights = items.map(weight);
      let left = next() * weights.reduce((sum, one) => sum + one, 0);
      return items.find((_, index) => {
        left -= weights[index] ?? 0;
        return left < 0;
      });
    },
    exponential: (mean) => -Math.log(1 - next()) * mean,
    count(mean) {
      const limit = Math.exp(-mean);
      let product = next();
      let times = 0;
      for (; product > limit; times += 1) product *= next();
      return times;
    },
    shuffled<T>(items: readonly T[]): T[] {
      const keyed = items.map((item) => ({ item, key: next() }));
      return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
    },
    hex: (length) => Array.from({ length }, () => between(0, 15).toString(16)).join(''),
  };
  return random;
}

/** The well-known generator of that name: 32 bits of state, all of them visited. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value;
}
