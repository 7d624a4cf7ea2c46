import type { SimCall } from './endpoint.ts';
import { type Query, RANGE, type Range, timesOf } from './query.ts';
import { FEATURES, fitsOption, type SimFeature } from './seed-games.ts';
import { isVisible } from './server-resource.ts';
import type { SimServer } from './world.ts';

/** What `GET /servers` and `GET /players` have in common: `prefix` is `filter`, and `filter[server]` of players. */

type Place = readonly [longitude: number, latitude: number];

/** "Location based on IP": the simulator's callers are all in Frankfurt. */
const HERE: Place = [8.68, 50.11];
const EARTH_KM = 6_371;

export function serverFilterParams(prefix: string) {
  return {
    [`${prefix}[countries][]`]: /^[A-Za-z]{2}$/,
    [`${prefix}[features][*]`]: 'text',
    [`${prefix}[features][*][]`]: 'text',
    [`${prefix}[features][*][or][]`]: 'text',
    [`${prefix}[game]`]: 'text',
    [`${prefix}[maxDistance]`]: { least: 0, most: Number.MAX_SAFE_INTEGER },
    [`${prefix}[players][max]`]: { least: 0, most: Number.MAX_SAFE_INTEGER },
    [`${prefix}[players][min]`]: { least: 0, most: Number.MAX_SAFE_INTEGER },
    [`${prefix}[search]`]: 'text',
    [`${prefix}[status]`]: 'text',
  } as const;
}

/** Whether anything is asked of the servers at all. */
export function asksOfServers({ query }: SimCall, prefix: string): boolean {
  return query.names().some((name) => name.startsWith(`${prefix}[`));
}

export function fitsServer(call: SimCall, server: SimServer, prefix: string): boolean {
  const { query } = call;
  const countries = query.all(`${prefix}[countries][]`).map((country) => country.toUpperCase());
  const most = query.count(`${prefix}[maxDistance]`);
  const search = query.text(`${prefix}[search]`)?.toLowerCase();
  return (
    isVisible(call, server) &&
    (countries.length === 0 || countries.includes(server.country)) &&
    (query.list(`${prefix}[game]`)?.includes(server.game) ?? true) &&
    (query.list(`${prefix}[status]`)?.includes(server.status) ?? true) &&
    server.players >= (query.count(`${prefix}[players][min]`) ?? 0) &&
    server.players <= (query.count(`${prefix}[players][max]`) ?? Number.POSITIVE_INFINITY) &&
    (search === undefined || server.name.toLowerCase().includes(search)) &&
    (most === undefined || distance(placeOf(query), server.location) <= most) &&
    fitsFeatures(query, server, prefix)
  );
}

/** Where the caller is, or says to be. */
export function placeOf(query: Query): Place {
  const [longitude, latitude] = query.list('location')?.map(Number) ?? [];
  return longitude === undefined || latitude === undefined ? HERE : [longitude, latitude];
}

/** Kilometres along the earth's surface. */
export function distance([longitudeA, latitudeA]: Place, [longitudeB, latitudeB]: Place): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const half = (a: number, b: number): number => Math.sin(radians(b - a) / 2) ** 2;
  const part =
    half(latitudeA, latitudeB) +
    Math.cos(radians(latitudeA)) * Math.cos(radians(latitudeB)) * half(longitudeA, longitudeB);
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(part)));
}

/** Features that nobody knows fit no server. */
function fitsFeatures(query: Query, server: SimServer, prefix: string): boolean {
  return query
    .names()
    .filter((name) => name.startsWith(`${prefix}[features][`))
    .every((name) => {
      const [, id, or] = /\[([0-9a-f-]{36})\](\[or\])?(?:\[\])?$/i.exec(name) ?? [];
      const feature = FEATURES.find((one) => one.id === id?.toLowerCase());
      if (feature === undefined || feature.game !== server.game) return false;
      return fitsFeature(feature, server, query.all(name), or !== undefined);
    });
}

function fitsFeature(feature: SimFeature, server: SimServer, asked: string[], or: boolean): boolean {
  const value = server.details[feature.detail];
  const [text = ''] = asked;
  switch (feature.type) {
    case 'boolean':
      return text === String(value === true);
    case 'range':
      return typeof value === 'number' && isWithin(value, numbers(text));
    case 'dateRange':
      return typeof value === 'string' && RANGE.open.test(text) && isWithin(Date.parse(value), timesOf(text));
    case 'select': {
      const fits = (wanted: string): boolean =>
        feature.options.some((option) => option.id === wanted && fitsOption(feature, option, server));
      return or || feature.mode === 'or' ? asked.some(fits) : asked.every(fits);
    }
  }
}

function numbers(text: string): Range {
  const [from = '', to = ''] = text.split(':');
  return {
    from: from === '' ? Number.NEGATIVE_INFINITY : Number(from),
    to: to === '' ? Number.POSITIVE_INFINITY : Number(to),
  };
}

function isWithin(value: number, { from, to }: Range): boolean {
  return value >= from && value <= to;
}
