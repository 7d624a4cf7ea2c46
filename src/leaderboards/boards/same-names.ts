import { cleanText } from '../../render/escape.ts';
import type { BoardRow } from './board-row.ts';
import type { Crowd } from './crowd.ts';

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
});

/**
 * What tells apart those whose names look the same: when each was last seen, in UTC; by the minute where the day does
 * not tell. Nothing for those of whom it is not known.
 */
export function marksOf(rows: readonly BoardRow[], crowd: Crowd): ReadonlyMap<BoardRow, string> {
  const byName = new Map<string, BoardRow[]>();
  for (const row of rows) {
    const name = cleanText(row.name);
    byName.set(name, [...(byName.get(name) ?? []), row]);
  }
  const marks = new Map<BoardRow, string>();
  for (const namesakes of byName.values()) {
    if (namesakes.length < 2) continue;
    const seen = namesakes.flatMap((row) => {
      const at = crowd.personOf(row)?.lastSeen;
      return at === undefined ? [] : [{ row, at }];
    });
    const days = new Set(seen.map(({ at }) => day.format(at)));
    const format = days.size === seen.length ? day : moment;
    for (const { row, at } of seen) marks.set(row, `seen ${format.format(at).replace(',', '')}`);
  }
  return marks;
}
