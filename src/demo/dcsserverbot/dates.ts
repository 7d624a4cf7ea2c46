const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** Epoch microseconds of a date as Python's `datetime.fromisoformat` reads it, naive being UTC; undefined if it raises. */
export function parseDate(text: string): number | undefined {
  const [, day, clock = '00:00', seconds = '00', fraction = '', zone = 'Z'] = ISO.exec(text) ?? [];
  if (day === undefined) return undefined;
  const millis = Date.parse(`${day}T${clock}:${seconds}${zone}`);
  return Number.isNaN(millis) ? undefined : millis * 1000 + Number(fraction.padEnd(6, '0'));
}

/** `2026-11-22T07:57:47`: naive, UTC, cut to the second. */
export const formatDate = (micros: number): string =>
  new Date(Math.floor(micros / 1000)).toISOString().slice(0, 19);

/** `2026-11-22T07:57:47.570694` */
export function formatMicros(micros: number): string {
  return `${formatDate(micros)}.${String(Math.floor(micros) % 1_000_000).padStart(6, '0')}`;
}

export const sameSecond = (a: number, b: number): boolean =>
  Math.floor(a / 1_000_000) === Math.floor(b / 1_000_000);
