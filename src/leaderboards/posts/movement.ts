import type { Move, Moves } from '../../render/board-move.ts';
import type { BoardEntry } from '../../store/board.ts';

const NICK = 'nick:';

/**
 * How everybody on a board moved since the post before. Who cannot be found in it is new.
 * @param previous of that post; undefined when there was none: then nobody moved, and nobody is new.
 */
export function movesSince(
  entries: readonly BoardEntry[],
  previous: readonly BoardEntry[] | undefined,
): Moves {
  if (previous === undefined) return new Map();
  const before = findEarlier(entries, previous);
  return new Map(entries.map((entry): [string, Move] => [entry.key, moveOf(entry, before(entry))]));
}

/**
 * Finds people of one board on an earlier one: by key, and by name where one of the keys is no more than a name (the
 * pilot could not be looked up at that time) and the name stands on each board once.
 */
export function findEarlier(
  entries: readonly BoardEntry[],
  previous: readonly BoardEntry[],
): (entry: BoardEntry) => BoardEntry | undefined {
  const byKey = new Map(previous.map((entry) => [entry.key, entry]));
  const namesNow = countNames(entries);
  const namesThen = countNames(previous);
  const byName = new Map(previous.map((entry) => [entry.name, entry]));
  return (entry) => {
    const same = byKey.get(entry.key);
    if (same !== undefined) return same;
    const named = byName.get(entry.name);
    if (named === undefined || namesNow.get(entry.name) !== 1 || namesThen.get(entry.name) !== 1) {
      return undefined;
    }
    return entry.key.startsWith(NICK) || named.key.startsWith(NICK) ? named : undefined;
  };
}

function moveOf(entry: BoardEntry, before: BoardEntry | undefined): Move {
  if (before === undefined) return { kind: 'new' };
  const gained = before.rank - entry.rank;
  if (gained === 0) return { kind: 'same' };
  return gained > 0 ? { kind: 'up', places: gained } : { kind: 'down', places: -gained };
}

function countNames(entries: readonly BoardEntry[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { name } of entries) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
