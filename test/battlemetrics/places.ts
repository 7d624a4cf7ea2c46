import type { z } from 'zod';

/*
 * Places in a body by the names that the document's tables give to them: `data:attributes:reason`, with a slash for the
 * items of an array: `data/attributes:reason`.
 */

export type Json = z.core.util.JSONType;

export const isObject = (value: Json): value is { [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every value of a body with its place, containers before what they hold. */
export function placesOf(value: Json, place = ''): [place: string, value: Json][] {
  const inner = Array.isArray(value)
    ? value.flatMap((item) => placesOf(item, `${place}/`))
    : isObject(value)
      ? Object.entries(value).flatMap(([name, item]) =>
          placesOf(item, place === '' || place.endsWith('/') ? place + name : `${place}:${name}`),
        )
      : [];
  return [[place, value], ...inner];
}

/** A copy with another value at a place, in every item where it is one of arrays. What is missing on the way is made. */
export function replaced(body: Json, place: string, value: Json): Json {
  if (place === '') return value;
  const [, key = '', separator = '', rest = ''] = /^([^:/]+)([:/]?)(.*)$/.exec(place) ?? [];
  const record = isObject(body) ? body : {};
  const inner = record[key];
  if (separator !== '/') return { ...record, [key]: replaced(inner ?? {}, rest, value) };
  const items = Array.isArray(inner) && inner.length > 0 ? inner : [{}];
  return { ...record, [key]: items.map((item) => replaced(item, rest, value)) };
}
