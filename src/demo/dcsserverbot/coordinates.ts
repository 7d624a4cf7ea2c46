import { float } from './answer.ts';
import { fromMgrs, toMgrs } from './mgrs.ts';
import { type LatLng, type Meters, type Projection, toLatLng, toMeters } from './projection.ts';

const LATLNG = /^(-?\d{1,3}\.\d{3,}),\s*(-?\d{1,3}\.\d{3,})$/;
const DMS = /^([NS])(\d{1,3})°(\d{1,2})'(\d{1,2})"\s*([EW])(\d{1,3})°(\d{1,2})'(\d{1,2})"$/;
const DDM = /^([NS])(\d{1,3})°(\d{1,2}\.\d{1,5})\s*([EW])(\d{1,3})°(\d{1,2}\.\d{1,5})$/;
const MGRS = /^\d{1,2}[C-HJ-NP-X][A-Z]{2}\d{2,10}$/;
const METERS = /^(-?\d+),\s*(-?\d+)$/;

export interface Place {
  readonly latLng: LatLng;
  readonly meters: Meters;
}

/** The place that a text names in one of the five ways, `MGRS` for one of that form that is none; else undefined. */
export function parseCoordinates(text: string, projection: Projection): Place | 'MGRS' | undefined {
  const at = (latLng: LatLng): Place => ({ latLng, meters: rounded(toMeters(latLng, projection)) });
  const plain = LATLNG.exec(text);
  if (plain !== null) return at({ lat: Number(plain[1]), lng: Number(plain[2]) });
  const dms = DMS.exec(text);
  if (dms !== null) return at({ lat: angle(dms[1], dms.slice(2, 5)), lng: angle(dms[5], dms.slice(6, 9)) });
  const ddm = DDM.exec(text);
  if (ddm !== null) return at({ lat: angle(ddm[1], ddm.slice(2, 4)), lng: angle(ddm[4], ddm.slice(5, 7)) });
  const mgrs = text.replaceAll(' ', '');
  if (MGRS.test(mgrs)) {
    const latLng = fromMgrs(mgrs);
    return latLng === undefined ? 'MGRS' : at(latLng);
  }
  const metric = METERS.exec(text);
  if (metric === null) return undefined;
  const meters = { x: Number(metric[1]), y: Number(metric[2]) };
  return { latLng: toLatLng(meters, projection), meters };
}

/** Degrees from degrees, minutes and seconds. */
function angle(hemisphere: string | undefined, parts: readonly string[]): number {
  const size = parts.reduce((sum, part, index) => sum + Number(part) / 60 ** index, 0);
  return hemisphere === 'S' || hemisphere === 'W' ? -size : size;
}

const rounded = ({ x, y }: Meters): Meters => ({ x: Math.round(x), y: Math.round(y) });

/** The place in every way in which the server writes it. */
export function writeCoordinates({ latLng, meters }: Place): unknown {
  const { lat, lng } = latLng;
  return {
    latlon: `${python(lat)}, ${python(lng)}`,
    mgrs: toMgrs(latLng),
    dms: `${dms(lat, ['N', 'S'], 2)} ${dms(lng, ['E', 'W'], 3)}`,
    ddm: `${ddm(lat, ['N', 'S'])} ${ddm(lng, ['E', 'W'])}`,
    meters,
  };
}

type Hemispheres = readonly [positive: string, negative: string];

/** `35.40556`, and a whole number with its point. */
const python = (value: number): string => {
  const cut = Number(value.toFixed(5));
  const whole = float(cut);
  return typeof whole === 'number' ? String(whole) : `${cut}.0`;
};

/** `N 35°24'20.00"` */
function dms(value: number, [positive, negative]: Hemispheres, width: number): string {
  const hundredths = Math.round(Math.abs(value) * 360_000);
  const two = (number: number): string => String(number).padStart(2, '0');
  const degrees = String(Math.floor(hundredths / 360_000)).padStart(width, '0');
  const minutes = two(Math.floor(hundredths / 6_000) % 60);
  const seconds = two(Math.floor(hundredths / 100) % 60);
  return `${value > 0 ? positive : negative} ${degrees}°${minutes}'${seconds}.${two(hundredths % 100)}"`;
}

/** `N35°24.33333` */
function ddm(value: number, [positive, negative]: Hemispheres): string {
  const units = Math.round(Math.abs(value) * 6_000_000);
  const degrees = String(Math.floor(units / 6_000_000)).padStart(2, '0');
  return `${value >= 0 ? positive : negative}${degrees}°${((units % 6_000_000) / 100_000).toFixed(5)}`;
}
