import type { Json } from './body.ts';
import type { SimCall } from './endpoint.ts';
import { only } from './resources.ts';

/** Points of time series as the API writes them: they have no id. */

export const DAY = 86_400_000;

/** Minutes as the API spells them, and how long such points are kept in days. Document: "Player Count History". */
export const RETENTION = { raw: 2, '30': 7, '60': 30, '1440': 180 } as const;
export type Resolution = keyof typeof RETENTION;
export const RESOLUTIONS = ['raw', '30', '60', '1440'] as const;

export interface Point {
  /** Epoch milliseconds. */
  readonly time: number;
  readonly value: number;
  readonly least?: number;
  readonly most?: number;
  /** The request that it answers, where several can be made at once. */
  readonly group?: number;
  /** The metric, where there is more than one. */
  readonly name?: string;
}

export function dataPoint({ query }: SimCall, { time, value, least, most, group, name }: Point): Json {
  const attributes = {
    timestamp: new Date(time).toISOString(),
    ...(group === undefined ? {} : { group }),
    ...(name === undefined ? {} : { name }),
    ...(most === undefined ? {} : { max: most }),
    value,
    ...(least === undefined ? {} : { min: least }),
  };
  return { type: 'dataPoint', attributes: only(attributes, query.fields('dataPoint')) };
}

/** Starts of the spans from the one that holds `from` to the one that holds `to`; epoch milliseconds. */
export function spans(from: number, to: number, length: number): number[] {
  const first = Math.floor(from / length) * length;
  const count = Math.max(0, Math.floor((to - first) / length) + 1);
  return Array.from({ length: count }, (_, nth) => first + nth * length);
}

/** The point that stands for several samples. In practice the extremes are missing at times: here in every seventh. */
export function summary(time: number, samples: readonly number[], length: number): Point {
  const sum = samples.reduce((total, sample) => total + sample, 0);
  const value = samples.length === 0 ? 0 : Math.round(sum / samples.length);
  if (samples.length === 0 || Math.floor(time / length) % 7 === 3) return { time, value };
  return { time, value, least: Math.min(...samples), most: Math.max(...samples) };
}
