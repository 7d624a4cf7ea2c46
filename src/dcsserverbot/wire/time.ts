/** Times as DCSServerBot writes them. */

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * Epoch milliseconds of `2026-11-22T07:57:47`, which is UTC though it does not say so; with a zone, of that zone.
 * Undefined if the text is no such time.
 */
export function parseNaiveUtc(text: string): number | undefined {
  const match = ISO.exec(text.trim());
  const [, day, clock = '00:00', zone = 'Z'] = match ?? [];
  if (day === undefined) return undefined;
  const [whole = clock, fraction = ''] = clock.split('.');
  const millis = fraction === '' ? '' : `.${fraction.slice(0, 3).padEnd(3, '0')}`;
  const offset = /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const time = Date.parse(`${day}T${whole}${millis}${offset}`);
  return Number.isNaN(time) ? undefined : time;
}

const TIMEDELTA = /^(?:(-?\d+) days?, ?)?(\d+):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/;

/** Seconds of a Python timedelta's text: `1:24:18`, `1 day, 2:03:04`. Undefined if the text is none. */
export function parseTimedelta(text: string): number | undefined {
  const match = TIMEDELTA.exec(text.trim());
  if (match === null) return undefined;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = match;
  return Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
}

/**
 * The clock inside a mission in one form. Before 1970 the server cannot make a timestamp and writes the day and
 * what was added to it: `1944-06-06 1 day, 7:01:01` is `1944-06-07 07:01:01`.
 */
export function cleanMissionTime(text: string): string {
  const plain = text.trim().replace(/\s+/g, ' ');
  const match = /^(\d{4}-\d{2}-\d{2})[T ](.+)$/.exec(plain);
  const [, day, rest] = match ?? [];
  if (day === undefined || rest === undefined) return plain;
  const seconds = parseTimedelta(rest);
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (seconds === undefined || Number.isNaN(midnight)) return plain;
  return new Date(midnight + seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

/** Epoch milliseconds of a planned restart: epoch seconds, or an ISO time. Nought and nonsense mean none. */
export function parseRestart(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (Number.isFinite(number)) {
    if (number <= 0) return undefined;
    // Epoch milliseconds began to exceed this in 1973, epoch seconds will in the year 5138.
    return number > 1e11 ? Math.round(number) : Math.round(number * 1000);
  }
  return parseNaiveUtc(value);
}
