/** Why somebody is left off the boards. `opt-out`: the member's own wish. */
export const EXCLUSION_REASONS = ['banned', 'staff', 'other', 'opt-out'] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

/** Somebody who is on no board. Exactly one of the three says who. */
export interface Exclusion {
  /** Six letters and digits. */
  readonly id: string;
  /**
   * `key`: a board's key of a person, `ucid:…`, `bm:…`, or `nick:…` where no more is known. `discord`: everybody who is
   * linked to that account.
   */
  readonly subject:
    | { readonly kind: 'key'; readonly key: string }
    | { readonly kind: 'discord'; readonly discordId: string };
  /** Hostile text: the name at the time. */
  readonly name: string;
  readonly reason: ExclusionReason;
  /** Discord id of who asked for it. */
  readonly createdBy: string;
  readonly createdAt: number;
}

/** The repository of `exclusions`. */
export interface Exclusions {
  all(): Promise<readonly Exclusion[]>;
  /** Adds one; somebody who is excluded already keeps the first entry, with the new reason. */
  add(exclusion: Omit<Exclusion, 'id' | 'createdAt'>): Promise<Exclusion>;
  /** The member's own wish; undefined when there is none. */
  optOut(discordId: string): Promise<Exclusion | undefined>;
  /** False when there was none. */
  remove(id: string): Promise<boolean>;
}
