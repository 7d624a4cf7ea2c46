import type { Board } from '../store/board.ts';

/** Where a member stands on a board. */
export type OwnPlace =
  /** `gap`: what is missing to the place above; undefined on the first place, or where it is not known. */
  | {
      readonly kind: 'ranked';
      readonly board: Board;
      readonly name: string;
      readonly place: number;
      readonly value: number;
      readonly kills?: number;
      readonly deaths?: number;
      readonly above?: { readonly name: string; readonly place: number; readonly value: number };
      /** Kills without a death that would reach the place above, where the order is weighted. */
      readonly killsToPass?: number;
    }
  /** Too little was done to be ranked: `have` of `board.spec.minimum`. */
  | { readonly kind: 'below-minimum'; readonly board: Board; readonly name: string; readonly have: number }
  /** Not among those that were read; `beyond` is the last place of these. */
  | { readonly kind: 'beyond'; readonly board: Board; readonly name: string; readonly beyond: number }
  /** No DCS player is linked to the Discord account. */
  | { readonly kind: 'not-linked' }
  /** The member is left off the boards: `opted-out` by own wish. */
  | { readonly kind: 'excluded'; readonly optedOut: boolean }
  /** The API does not tell who is who. */
  | { readonly kind: 'cannot-tell'; readonly why: 'documented-version' | 'battlemetrics' };
