import { type LatLng, type Projection, toLatLng, toMeters } from './projection.ts';

const BANDS = 'CDEFGHJKLMNPQRSTUVWX';
const COLUMNS = ['STUVWXYZ', 'ABCDEFGH', 'JKLMNPQR'] as const;
const ROWS = 'ABCDEFGHJKLMNPQRSTUV';
const SQUARE = 100_000;
/** The letters of the rows repeat after so many metres. */
const CYCLE = ROWS.length * SQUARE;

const utm = (zone: number, south: boolean): Projection => ({
  meridian: zone * 6 - 183,
  falseEasting: 500_000,
  falseNorthing: south ? 10_000_000 : 0,
});

const columnsOf = (zone: number): string => COLUMNS[zone % 3] ?? COLUMNS[0];
/** In even zones the rows begin five letters on. */
const firstRow = (zone: number): number => (zone % 2 === 0 ? 5 : 0);
/** Degrees of a band's southern edge. */
const southOf = (band: number): number => band * 8 - 80;

/** `36S YE 67795 22013`, cut to the metre. The zones that are wider around Norway are not known here. */
export function toMgrs({ lat, lng }: LatLng): string {
  const zone = Math.floor((lng + 180) / 6) + 1;
  const band = Math.min(Math.floor((lat + 80) / 8), BANDS.length - 1);
  const { x, y } = toMeters({ lat, lng }, utm(zone, lat < 0));
  const column = columnsOf(zone)[Math.floor(y / SQUARE) - 1] ?? '';
  const row = ROWS[(Math.floor(x / SQUARE) + firstRow(zone)) % ROWS.length] ?? '';
  const digits = (meters: number): string => String(Math.floor(meters % SQUARE)).padStart(5, '0');
  return `${String(zone).padStart(2, '0')}${BANDS[band] ?? ''} ${column}${row} ${digits(y)} ${digits(x)}`;
}

/** Undefined for what names no place: `36SYE6779522013` or shorter, without spaces. */
export function fromMgrs(text: string): LatLng | undefined {
  const [, number = '', letter = '', columnLetter = '', rowLetter = '', digits = ''] =
    /^(\d{1,2})([C-HJ-NP-X])([A-Z])([A-Z])(\d+)$/.exec(text) ?? [];
  const zone = Number(number);
  const band = BANDS.indexOf(letter);
  const column = columnsOf(zone).indexOf(columnLetter);
  const row = ROWS.indexOf(rowLetter);
  if (letter === '' || zone < 1 || zone > 60 || column < 0 || row < 0 || digits.length % 2 === 1)
    return undefined;
  const half = digits.length / 2;
  const meters = (part: string): number => Number(part.padEnd(5, '0'));
  const projection = utm(zone, southOf(band) < 0);
  const y = (column + 1) * SQUARE + meters(digits.slice(0, half));
  const within = ((row - firstRow(zone) + ROWS.length) % ROWS.length) * SQUARE + meters(digits.slice(half));
  // Of the rows with this letter the first that is not south of the band; a square may begin below its edge.
  const south = toMeters({ lat: southOf(band), lng: projection.meridian }, projection).x - SQUARE;
  const x = within + CYCLE * Math.ceil((south - within) / CYCLE);
  return toLatLng({ x, y }, projection);
}
