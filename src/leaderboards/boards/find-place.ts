import type { Pilot } from '../../dcsserverbot/model.ts';
import type { BoardRow } from './board-row.ts';
import { readCandidates, scoreOf } from './candidates.ts';
import { rankedOf } from './crowd.ts';
import { isFit, type Reading } from './ranks.ts';

/** Rows that are read at most where the API cannot look for a name. */
const MOST_READ = 1_000;

/** Where somebody was found who is not among those shown. */
export type Found =
  | {
      readonly kind: 'ranked';
      readonly row: BoardRow;
      /** From 1. */
      readonly place: number;
      readonly above: { readonly row: BoardRow; readonly place: number } | undefined;
    }
  | { readonly kind: 'below-minimum'; readonly have: number }
  | { readonly kind: 'beyond'; readonly beyond: number };

/** Looks for one pilot of the current DCSServerBot on a whole board. */
export async function findPlace(reading: Reading, pilot: Pilot): Promise<Found> {
  const { source, call } = reading;
  if (source.locate === undefined) return findAmongAll(reading, pilot);
  const told = await source.locate(pilot.nick, call);
  const rows = told.map((one) => one.row);
  const row = await rowOf(rows, pilot, reading);
  const place = told.find((one) => one.row === row)?.place;
  if (row === undefined || place === undefined) {
    const longer = (await source.rows(MOST_READ - 1, 1, call)).length > 0;
    return longer ? { kind: 'beyond', beyond: MOST_READ } : { kind: 'below-minimum', have: 0 };
  }
  if (!isFit(row, reading)) return { kind: 'below-minimum', have: row.have };
  return source.sorted === 'kills'
    ? findAmongCandidates(reading, pilot, row)
    : findFrom(reading, pilot, row, place);
}

/** The order is the API's; whoever is left off, or lacks the minimum, gives the place free to those below. */
async function findFrom(reading: Reading, pilot: Pilot, row: BoardRow, place: number): Promise<Found> {
  const { source, spec, crowd, call } = reading;
  const everybodyAbove = source.falling || spec.minimum === 0;
  if (everybodyAbove && !crowd.someOut) {
    const [above] = place === 1 ? [] : await source.rows(place - 2, 1, call);
    return { kind: 'ranked', row, place, above: above && { row: above, place: place - 1 } };
  }
  const rows = await source.rows(0, place, call);
  const listed = await rowOf(rows, pilot, reading);
  // Not there any more: it fell meanwhile.
  return listed === undefined ? placeIn(reading, [...rows, row], row) : placeIn(reading, rows, listed);
}

async function findAmongCandidates(reading: Reading, pilot: Pilot, row: BoardRow): Promise<Found> {
  const { source, spec, call } = reading;
  const score = scoreOf(row);
  const isListed = (rows: readonly BoardRow[]): boolean => rows.some(({ name }) => name === pilot.nick);
  const { fit } = await readCandidates(
    source,
    spec.minimum,
    async (read) =>
      isListed(read.fit) &&
      (read.ceiling ?? 0) <= score &&
      (await rowOf(read.fit, pilot, reading)) !== undefined,
    call,
  );
  const found = await rowOf(fit, pilot, reading);
  return found === undefined ? { kind: 'beyond', beyond: fit.length } : placeIn(reading, fit, found);
}

async function findAmongAll(reading: Reading, pilot: Pilot): Promise<Found> {
  const { source, call } = reading;
  const limit = source.whole ? Number.POSITIVE_INFINITY : Math.min(source.most, MOST_READ);
  const rows = await source.rows(0, limit, call);
  const row = await rowOf(rows, pilot, reading);
  if (row !== undefined) {
    return isFit(row, reading) ? placeIn(reading, rows, row) : { kind: 'below-minimum', have: row.have };
  }
  if (rows.length < limit) return { kind: 'below-minimum', have: 0 };
  return { kind: 'beyond', beyond: rows.filter((one) => isFit(one, reading)).length };
}

/** @param rows in the order of the board, up to `row` at least */
async function placeIn(reading: Reading, rows: readonly BoardRow[], row: BoardRow): Promise<Found> {
  const { crowd, call } = reading;
  const fit = rows.filter((one) => isFit(one, reading));
  const end = fit.indexOf(row) + 1;
  for (;;) {
    const ranked = await rankedOf(fit.slice(0, end), { from: end, to: end }, crowd, call);
    const place = ranked.length;
    const above = ranked.at(-2);
    if (above === undefined || crowd.personOf(above) !== undefined) {
      return { kind: 'ranked', row, place, above: above && { row: above, place: place - 1 } };
    }
    // Whoever is named is looked up first.
    await crowd.look([above], call);
  }
}

/** The row of one pilot; where the API tells names alone, that of the name. */
async function rowOf(
  rows: readonly BoardRow[],
  pilot: Pilot,
  { crowd, call }: Reading,
): Promise<BoardRow | undefined> {
  const namesakes = rows.filter(({ name }) => name === pilot.nick);
  const unknown = namesakes.filter((row) => crowd.personOf(row) === undefined);
  if (unknown.length > 0) await crowd.look(unknown, call);
  return (
    namesakes.find((row) => crowd.personOf(row)?.key === `ucid:${pilot.ucid ?? ''}`) ??
    namesakes.find(({ date }) => date === undefined)
  );
}
