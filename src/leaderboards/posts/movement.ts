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
  return new Map(tellable(entries).map((entry): [string, Move] => [entry.key, moveOf(entry, before(entry))]));
}

/** Those of whom it can be told who they are: not namesakes of whom none could be looked up. */
export function tellable(entries: readonly BoardEntry[]): readonly BoardEntry[] {
  const names = countNames(entries);
  return entries.filter(({ key, name }) => !key.startsWith(NICK) || names.get(name) === 1);
}

/**
 * Finds people of one board on an earlier one: by key, and by name where one of the keys is no more than a name (the
 * pilot could not be looked up at that time) and the name stands on each board once. Whoever is among the same equals
 * still has the place of now: the API knows no order of equals, and gives them in another one each time.
 */
export function findEarlier(
  entries: readonly BoardEntry[],
  previous: readonly BoardEntry[],
): (entry: BoardEntry) => BoardEntry | undefined {
  const byKey = new Map(tellable(previous).map((entry) => [entry.key, entry]));
  const namesNow = countNames(entries);
  const namesThen = countNames(previous);
  const byName = new Map(previous.map((entry) => [entry.name, entry]));
  const find = (entry: BoardEntry): BoardEntry | undefined => {
    const same = byKey.get(entry.key);
    if (same !== undefined) return same;
    const named = byName.get(entry.name);
    if (named === undefined || namesNow.get(entry.name) !== 1 || namesThen.get(entry.name) !== 1) {
      return undefined;
    }
    return entry.key.startsWith(NICK) || named.key.startsWith(NICK) ? named : undefined;
  };
  const equalsNow = equalsOf(entries);
  const equalsThen = equalsOf(previous);
  return (entry) => {
    const earlier = find(entry);
    if (earlier === undefined || figureOf(earlier) !== figureOf(entry)) return earlier;
    const [now, then] = [equalsNow(entry), equalsThen(earlier)];
    return now.first <= then.last && then.first <= now.last ? { ...earlier, rank: entry.rank } : earlier;
  };
}

function moveOf(entry: BoardEntry, before: BoardEntry | undefined): Move {
  if (before === undefined) return { kind: 'new' };
  const gained = before.rank - entry.rank;
  if (gained === 0) return { kind: 'same' };
  return gained > 0 ? { kind: 'up', places: gained } : { kind: 'down', places: -gained };
}

/** What the order is by. */
function figureOf({ score, value }: BoardEntry): number {
  return score ?? value;
}

/** The places that those have whose figure is the same. */
function equalsOf(
  entries: readonly BoardEntry[],
): (entry: BoardEntry) => { readonly first: number; readonly last: number } {
  const ranks = new Map<number, number[]>();
  for (const entry of entries)
    ranks.set(figureOf(entry), [...(ranks.get(figureOf(entry)) ?? []), entry.rank]);
  return (entry) => {
    const equal = ranks.get(figureOf(entry)) ?? [];
    return { first: Math.min(...equal), last: Math.max(...equal) };
  };
}

function countNames(entries: readonly BoardEntry[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { name } of entries) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
