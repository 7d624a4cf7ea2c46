import type { CallClass } from './limiter.ts';

/** Most urgent first. */
export const CLASSES = ['write', 'moderator', 'person', 'background'] as const satisfies readonly CallClass[];

/** Whether a call of the first class goes before a call of the second. */
export function isMoreUrgent(one: CallClass, other: CallClass): boolean {
  return CLASSES.indexOf(one) < CLASSES.indexOf(other);
}

/** Those who wait: the more urgent class first, within a class the one that came first. */
export class Waiting<Entry extends { class: CallClass }> {
  // A Set keeps the order of insertion and lets anyone leave from the middle at no cost.
  readonly #byClass: Readonly<Record<CallClass, Set<Entry>>> = {
    write: new Set(),
    moderator: new Set(),
    person: new Set(),
    background: new Set(),
  };

  get size(): number {
    return CLASSES.reduce((sum, of) => sum + this.#byClass[of].size, 0);
  }

  add(entry: Entry): void {
    this.#byClass[entry.class].add(entry);
  }

  /** @returns false if the entry did not wait any more. */
  remove(entry: Entry): boolean {
    return this.#byClass[entry.class].delete(entry);
  }

  /** Puts the entry behind those of a more urgent class, and so before all where it stood. */
  raise(entry: Entry, to: CallClass): void {
    if (!isMoreUrgent(to, entry.class) || !this.remove(entry)) return;
    entry.class = to;
    this.add(entry);
  }

  *[Symbol.iterator](): IterableIterator<Entry> {
    for (const of of CLASSES) yield* this.#byClass[of];
  }

  /** Who leaves when the queue is full: of the least important class below `than`, the last that came. */
  leastImportantBelow(than: CallClass): Entry | undefined {
    for (const of of CLASSES.toReversed()) {
      if (!isMoreUrgent(than, of)) return undefined;
      const last = [...this.#byClass[of]].at(-1);
      if (last !== undefined) return last;
    }
    return undefined;
  }
}
