/** How somebody moved on a board since the post before. */
export type Move =
  | { readonly kind: 'new' }
  | { readonly kind: 'same' }
  | { readonly kind: 'up' | 'down'; readonly places: number };

/** By the key of the entry; undefined where there was no post before. */
export type Moves = ReadonlyMap<string, Move>;
