/** Metres: DCS counts `x` to the north and `y` to the east on its flat maps. */
export interface Meters {
  readonly x: number;
  readonly y: number;
}

/** Degrees, WGS 84. */
export interface LatLng {
  readonly lat: number;
  readonly lng: number;
}

/** A transverse Mercator projection with the scale of UTM, which DCS uses for all its theatres. */
export interface Projection {
  /** Degrees. */
  readonly meridian: number;
  readonly falseEasting: number;
  readonly falseNorthing: number;
}

const SCALE = 0.9996;
const FLATTENING = 1 / 298.257223563;
const N = FLATTENING / (2 - FLATTENING);
const RADIUS = (6_378_137 / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64);
const ECCENTRICITY = (2 * Math.sqrt(N)) / (1 + N);

// Krüger's series to the third order, exact to a centimetre within a theatre.
// https://en.wikipedia.org/wiki/Universal_Transverse_Mercator_coordinate_system#Simplified_formulae
const FORTH = [
  N / 2 - (2 / 3) * N ** 2 + (5 / 16) * N ** 3,
  (13 / 48) * N ** 2 - (3 / 5) * N ** 3,
  (61 / 240) * N ** 3,
];
const BACK = [
  N / 2 - (2 / 3) * N ** 2 + (37 / 96) * N ** 3,
  (1 / 48) * N ** 2 + (1 / 15) * N ** 3,
  (17 / 480) * N ** 3,
];
const LATITUDE = [
  2 * N - (2 / 3) * N ** 2 - 2 * N ** 3,
  (7 / 3) * N ** 2 - (8 / 5) * N ** 3,
  (56 / 15) * N ** 3,
];

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const degrees = (angle: number): number => (angle * 180) / Math.PI;
const series = (factors: readonly number[], term: (times: number) => number): number =>
  factors.reduce((sum, factor, index) => sum + factor * term(2 * (index + 1)), 0);

export function toMeters(
  { lat, lng }: LatLng,
  { meridian, falseEasting, falseNorthing }: Projection,
): Meters {
  const sine = Math.sin(radians(lat));
  const east = radians(lng - meridian);
  const t = Math.sinh(Math.atanh(sine) - ECCENTRICITY * Math.atanh(ECCENTRICITY * sine));
  const xi = Math.atan2(t, Math.cos(east));
  const eta = Math.atanh(Math.sin(east) / Math.hypot(1, t));
  const northing = xi + series(FORTH, (k) => Math.sin(k * xi) * Math.cosh(k * eta));
  const easting = eta + series(FORTH, (k) => Math.cos(k * xi) * Math.sinh(k * eta));
  return { x: SCALE * RADIUS * northing + falseNorthing, y: SCALE * RADIUS * easting + falseEasting };
}

export function toLatLng({ x, y }: Meters, { meridian, falseEasting, falseNorthing }: Projection): LatLng {
  const northing = (x - falseNorthing) / (SCALE * RADIUS);
  const easting = (y - falseEasting) / (SCALE * RADIUS);
  const xi = northing - series(BACK, (k) => Math.sin(k * northing) * Math.cosh(k * easting));
  const eta = easting - series(BACK, (k) => Math.cos(k * northing) * Math.sinh(k * easting));
  const chi = Math.asin(Math.sin(xi) / Math.cosh(eta));
  return {
    lat: degrees(chi + series(LATITUDE, (k) => Math.sin(k * chi))),
    lng: meridian + degrees(Math.atan2(Math.sinh(eta), Math.cos(xi))),
  };
}
