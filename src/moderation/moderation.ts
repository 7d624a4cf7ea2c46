/** Placeholder until the service lands. */
export interface Moderation {
  readonly placeholder?: never;
}
