/** What was typed for a parameter and the parts of it, not read yet: `--a=1 --a.b=2`. */
export interface Raw {
  /** One for each time that it was given; undefined where it stood without a value. */
  readonly values: (string | undefined)[];
  /** By the next part of their name. */
  readonly parts: Map<string, Raw>;
}

export function newRaw(): Raw {
  return { values: [], parts: new Map() };
}

/** Adds an option. @param name with dots: `filter.game` */
export function addRaw(root: Raw, name: string, value: string | undefined): void {
  let here = root;
  for (const part of name.split('.')) {
    const next = here.parts.get(part) ?? newRaw();
    here.parts.set(part, next);
    here = next;
  }
  here.values.push(value);
}
