import type { BoardEntry } from '../../store/board.ts';
import { killsToPass } from './wilson.ts';

/** The entries of a board in order, each with what it takes to overtake the one above, where the order is weighted. */
export function withKillsToPass(entries: readonly BoardEntry[]): BoardEntry[] {
  return entries.map(({ killsToPass: _earlier, ...entry }, index) => {
    const { kills, deaths } = entry;
    const above = entries[index - 1]?.score;
    if (above === undefined || kills === undefined || deaths === undefined) return entry;
    const missing = killsToPass(kills, deaths, above);
    return missing === undefined ? entry : { ...entry, killsToPass: missing };
  });
}
