/** Placeholder until the client lands. */
export interface BattleMetrics {
  readonly placeholder?: never;
}
