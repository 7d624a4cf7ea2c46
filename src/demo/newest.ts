/** What keeps the newest only: people leave a demo open for days, and it should not grow all that time. */

/** Adds to the end, and takes the oldest out where there are more than `most`. @returns what was taken out. */
export function pushNewest<T>(list: T[], item: T, most: number): readonly T[] {
  list.push(item);
  return list.splice(0, list.length - most);
}

/** Forgets its oldest entries; one that is set again keeps its age. */
export class NewestMap<K, V> extends Map<K, V> {
  readonly #most: number;

  constructor(most: number) {
    super();
    this.#most = most;
  }

  override set(key: K, value: V): this {
    super.set(key, value);
    for (const oldest of this.keys()) {
      if (this.size <= this.#most) break;
      this.delete(oldest);
    }
    return this;
  }
}
