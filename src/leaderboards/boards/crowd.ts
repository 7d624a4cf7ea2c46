import type { Call } from '../../http/call.ts';
import type { BoardRow } from './board-row.ts';

/** Somebody behind a row. */
export interface Person {
  /** As in `BoardEntry`. */
  readonly key: string;
  /** Epoch milliseconds, where it is known. */
  readonly lastSeen?: number;
  /** Left off the boards. */
  readonly out: boolean;
}

/** The people behind the rows of one board, as it is read once. */
export interface Crowd {
  /** Whether anybody at all may be left off. */
  readonly someOut: boolean;
  /** Those rows that may be of somebody who is left off, as far as that shows without looking at each. */
  suspects(rows: readonly BoardRow[], call: Call): Promise<readonly BoardRow[]>;
  /** Finds out who they are; each row is asked for once. */
  look(rows: readonly BoardRow[], call: Call): Promise<void>;
  /** Undefined before `look`. */
  personOf(row: BoardRow): Person | undefined;
}

/**
 * Takes those who are left off out of rows that stand in the order of the board. Only those are looked up who are
 * shown, and those above whose names are suspicious: a server is not asked for everybody.
 * @param from, to the places that are shown, the first one being 0
 * @returns the rows that are ranked; right up to `to`
 */
export async function rankedOf(
  rows: readonly BoardRow[],
  { from, to }: { readonly from: number; readonly to: number },
  crowd: Crowd,
  call: Call,
): Promise<readonly BoardRow[]> {
  for (;;) {
    const seen = new Set<string>();
    const ranked = rows.filter((row) => {
      const person = crowd.personOf(row);
      if (person === undefined) return true;
      // Whoever moved while the pages were read comes twice.
      const again = !person.key.startsWith('nick:') && seen.has(person.key);
      seen.add(person.key);
      return !person.out && !again;
    });
    const isUnknown = (row: BoardRow): boolean => crowd.personOf(row) === undefined;
    const suspects = await crowd.suspects(ranked.slice(0, from).filter(isUnknown), call);
    const unknown = [...suspects, ...ranked.slice(from, to).filter(isUnknown)];
    if (unknown.length === 0) return ranked;
    await crowd.look(unknown, call);
  }
}
